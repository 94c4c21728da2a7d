import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TOKEN_SCOPES } from '../../platform/http/actor.js';
import { Live } from '../../platform/live/live.js';
import { Accounts } from '../accounts/accounts.service.js';
import { CONSENT_KIND, CONSENT_VERSION } from '../accounts/consent.js';
import { Passwords } from '../accounts/passwords.service.js';
import { Audit } from '../audit/audit.service.js';
import { type DemoPerson, demoPeople } from './demo.people.js';

type Row = Pick<Actor, 'accountId' | 'name' | 'locale' | 'isAdmin' | 'canCreateEvents'> & {
  email: string;
  passwordHash: string;
};

/** The accounts of the demo; all of them have its one password. */
@Injectable()
export class DemoPeople {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** Makes the accounts that are missing. */
  async ensure(password: string): Promise<Map<string, Actor>> {
    const people = demoPeople();
    const known = await this.rows(people);
    const missing = people.filter((person) => !known.has(person.email));
    if (missing.length > 0) await this.make(missing, await this.passwords.hash(password));
    const rows = missing.length > 0 ? await this.rows(people) : known;
    return new Map([...rows].map(([email, row]) => [email, actorOf(row)]));
  }

  /** Has the password fit where another one was set for the demo since. @returns how many accounts got it */
  async change(password: string): Promise<number> {
    const known = await this.rows(demoPeople());
    const hashes = [...new Set([...known.values()].map((row) => row.passwordHash))];
    const fitting = new Set<string>();
    for (const hash of hashes) if (await this.passwords.matches(hash, password)) fitting.add(hash);
    const others = [...known.values()].filter((row) => !fitting.has(row.passwordHash));
    if (others.length === 0) return 0;
    const ids = others.map((row) => row.accountId);
    const hash = await this.passwords.hash(password);
    await this.database.transaction(async (manager) => {
      await manager.query('UPDATE account SET password_hash = $2 WHERE id = ANY($1)', [ids, hash]);
      // Whoever knew the old password is out.
      await manager.query('DELETE FROM session WHERE account_id = ANY($1)', [ids]);
      for (const id of ids) {
        const subject = { type: 'account', id };
        await this.audit.record(manager, { actor: null, action: 'account.password_changed', subject });
      }
    });
    this.live.changed(...ids.map((id) => `account:${id}`));
    return ids.length;
  }

  /** One hash for all of them: hashing is slow on purpose, and there is only one password to guess. */
  private async make(people: DemoPerson[], passwordHash: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      for (const person of people) {
        const id = await this.accounts.insert(manager, { ...person, passwordHash, isVouchedFor: true });
        // Made-up people: nobody reads their mail, and whoever looks around is not asked for their consent.
        await manager.query('INSERT INTO consent (account_id, kind, version) VALUES ($1, $2, $3)', [
          id,
          CONSENT_KIND,
          CONSENT_VERSION,
        ]);
        await this.audit.record(manager, {
          actor: null,
          action: 'account.created',
          subject: { type: 'account', id },
          after: { demo: true },
        });
      }
    });
  }

  private async rows(people: DemoPerson[]): Promise<Map<string, Row>> {
    const rows: Row[] = await this.database.query(
      `SELECT id AS "accountId", email, name, locale, is_admin AS "isAdmin", can_create_events AS "canCreateEvents",
         password_hash AS "passwordHash"
       FROM account WHERE email = ANY($1)`,
      [people.map((person) => person.email)],
    );
    return new Map(rows.map((row) => [row.email, row]));
  }
}

/** The person as the services know whoever is signed in. */
const actorOf = ({ email: _, passwordHash: __, ...person }: Row): Actor => ({
  ...person,
  scopes: [...TOKEN_SCOPES, 'account'],
  via: 'session',
  credentialId: person.accountId,
  ip: '127.0.0.1',
});

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import type { Language } from '../../platform/i18n/language.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import type { AccountPage, AccountQuery, AccountView } from './account-admin.dto.js';
import { ADDRESS_NOT_CONFIRMED, EMAIL_TAKEN, NOT_AN_ADMIN } from './accounts.errors.js';
import { Accounts } from './accounts.service.js';
import { Passwords } from './passwords.service.js';

const SHOWN = `id, email, name, is_admin AS "isAdmin", can_create_events AS "canCreateEvents",
  is_steward AS "isSteward", email_verified_at AS "emailVerifiedAt", created_at AS "createdAt"`;

type Right = 'is_admin' | 'can_create_events' | 'is_steward';

const ACTION: Record<Right, string> = {
  is_admin: 'account.admin_set',
  can_create_events: 'account.event_creation_set',
  is_steward: 'account.steward_set',
};

/** What administrators do with accounts. Being one gives no right in any event. */
@Injectable()
export class AccountAdmin {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** @throws NOT_AN_ADMIN */
  async list(actor: Actor, query: AccountQuery): Promise<AccountPage> {
    requireAdmin(actor);
    const pattern = `%${(query.query ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
    const rows: AccountView[] = await this.database.query(
      `SELECT ${SHOWN} FROM account WHERE email ILIKE $1 OR name ILIKE $1
       ORDER BY created_at DESC, id OFFSET $2 LIMIT $3`,
      [pattern, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** @throws NOT_AN_ADMIN, NOT_FOUND, ADDRESS_NOT_CONFIRMED */
  async setEventCreation(actor: Actor, id: string, allowed: boolean): Promise<AccountView> {
    requireAdmin(actor);
    return this.setRight(actor, 'id', id, 'can_create_events', allowed);
  }

  /** @throws NOT_AN_ADMIN, NOT_FOUND, ADDRESS_NOT_CONFIRMED */
  async setSteward(actor: Actor, id: string, allowed: boolean): Promise<AccountView> {
    requireAdmin(actor);
    return this.setRight(actor, 'id', id, 'is_steward', allowed);
  }

  /** For the command line, which whoever runs the installation uses. @throws EMAIL_TAKEN */
  async create(account: {
    email: string;
    name: string;
    password: string;
    locale: Language;
    isAdmin: boolean;
    canCreateEvents: boolean;
    isSteward: boolean;
  }): Promise<string> {
    const passwordHash = await this.passwords.hash(account.password);
    return this.database.transaction(async (manager) => {
      const id = await this.accounts.insert(manager, { ...account, passwordHash, isVouchedFor: true });
      await this.audit.record(manager, {
        actor: null,
        action: 'account.created',
        subject: { type: 'account', id },
        after: {
          isAdmin: account.isAdmin,
          canCreateEvents: account.canCreateEvents,
          isSteward: account.isSteward,
        },
      });
      return id;
    });
  }

  /** For the command line: somebody whose address is lost, and whom no organizer may help. @throws NOT_FOUND, EMAIL_TAKEN */
  async changeEmail(from: string, to: string, reason: string): Promise<void> {
    const id = await this.database.transaction(async (manager) => {
      const [account]: { id: string }[] = await manager.query(
        'SELECT id FROM account WHERE email = $1 FOR NO KEY UPDATE',
        [from],
      );
      if (!account) throw new DomainError(NOT_FOUND);
      const taken: unknown[] = await manager.query('SELECT 1 FROM account WHERE email = $1', [to]);
      if (taken.length > 0) throw new DomainError(EMAIL_TAKEN);
      await manager.query('UPDATE account SET email = $2, email_verified_at = now() WHERE id = $1', [
        account.id,
        to,
      ]);
      await manager.query('DELETE FROM session WHERE account_id = $1', [account.id]);
      await manager.query(
        'UPDATE account_link SET used_at = now() WHERE account_id = $1 AND used_at IS NULL',
        [account.id],
      );
      await this.audit.record(manager, {
        actor: null,
        action: 'account.address_changed',
        subject: { type: 'account', id: account.id },
        reason,
      });
      return account.id;
    });
    this.live.changed(`account:${id}`);
  }

  /** For the command line. @throws NOT_FOUND, ADDRESS_NOT_CONFIRMED */
  async grantAdmin(email: string): Promise<AccountView> {
    return this.setRight(null, 'email', email, 'is_admin', true);
  }

  /** For the command line. @throws NOT_FOUND, ADDRESS_NOT_CONFIRMED */
  async setStewardOf(email: string, allowed: boolean): Promise<AccountView> {
    return this.setRight(null, 'email', email, 'is_steward', allowed);
  }

  /**
   * Whoever signed up with another's address must not be given what was meant for its owner. Taking a right back is
   * always possible.
   */
  private async setRight(
    actor: Actor | null,
    key: 'id' | 'email',
    value: string,
    right: Right,
    allowed: boolean,
  ): Promise<AccountView> {
    const view = await this.database.transaction(async (manager) => {
      const [before] = await manager.query(
        `SELECT id, ${right} AS had, email_verified_at IS NOT NULL AS "isConfirmed" FROM account
         WHERE ${key} = $1 AND deleted_at IS NULL FOR NO KEY UPDATE`,
        [value],
      );
      if (!before) throw new DomainError(NOT_FOUND);
      if (before.had !== allowed) {
        if (allowed && !before.isConfirmed) throw new DomainError(ADDRESS_NOT_CONFIRMED);
        await manager.query(`UPDATE account SET ${right} = $2 WHERE id = $1`, [before.id, allowed]);
        await this.audit.record(manager, {
          actor,
          action: ACTION[right],
          subject: { type: 'account', id: before.id },
          before: { allowed: before.had },
          after: { allowed },
        });
      }
      const [row]: AccountView[] = await manager.query(`SELECT ${SHOWN} FROM account WHERE id = $1`, [
        before.id,
      ]);
      return row as AccountView;
    });
    this.live.changed(`account:${view.id}`);
    return view;
  }
}

function requireAdmin(actor: Actor): void {
  if (!actor.isAdmin) throw new DomainError(NOT_AN_ADMIN);
}

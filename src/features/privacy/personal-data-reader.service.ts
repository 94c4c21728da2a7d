import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Audit } from '../audit/audit.service.js';
import { PERSONAL_DATA, type PersonalData } from './personal-data.js';
import type { PersonalDataView } from './privacy.dto.js';

const ACCOUNT = `SELECT id, email, name, locale, background, affiliation, skills, languages,
  is_admin AS "isAdmin", can_create_events AS "canCreateEvents", is_steward AS "isSteward", created_at AS "createdAt" FROM account WHERE id = $1`;

/** What a person reads about themselves. */
@Injectable()
export class PersonalDataReader {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
  ) {}

  async read(actor: Actor, now: Date): Promise<PersonalDataView> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const [account] = await manager.query(ACCOUNT, [actor.accountId]);
      const kept: PersonalDataView['kept'] = {};
      for (const data of PERSONAL_DATA) {
        if (data.shown !== null) kept[data.table] = await manager.query(select(data), [actor.accountId]);
      }
      await this.audit.record(manager, {
        actor,
        action: 'account.data_downloaded',
        subject: { type: 'account', id: actor.accountId },
      });
      return { exportedAt: now.toISOString(), account, kept };
    });
  }
}

const select = ({ table, shown, own, people }: PersonalData): string =>
  `SELECT ${shown} FROM "${table}" x WHERE ${own ?? `x.${people[0]} = $1`}`;

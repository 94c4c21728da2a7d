import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import { Mails } from '../mail/mails.service.js';
import { PASSWORD_RESET } from './account.mails.js';
import { AccountLinks } from './account-links.service.js';
import { requireFree } from './address.queries.js';
import { Sessions } from './sessions.service.js';

const RESET_HOURS = 2;

/** The old address takes an account back, for some days after it moved to another. */
@Injectable()
export class AddressUndo {
  constructor(
    private readonly database: DataSource,
    private readonly links: AccountLinks,
    private readonly sessions: Sessions,
    private readonly mails: Mails,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /**
   * Everybody is out, whoever they were: sessions, tokens, the password, and the ways in that were added since. A mail to the
   * old address brings a way to a new password.
   * @throws LINK_NOT_GOOD, EMAIL_TAKEN
   */
  async undo(token: string, ip: string): Promise<void> {
    const accountId = await this.database.transaction(async (manager) => {
      const { accountId, address, createdAt } = await this.links.use(manager, ['undo'], token);
      await requireFree(manager, address, accountId);
      await manager.query(
        'UPDATE account SET email = $2, email_verified_at = now(), password_hash = NULL WHERE id = $1',
        [accountId, address],
      );
      for (const [table, since] of [
        ['identity', 'linked_at'],
        ['second_factor', 'created_at'],
      ]) {
        await manager.query(`DELETE FROM ${table} WHERE account_id = $1 AND ${since} > $2`, [
          accountId,
          createdAt,
        ]);
      }
      await manager.query(
        'DELETE FROM recovery_code WHERE account_id = $1 AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = $1)',
        [accountId],
      );
      await manager.query('DELETE FROM sign_in_step WHERE account_id = $1', [accountId]);
      await manager.query(
        'UPDATE access_token SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL',
        [accountId],
      );
      const sessionsEnded = await this.sessions.endAll(manager, accountId);
      for (const purpose of ['verify', 'reset', 'change', 'recover'] as const) {
        await this.links.forget(manager, accountId, purpose);
      }
      // Ways back to addresses that the account got since are nobody's any more; those from before stay.
      await this.links.forget(manager, accountId, 'undo', createdAt);
      await this.mails.readdress(manager, accountId, address);
      const reset = { accountId, purpose: 'reset' as const, address, hours: RESET_HOURS };
      const made = await this.links.make(manager, reset);
      const params = { hours: RESET_HOURS, url: `/reset-password#${made.token}` };
      await this.mails.post(manager, PASSWORD_RESET, { accountId }, { params });
      await this.audit.record(manager, {
        actor: { accountId, ip },
        action: 'account.address_restored',
        subject: { type: 'account', id: accountId },
        after: { sessionsEnded },
      });
      return accountId;
    });
    this.live.changed(`account:${accountId}`);
  }
}

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Language } from '../../platform/i18n/language.js';
import { type MailFailure, retryPause } from './mail.policy.js';
import type { MailCategory } from './mail-kind.js';
import { NEXT, SENDABLE } from './mail-order.js';

/** How long a worker may be silent before another takes its message, and how often it says that it lives. Milliseconds. */
export const LEASE = 30_000;
export const RENEWAL = 5_000;

/** One lock while the next message is chosen, so that events really take turns: choosing takes a millisecond. */
const QUEUE_LOCK = 0x3a11;

/** A message in a worker's hands. */
export interface MailClaim {
  id: string;
  leaseId: string;
  accountId: string | null;
  category: MailCategory;
  address: string;
  language: Language;
  subject: string;
  body: string;
  url: string | null;
  unsubscribeUrl: string | null;
  attempts: number;
}

/** Who sends what. A claim is a lease: a killed worker's message is free again when its lease has run out. */
@Injectable()
export class MailClaims {
  constructor(private readonly database: DataSource) {}

  /** The next message in the order of sending, or null when there is nothing to send. */
  async next(): Promise<MailClaim | null> {
    return this.database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [QUEUE_LOCK]);
      const [[row]] = await manager.query(
        `UPDATE mail SET status = 'sending', attempts = attempts + 1, claimed_at = clock_timestamp(),
                lease_id = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
         WHERE id = (${NEXT})
         RETURNING id, lease_id AS "leaseId", account_id AS "accountId", category, address, language, subject, body, url,
                   unsubscribe_url AS "unsubscribeUrl", attempts`,
        [randomUUID(), LEASE / 1000],
      );
      return (row as MailClaim | undefined) ?? null;
    });
  }

  async renew(claim: MailClaim): Promise<void> {
    await this.database.query(
      `UPDATE mail SET lease_until = clock_timestamp() + make_interval(secs => $3)
       WHERE id = $1 AND lease_id = $2 AND status = 'sending'`,
      [claim.id, claim.leaseId, LEASE / 1000],
    );
  }

  /** Asked at the last moment: whoever does not want reminders any more gets none of those that wait. */
  async isWanted(claim: MailClaim): Promise<boolean> {
    if (claim.category === 'security' || claim.accountId === null) return true;
    const [row]: { wanted: boolean }[] = await this.database.query(
      'SELECT wanted FROM mail_preference WHERE account_id = $1 AND category = $2',
      [claim.accountId, claim.category],
    );
    return row?.wanted ?? true;
  }

  async skip(claim: MailClaim): Promise<void> {
    await this.database.query(
      `UPDATE mail SET status = 'skipped', lease_id = NULL, lease_until = NULL
       WHERE id = $1 AND lease_id = $2 AND status = 'sending'`,
      [claim.id, claim.leaseId],
    );
  }

  /**
   * The server has it. That is so whoever holds the lease by now, and also if it was to be cancelled meanwhile.
   * @param erase the text, which may open an account to whoever reads it here
   */
  async sent(claim: MailClaim, erase: boolean): Promise<void> {
    await this.database.query(
      `UPDATE mail SET status = 'sent', sent_at = clock_timestamp(), lease_id = NULL, lease_until = NULL,
              failure = NULL, last_error = NULL,
              body = CASE WHEN $3 THEN '' ELSE body END, url = CASE WHEN $3 THEN NULL ELSE url END
       WHERE id = $1 AND (status = 'sending' OR lease_id = $2)`,
      [claim.id, claim.leaseId, erase],
    );
  }

  /** It did not go out: it waits for its next try, or has failed for good. @returns whether it has failed for good */
  async giveBack(claim: MailClaim, failure: MailFailure, said: string | null): Promise<boolean> {
    const pause = retryPause(claim.attempts, failure);
    await this.database.query(
      `UPDATE mail SET status = $3, failure = $4, last_error = $5, lease_id = NULL, lease_until = NULL,
              not_before = clock_timestamp() + make_interval(secs => $6)
       WHERE id = $1 AND lease_id = $2 AND status = 'sending'`,
      [claim.id, claim.leaseId, pause === null ? 'failed' : 'waiting', failure, said, (pause ?? 0) / 1000],
    );
    return pause === null;
  }

  async sendable(): Promise<number> {
    const [row] = await this.database.query(SENDABLE);
    return row.mails;
  }

  /**
   * Erases the texts of security mails that nobody needs here any more: what was sent when there was no mail server
   * yet, and what has lain for a day.
   */
  async eraseOldSecrets(): Promise<void> {
    await this.database.query(
      `UPDATE mail SET body = '', url = NULL
       WHERE category = 'security' AND body <> ''
       AND (status = 'sent' OR (status IN ('failed', 'skipped', 'cancelled') AND created_at < now() - interval '1 day'))`,
    );
  }
}

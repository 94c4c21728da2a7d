import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import { Audit } from '../audit/audit.service.js';
import { FAILURES_FOR_GOOD } from './mail.policy.js';
import { MailCommits } from './mail-commits.js';
import type { MailCountsView, MailPage, MailQuery, MailsRetriedView, MailView } from './mails.dto.js';
import { MAIL_NOT_FAILED, MAIL_TEXT_ERASED } from './mails.errors.js';

/** Whose mails: an event's, or with null those that belong to none. */
export type MailOwner = string | null;

const OF = 'm.event_id IS NOT DISTINCT FROM $1::uuid';

/** What has become of mails. Who may ask is decided by whoever calls; texts are for nobody. */
@Injectable()
export class MailRecord {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
    private readonly commits: MailCommits,
  ) {}

  async list(owner: MailOwner, query: MailQuery): Promise<MailPage> {
    const rows: MailView[] = await this.database.query(
      `SELECT m.id, m.kind, m.category, m.address, m.status, m.attempts, m.failure, m.last_error AS "lastError",
              m.created_at AS "createdAt", m.not_before AS "notBefore", m.sent_at AS "sentAt",
              CASE WHEN m.event_id IS NOT NULL THEN a.name END AS name,
              CASE WHEN m.event_id IS NOT NULL AND m.category <> 'security' THEN m.subject END AS subject
       FROM mail m LEFT JOIN account a ON a.id = m.account_id
       WHERE ${OF} AND ($2::text IS NULL OR m.status = $2 OR ($2 = 'waiting' AND m.status = 'sending'))
       ORDER BY m.created_at DESC, m.id OFFSET $3 LIMIT $4`,
      [owner, query.status ?? null, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return { ...pageFrom(rows, query), counts: await this.counts(owner) };
  }

  /** @throws NOT_FOUND, MAIL_NOT_FAILED, MAIL_TEXT_ERASED */
  async retry(actor: Actor, owner: MailOwner, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [mail]: { status: string; failure: string; isErased: boolean }[] = await manager.query(
        `SELECT m.status, m.failure, m.body = '' AS "isErased" FROM mail m WHERE m.id = $2 AND ${OF} FOR UPDATE`,
        [owner, id],
      );
      if (!mail) throw new DomainError(NOT_FOUND);
      if (mail.status !== 'failed') throw new DomainError(MAIL_NOT_FAILED);
      if (mail.isErased) throw new DomainError(MAIL_TEXT_ERASED);
      await manager.query(
        `UPDATE mail SET status = 'waiting', attempts = 0, not_before = NULL WHERE id = $1`,
        [id],
      );
      await this.audit.record(manager, {
        actor,
        action: 'mail.retried',
        subject: { type: 'mail', id },
        eventId: owner,
        before: { status: 'failed', failure: mail.failure },
        after: { status: 'waiting' },
      });
      this.commits.written(manager);
    });
  }

  /** All that failed for a reason that may have passed, such as a server that was away for long. */
  async retryFailed(actor: Actor, owner: MailOwner): Promise<MailsRetriedView> {
    return this.database.transaction(async (manager) => {
      const [, retried]: [unknown, number] = await manager.query(
        `UPDATE mail m SET status = 'waiting', attempts = 0, not_before = NULL
         WHERE ${OF} AND m.status = 'failed' AND m.body <> '' AND m.failure <> ALL($2)`,
        [owner, FAILURES_FOR_GOOD],
      );
      if (retried === 0) return { retried };
      await this.audit.record(manager, {
        actor,
        action: 'mail.all_retried',
        subject: owner === null ? { type: 'installation', id: 'mail' } : { type: 'event', id: owner },
        eventId: owner,
        after: { retried },
      });
      this.commits.written(manager);
      return { retried };
    });
  }

  private async counts(owner: MailOwner): Promise<MailCountsView> {
    const planned = `status = 'waiting' AND attempts = 0 AND not_before > now()`;
    const [counts]: MailCountsView[] = await this.database.query(
      `SELECT count(*) FILTER (WHERE status IN ('waiting', 'sending') AND NOT coalesce(${planned}, false))::int AS waiting,
              count(*) FILTER (WHERE ${planned})::int AS planned,
              count(*) FILTER (WHERE status = 'sent')::int AS sent,
              count(*) FILTER (WHERE status = 'failed')::int AS failed,
              count(*) FILTER (WHERE status = 'skipped')::int AS skipped,
              count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled
       FROM mail m WHERE ${OF}`,
      [owner],
    );
    return counts as MailCountsView;
  }
}

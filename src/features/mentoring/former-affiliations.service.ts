import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { isOrganizer, requireMember, requireMentor, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import type { FormerAffiliationPage, FormerAffiliationView } from './former-affiliations.dto.js';

/** What people wrote as their affiliation before still counts, until an organizer says otherwise. */
@Injectable()
export class FormerAffiliations {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** What still counts first, mentors first. @throws NOT_FOUND, NOT_A_MENTOR */
  async list(actor: Actor, slug: string, query: PageQuery): Promise<FormerAffiliationPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    if (!isOrganizer(standing)) requireMentor(standing);
    const own = isOrganizer(standing) ? null : actor.accountId;
    const rows: FormerAffiliationView[] = await this.database.query(
      `SELECT f.id, json_build_object('id', a.id, 'name', a.name) AS person, m.role, f.affiliation,
         a.affiliation AS current, f.given_up_at AS "givenUpAt", f.lifted_at AS "liftedAt",
         CASE WHEN $2::uuid IS NULL THEN f.lift_reason ELSE '' END AS "liftReason"
       FROM former_affiliation f JOIN account a ON a.id = f.account_id
       LEFT JOIN event_member m ON m.event_id = f.event_id AND m.account_id = f.account_id
       WHERE f.event_id = $1 AND ($2::uuid IS NULL OR f.account_id = $2)
       ORDER BY f.lifted_at IS NOT NULL, m.role IS DISTINCT FROM 'mentor', f.given_up_at DESC, f.id OFFSET $3 LIMIT $4`,
      [standing.eventId, own, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** One that is lifted already stays as it is. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async lift(actor: Actor, slug: string, id: string, reason: string, now: Date): Promise<void> {
    const accountId = await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const [row]: { accountId: string; liftedAt: Date | null }[] = await manager.query(
        `SELECT account_id AS "accountId", lifted_at AS "liftedAt" FROM former_affiliation
         WHERE id = $1 AND event_id = $2 FOR UPDATE`,
        [id, standing.eventId],
      );
      if (!row) throw new DomainError(NOT_FOUND);
      if (row.liftedAt) return row.accountId;
      await manager.query(
        'UPDATE former_affiliation SET lifted_at = $2, lifted_by = $3, lift_reason = $4 WHERE id = $1',
        [id, now, actor.accountId, reason],
      );
      await this.audit.record(manager, {
        actor,
        action: 'mentor.former_affiliation_lifted',
        subject: { type: 'account', id: row.accountId },
        eventId: standing.eventId,
        after: { formerAffiliationId: id },
        reason,
      });
      return row.accountId;
    });
    this.access.standingChanged(accountId);
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { isOrganizer, requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockMembership } from '../events/event.locks.js';
import { NOT_A_MENTOR } from './applications.errors.js';
import type { MentorPage, MentorView, OfferRequest, OfferView } from './mentor-profiles.dto.js';
import { type Offer, offerFrom } from './offer.js';

const NOTHING: Offer = { expertise: [], languages: [], times: [], maxTeams: null };

/** What mentors bring: expertise, languages, times. */
@Injectable()
export class MentorProfiles {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async list(actor: Actor, slug: string, query: PageQuery): Promise<MentorPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const rows: MentorView[] = await this.database.query(
      `SELECT a.id AS "accountId", a.name, a.affiliation, COALESCE(p.expertise, '{}') AS expertise,
         COALESCE(p.languages, a.languages) AS languages, COALESCE(p.times, '[]') AS times, p.max_teams AS "maxTeams",
         p.account_id IS NOT NULL AND cardinality(p.expertise) > 0 AS "isFilled"
       FROM event_member m JOIN account a ON a.id = m.account_id
       LEFT JOIN mentor_profile p ON p.event_id = m.event_id AND p.account_id = m.account_id
       WHERE m.event_id = $1 AND m.role = 'mentor' ORDER BY lower(a.name), a.id OFFSET $2 LIMIT $3`,
      [standing.eventId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    const all = isOrganizer(standing);
    const seen = (row: MentorView): MentorView =>
      all || row.accountId === actor.accountId ? row : { ...row, times: null, maxTeams: null };
    return pageFrom(rows.map(seen), query);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_A_MENTOR */
  async mine(actor: Actor, slug: string): Promise<OfferView> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    if (standing.role !== 'mentor') throw new DomainError(NOT_A_MENTOR);
    return (await this.find(standing.eventId, actor.accountId)) ?? NOTHING;
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, NOT_A_MENTOR, VALIDATION_FAILED */
  async put(actor: Actor, slug: string, body: OfferRequest, now: Date): Promise<OfferView> {
    const offer = offerFrom(body, '');
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireMember(standing);
      const { eventId } = standing;
      const role = await lockMembership(manager, eventId, actor.accountId);
      if (role !== 'mentor') throw new DomainError(NOT_A_MENTOR);
      const before = await this.find(eventId, actor.accountId);
      await manager.query(
        `INSERT INTO mentor_profile (event_id, account_id, expertise, languages, times, max_teams, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (event_id, account_id) DO UPDATE
           SET expertise = $3, languages = $4, times = $5, max_teams = $6, changed_at = $7`,
        [
          eventId,
          actor.accountId,
          offer.expertise,
          offer.languages,
          JSON.stringify(offer.times),
          offer.maxTeams,
          now,
        ],
      );
      await this.audit.record(manager, {
        actor,
        action: 'mentor_profile.changed',
        subject: { type: 'account', id: actor.accountId },
        eventId,
        before,
        after: offer,
      });
    });
    return offer;
  }

  private async find(eventId: string, accountId: string): Promise<Offer | null> {
    const [row]: Offer[] = await this.database.query(
      `SELECT expertise, languages, times, max_teams AS "maxTeams" FROM mentor_profile
       WHERE event_id = $1 AND account_id = $2`,
      [eventId, accountId],
    );
    return row ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { cursorOffset, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { invalidField } from '../../platform/http/validation.js';
import { NOT_A_MENTOR } from '../access/access.errors.js';
import { isOrganizer, requireMember, requireMentor } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockMembership } from '../events/event.locks.js';
import type {
  MentoredTeamPage,
  MentoredTeamView,
  MentorPage,
  MentorProfileRequest,
  MentorProfileView,
  MentorView,
  ParticipantPage,
  ParticipantQuery,
  ParticipantView,
} from './mentors.dto.js';
import { MENTORS } from './mentors.queries.js';

/** Who the mentors of an event are, and what each of them looks after. */
@Injectable()
export class Mentors {
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
      `SELECT o.id, o.name, o.expertise, o.languages,
         EXISTS (SELECT 1 FROM mentor_assignment s WHERE s.mentor_id = o.id AND s.team_id = $2) AS "isMine"
       FROM (${MENTORS}) o ORDER BY "isMine" DESC, lower(o.name), o.id OFFSET $3 LIMIT $4`,
      [standing.eventId, standing.teamId, cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }

  /** @throws NOT_FOUND, NOT_A_MENTOR */
  async profile(actor: Actor, slug: string): Promise<MentorProfileView> {
    const standing = await this.access.inEvent(actor, slug);
    requireMentor(standing);
    const rows: MentorProfileView[] = await this.database.query(
      `SELECT expertise, languages, times, max_teams AS "maxTeams" FROM mentor_profile
       WHERE event_id = $1 AND account_id = $2`,
      [standing.eventId, actor.accountId],
    );
    return rows[0] ?? { expertise: [], languages: [], times: [], maxTeams: null };
  }

  /** @throws NOT_FOUND, NOT_A_MENTOR, VALIDATION_FAILED */
  async changeProfile(actor: Actor, slug: string, body: MentorProfileRequest): Promise<MentorProfileView> {
    requireTimes(body);
    await this.database.transaction(async (manager) => {
      const { eventId } = await this.access.inEvent(actor, slug, manager);
      await lockMembership(manager, eventId, actor.accountId);
      requireMentor(await this.access.inEvent(actor, slug, manager));
      const [before] = await manager.query(
        `SELECT expertise, languages, max_teams AS "maxTeams" FROM mentor_profile
         WHERE event_id = $1 AND account_id = $2`,
        [eventId, actor.accountId],
      );
      const { expertise, languages, times, maxTeams = null } = body;
      await manager.query(
        `INSERT INTO mentor_profile (event_id, account_id, expertise, languages, times, max_teams)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (event_id, account_id) DO UPDATE SET expertise = $3, languages = $4, times = $5, max_teams = $6,
           changed_at = now()`,
        [eventId, actor.accountId, expertise, languages, JSON.stringify(times), maxTeams],
      );
      await this.audit.record(manager, {
        actor,
        action: 'mentor.profile_changed',
        subject: { type: 'account', id: actor.accountId },
        eventId,
        before: before ?? null,
        after: { expertise, languages, maxTeams },
      });
    });
    return this.profile(actor, slug);
  }

  /** The reader's own teams; of one that a conflict has closed to them the name alone. @throws NOT_FOUND, NOT_A_MENTOR */
  async teams(actor: Actor, slug: string, query: PageQuery): Promise<MentoredTeamPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMentor(standing);
    const rows: MentoredTeamView[] = await this.database.query(
      `SELECT g.id, g.name, g.description AS description,
         NOT (g.id = ANY($3)) AS "isClosed",
         (SELECT coalesce(json_agg(json_build_object('name', a.name, 'isCaptain', g.captain_id = a.id,
            'background', a.background, 'affiliation', a.affiliation, 'skills', a.skills, 'languages', a.languages)
            ORDER BY t.joined_at, a.id), '[]')
          FROM team_member t JOIN account a ON a.id = t.account_id WHERE t.team_id = g.id) AS members,
         (SELECT coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id), '[]')
          FROM mentor_assignment s JOIN account o ON o.id = s.mentor_id
          JOIN event_member m ON m.event_id = s.event_id AND m.account_id = o.id AND m.role = 'mentor'
          WHERE s.team_id = g.id AND o.id <> $2) AS mentors
       FROM mentor_assignment x JOIN team g ON g.id = x.team_id
       WHERE x.event_id = $1 AND x.mentor_id = $2 AND g.dissolved_at IS NULL
       ORDER BY lower(g.name), g.id OFFSET $4 LIMIT $5`,
      [
        standing.eventId,
        actor.accountId,
        standing.mentoredTeamIds,
        cursorOffset(query),
        (query.limit ?? 50) + 1,
      ],
    );
    return pageFrom(rows.map(closed), query);
  }

  /** @throws NOT_FOUND, NOT_A_MENTOR for participants */
  async participants(actor: Actor, slug: string, query: ParticipantQuery): Promise<ParticipantPage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    if (standing.role === 'participant' && !isOrganizer(standing)) throw new DomainError(NOT_A_MENTOR);
    const rows: ParticipantView[] = await this.database.query(
      `SELECT a.id, a.name, a.affiliation FROM event_member m JOIN account a ON a.id = m.account_id
       WHERE m.event_id = $1 AND m.role = 'participant' AND strpos(lower(a.name), lower($2)) > 0
       ORDER BY lower(a.name), a.id OFFSET $3 LIMIT $4`,
      [standing.eventId, query.q ?? '', cursorOffset(query), (query.limit ?? 50) + 1],
    );
    return pageFrom(rows, query);
  }
}

const closed = (team: MentoredTeamView): MentoredTeamView =>
  team.isClosed ? { ...team, description: '', members: [], mentors: [] } : team;

function requireTimes({ times }: MentorProfileRequest): void {
  const k = times.findIndex(({ startsAt, endsAt }) => new Date(endsAt) <= new Date(startsAt));
  if (k < 0) return;
  throw invalidField(`times.${k}.endsAt`, 'endsBeforeItStarts', {
    en: 'The end must come after the start.',
    ko: '끝은 시작보다 뒤여야 해요.',
  });
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { proposeAssignments, type TeamNeed } from './assignment.policy.js';
import { AssignmentMails } from './assignment-mails.service.js';
import type {
  AssignmentRequest,
  MentoringOverview,
  MentorLoadView,
  MentorProposalView,
  TeamCareView,
} from './assignments.dto.js';
import { MENTOR_IN_CONFLICT } from './mentoring.errors.js';
import { areInConflict, mentorsOf, readConflicts, reasonsBetween } from './mentors.queries.js';

type TeamRow = TeamNeed & { name: string };

/** Which mentor looks after which team: proposed by the platform, decided by organizers. */
@Injectable()
export class Assignments {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly mails: AssignmentMails,
  ) {}

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async overview(actor: Actor, slug: string, now: Date): Promise<MentoringOverview> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const { manager } = this.database;
    const { eventId } = standing;
    const mentors = await mentorsOf(manager, eventId);
    const teams: (TeamCareView & { mentorIds: string[] })[] = await manager.query(TEAMS, [eventId]);
    const counts: ({ id: string } & Pick<MentorLoadView, 'slots' | 'booked' | 'answered'>)[] =
      await manager.query(COUNTS, [eventId, now]);
    const book = await readConflicts(manager, eventId);
    return {
      mentors: mentors.map((mentor) => ({
        ...mentor,
        ...(counts.find(({ id }) => id === mentor.id) ?? { slots: 0, booked: 0, answered: 0 }),
        teams: teams
          .filter(({ mentorIds }) => mentorIds.includes(mentor.id))
          .map(({ id, name }) => ({ id, name, conflict: reasonsBetween(book, mentor.id, id) })),
      })),
      teams: teams.map(({ mentorIds, ...team }) => ({
        ...team,
        mentors: mentors.filter(({ id }) => mentorIds.includes(id)).map(({ id, name }) => ({ id, name })),
      })),
    };
  }

  /** Changes nothing. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async propose(actor: Actor, slug: string, perTeam: number, now: Date): Promise<MentorProposalView> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    const { manager } = this.database;
    const { eventId } = standing;
    const mentors = await mentorsOf(manager, eventId);
    const teams: TeamRow[] = await manager.query(NEEDS, [eventId]);
    const book = await readConflicts(manager, eventId);
    const times: { id: string; isThere: boolean | null }[] = await manager.query(THERE, [eventId, now]);
    const offers = mentors.map((mentor) => ({
      ...mentor,
      isThere: times.find(({ id }) => id === mentor.id)?.isThere ?? null,
      load: teams.filter(({ mentorIds }) => mentorIds.includes(mentor.id)).length,
    }));
    // One in conflict does not count as the team's mentor: the team is closed to them.
    const isLooking = ({ id, mentorIds }: TeamRow) =>
      mentorIds.filter((mentorId) => !areInConflict(book, mentorId, id)).length < perTeam;
    const proposed = proposeAssignments(offers, teams.filter(isLooking), (mentorId, teamId) =>
      areInConflict(book, mentorId, teamId),
    );
    const nameOf = (list: { id: string; name: string }[], id: string) =>
      list.find((one) => one.id === id)?.name ?? '';
    const items = proposed.map(({ teamId, mentorId, ...reasons }) => ({
      team: { id: teamId, name: nameOf(teams, teamId) },
      mentor: mentorId === null ? null : { id: mentorId, name: nameOf(mentors, mentorId) },
      ...reasons,
    }));
    return { items: items.sort((a, b) => (a.team.name < b.team.name ? -1 : 1)) };
  }

  /**
   * All or none. What is assigned already stays as it is.
   * @throws NOT_FOUND for who is no mentor or no team of the event, NOT_AN_ORGANIZER, MENTOR_IN_CONFLICT
   */
  async assign(
    actor: Actor,
    slug: string,
    items: AssignmentRequest[],
    now: Date,
  ): Promise<MentoringOverview> {
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      await lockTeams(manager, eventId, items);
      const mentors = await mentorsOf(manager, eventId);
      const teams: TeamRow[] = await manager.query(NEEDS, [eventId]);
      const book = await readConflicts(manager, eventId);
      const added: { team: TeamRow; mentor: { id: string; name: string } }[] = [];
      for (const { teamId, mentorId } of items) {
        const team = teams.find(({ id }) => id === teamId.toLowerCase());
        const mentor = mentors.find(({ id }) => id === mentorId.toLowerCase());
        if (!team || !mentor) throw new DomainError(NOT_FOUND);
        if (areInConflict(book, mentor.id, team.id)) {
          throw new DomainError(MENTOR_IN_CONFLICT, { mentor: mentor.name, team: team.name });
        }
        if (await insert(manager, eventId, team.id, mentor.id, actor.accountId)) added.push({ team, mentor });
      }
      for (const { team, mentor } of added) {
        await this.audit.record(manager, {
          actor,
          action: 'mentor.assigned',
          subject: { type: 'team', id: team.id },
          eventId,
          after: { mentorId: mentor.id },
        });
      }
      await this.mails.assigned(manager, eventId, added);
    });
    this.access.standingChanged(...items.map(({ mentorId }) => mentorId.toLowerCase()));
    return this.overview(actor, slug, now);
  }

  /** What is not assigned stays so. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async unassign(actor: Actor, slug: string, teamId: string, mentorId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      const [, removed]: [unknown, number] = await manager.query(
        'DELETE FROM mentor_assignment WHERE event_id = $1 AND team_id = $2 AND mentor_id = $3',
        [eventId, teamId, mentorId],
      );
      if (removed === 0) return;
      await this.audit.record(manager, {
        actor,
        action: 'mentor.unassigned',
        subject: { type: 'team', id: teamId },
        eventId,
        before: { mentorId },
      });
      await this.mails.unassigned(manager, eventId, teamId, mentorId);
    });
    this.access.standingChanged(mentorId);
  }
}

/** Whoever joins a team holds its lock: who is in it now is who is in it when the assignment stands. */
async function lockTeams(manager: EntityManager, eventId: string, items: AssignmentRequest[]): Promise<void> {
  await manager.query(
    'SELECT 1 FROM team WHERE event_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE',
    [eventId, items.map(({ teamId }) => teamId)],
  );
}

async function insert(
  manager: EntityManager,
  eventId: string,
  teamId: string,
  mentorId: string,
  by: string,
): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `INSERT INTO mentor_assignment (event_id, team_id, mentor_id, assigned_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING team_id`,
    [eventId, teamId, mentorId, by],
  );
  return rows.length > 0;
}

/** Teams that people are in. A team that was merged into another, or that everybody left, needs nobody. */
const LIVING = `
  g.event_id = $1 AND g.dissolved_at IS NULL
  AND EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = g.id)`;

const MENTOR_IDS = `
  ARRAY(SELECT s.mentor_id FROM mentor_assignment s
        JOIN event_member m ON m.event_id = s.event_id AND m.account_id = s.mentor_id AND m.role = 'mentor'
        WHERE s.team_id = g.id ORDER BY s.mentor_id) AS "mentorIds"`;

const TEAMS = `
  SELECT g.id, g.name, (SELECT count(*)::int FROM team_member t WHERE t.team_id = g.id) AS "memberCount", ${MENTOR_IDS}
  FROM team g WHERE ${LIVING} ORDER BY lower(g.name), g.id`;

const NEEDS = `
  SELECT g.id, g.name, ${MENTOR_IDS},
    concat_ws(' ', g.description, (SELECT concat_ws(' ', p.title, p.question, p.data_needed)
      FROM problem_choice c JOIN problem p ON p.id = c.problem_id WHERE c.team_id = g.id)) AS text,
    ARRAY(SELECT unnest(a.skills) FROM team_member t JOIN account a ON a.id = t.account_id WHERE t.team_id = g.id
          UNION SELECT unnest(h.expertise) FROM help_request h WHERE h.team_id = g.id) AS tags,
    (SELECT coalesce(json_agg(to_json(a.languages) ORDER BY a.id), '[]')
     FROM team_member t JOIN account a ON a.id = t.account_id
     WHERE t.team_id = g.id AND cardinality(a.languages) > 0) AS languages
  FROM team g WHERE ${LIVING} ORDER BY lower(g.name), g.id`;

/** bool_or of nothing is null. */
const THERE = `
  SELECT m.account_id AS id, bool_or(x.ends_at > $2) AS "isThere"
  FROM event_member m LEFT JOIN LATERAL (
    SELECT s.ends_at FROM office_slot s WHERE s.event_id = $1 AND s.mentor_id = m.account_id
    UNION ALL
    SELECT (t->>'endsAt')::timestamptz FROM mentor_profile p, jsonb_array_elements(p.times) t
    WHERE p.event_id = $1 AND p.account_id = m.account_id) x ON true
  WHERE m.event_id = $1 AND m.role = 'mentor' GROUP BY m.account_id`;

const COUNTS = `
  SELECT m.account_id AS id,
    (SELECT count(*)::int FROM office_slot s WHERE s.event_id = $1 AND s.mentor_id = m.account_id AND s.ends_at > $2) AS slots,
    (SELECT count(*)::int FROM office_slot s WHERE s.event_id = $1 AND s.mentor_id = m.account_id AND s.ends_at > $2
       AND s.team_id IS NOT NULL) AS booked,
    (SELECT count(*)::int FROM help_request h WHERE h.event_id = $1 AND h.taken_by = m.account_id) AS answered
  FROM event_member m WHERE m.event_id = $1 AND m.role = 'mentor'`;

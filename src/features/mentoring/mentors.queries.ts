import type { EntityManager } from 'typeorm';
import { affiliationsOf } from '../access/affiliations.js';
import {
  type ConflictReason,
  conflictReasons,
  type DeclaredConflict,
  type Insider,
  readInstitution,
} from '../access/conflict.policy.js';

export interface MentorRow {
  id: string;
  name: string;
  affiliation: string;
  expertise: string[];
  languages: string[];
  maxTeams: number | null;
}

/** What a mentor has not said for this event is taken from their account. */
export const MENTORS = `
  SELECT a.id, a.name, a.affiliation,
    CASE WHEN cardinality(p.expertise) > 0 THEN p.expertise ELSE a.skills END AS expertise,
    CASE WHEN cardinality(p.languages) > 0 THEN p.languages ELSE a.languages END AS languages,
    p.max_teams AS "maxTeams"
  FROM event_member m
  JOIN account a ON a.id = m.account_id
  LEFT JOIN mentor_profile p ON p.event_id = m.event_id AND p.account_id = m.account_id
  WHERE m.event_id = $1 AND m.role = 'mentor'`;

export const mentorsOf = (manager: EntityManager, eventId: string): Promise<MentorRow[]> =>
  manager.query(`${MENTORS} ORDER BY lower(a.name), a.id`, [eventId]);

/** Who is in conflict with whom in an event, as it stands at this moment. */
export interface ConflictBook {
  mentors: ReadonlyMap<string, Insider>;
  /** By team. */
  members: ReadonlyMap<string, Insider[]>;
  /** By mentor. */
  declared: ReadonlyMap<string, DeclaredConflict[]>;
}

type PersonRow = { id: string; affiliations: string[]; teamId: string | null };
type DeclaredRow = { mentorId: string; accountId: string | null; institution: string | null };

/** @param teamId this team alone */
export async function readConflicts(
  manager: EntityManager,
  eventId: string,
  teamId: string | null = null,
): Promise<ConflictBook> {
  const people: PersonRow[] = await manager.query(
    `SELECT a.id, ${affiliationsOf('a', 'm.event_id')} AS affiliations, t.team_id AS "teamId"
     FROM event_member m JOIN account a ON a.id = m.account_id
     LEFT JOIN team_member t ON t.event_id = m.event_id AND t.account_id = m.account_id
     WHERE m.event_id = $1 AND (m.role = 'mentor' OR t.team_id = coalesce($2, t.team_id))`,
    [eventId, teamId],
  );
  const declared: DeclaredRow[] = await manager.query(
    `SELECT mentor_id AS "mentorId", account_id AS "accountId", institution FROM mentor_conflict WHERE event_id = $1`,
    [eventId],
  );
  const insider = ({ id, affiliations }: PersonRow): Insider => ({
    accountId: id,
    institutions: affiliations.map(readInstitution),
  });
  return {
    mentors: new Map(people.filter((one) => one.teamId === null).map((one) => [one.id, insider(one)])),
    members: groups(
      people.filter((one) => one.teamId !== null).map((one) => [one.teamId ?? '', insider(one)]),
    ),
    declared: groups(
      declared.map(({ mentorId, accountId, institution }) => [
        mentorId,
        { accountId, institution: institution === null ? null : readInstitution(institution) },
      ]),
    ),
  };
}

/** Every reason why this mentor must not meet this team. */
export function reasonsBetween(book: ConflictBook, mentorId: string, teamId: string): ConflictReason[] {
  const mentor = book.mentors.get(mentorId);
  if (!mentor) return [];
  return conflictReasons(mentor, book.members.get(teamId) ?? [], book.declared.get(mentorId) ?? []);
}

export const areInConflict = (book: ConflictBook, mentorId: string, teamId: string): boolean =>
  reasonsBetween(book, mentorId, teamId).length > 0;

function groups<Value>(pairs: [string, Value][]): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  for (const [key, value] of pairs) found.set(key, [...(found.get(key) ?? []), value]);
  return found;
}

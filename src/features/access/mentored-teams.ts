import type { EntityManager } from 'typeorm';
import { affiliationsOf } from './affiliations.js';
import { conflictReasons, readInstitution } from './conflict.policy.js';

interface Row {
  teamId: string;
  affiliations: string[];
  members: { accountId: string; affiliations: string[] }[];
  declared: { accountId: string | null; institution: string | null }[];
}

const ASSIGNED = `
  SELECT a.team_id AS "teamId", ${affiliationsOf('me', 'a.event_id')} AS affiliations,
    (SELECT coalesce(json_agg(json_build_object('accountId', c.id, 'affiliations', ${affiliationsOf('c', 't.event_id')})), '[]')
     FROM team_member t JOIN account c ON c.id = t.account_id WHERE t.team_id = a.team_id) AS members,
    (SELECT coalesce(json_agg(json_build_object('accountId', d.account_id, 'institution', d.institution)), '[]')
     FROM mentor_conflict d WHERE d.event_id = a.event_id AND d.mentor_id = a.mentor_id) AS declared
  FROM mentor_assignment a JOIN account me ON me.id = a.mentor_id
    JOIN team g ON g.id = a.team_id AND g.dissolved_at IS NULL
  WHERE a.event_id = $1 AND a.mentor_id = $2 ORDER BY a.team_id`;

/**
 * The teams whose work a mentor sees now. A conflict of interest that came up after the assignment (somebody joined,
 * something was declared) closes the team to the mentor at once; the assignment stays until an organizer decides.
 */
export async function mentoredTeams(
  manager: EntityManager,
  eventId: string,
  mentorId: string,
): Promise<string[]> {
  const rows: Row[] = await manager.query(ASSIGNED, [eventId, mentorId]);
  return rows.filter((row) => !isInConflict(mentorId, row)).map(({ teamId }) => teamId);
}

function isInConflict(mentorId: string, { affiliations, members, declared }: Row): boolean {
  const reasons = conflictReasons(
    { accountId: mentorId, institutions: affiliations.map(readInstitution) },
    members.map((one) => ({ accountId: one.accountId, institutions: one.affiliations.map(readInstitution) })),
    declared.map(({ accountId, institution }) => ({
      accountId,
      institution: institution === null ? null : readInstitution(institution),
    })),
  );
  return reasons.length > 0;
}

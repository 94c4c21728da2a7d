import type { EntityManager } from 'typeorm';
import type { MentorFacts } from './facts.js';

export async function mentorFacts(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<MentorFacts> {
  const [row]: MentorFacts[] = await manager.query(
    `SELECT
       (SELECT count(*)::int FROM mentor_assignment WHERE event_id = $1 AND mentor_id = $2) AS teams,
       (SELECT count(*)::int FROM help_request WHERE event_id = $1 AND status = 'open') AS "openHelp",
       (SELECT min(starts_at) FROM office_slot WHERE event_id = $1 AND mentor_id = $2 AND team_id IS NOT NULL
         AND ends_at > now()) AS "nextHourAt"`,
    [eventId, accountId],
  );
  return row as MentorFacts;
}

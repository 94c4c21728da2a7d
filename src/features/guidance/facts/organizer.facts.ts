import type { EntityManager } from 'typeorm';
import type { OrganizerFacts } from './facts.js';

export async function organizerFacts(manager: EntityManager, eventId: string): Promise<OrganizerFacts> {
  const [row]: OrganizerFacts[] = await manager.query(
    `SELECT
       (SELECT count(*)::int FROM task WHERE event_id = $1) AS tasks,
       (SELECT count(*)::int FROM problem WHERE event_id = $1 AND status IN ('proposed', 'shortlisted'))
         AS "undecidedProposals",
       (SELECT count(*)::int FROM application WHERE event_id = $1 AND status = 'submitted')
         AS "undecidedApplications",
       (SELECT count(*)::int FROM event_member m WHERE m.event_id = $1 AND m.role = 'participant' AND NOT EXISTS
         (SELECT 1 FROM team_member t WHERE t.event_id = $1 AND t.account_id = m.account_id)) AS "peopleWithoutTeam",
       (SELECT count(*)::int FROM team g WHERE g.event_id = $1
         AND EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = g.id)
         AND NOT EXISTS (SELECT 1 FROM mentor_assignment a WHERE a.team_id = g.id)) AS "teamsWithoutMentor",
       (SELECT count(*)::int FROM event_member WHERE event_id = $1 AND role = 'mentor') AS mentors`,
    [eventId],
  );
  return row as OrganizerFacts;
}

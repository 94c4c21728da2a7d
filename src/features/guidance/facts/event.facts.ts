import type { EntityManager } from 'typeorm';
import type { EventFacts } from './facts.js';

export async function eventFacts(manager: EntityManager, eventId: string): Promise<EventFacts> {
  const [row]: EventFacts[] = await manager.query(
    `SELECT starts_at AS "startsAt", ends_at AS "endsAt", status, joining, applications_open_at AS "applicationsOpenAt",
       applications_close_at AS "applicationsCloseAt", teams_freeze_at AS "teamsFreezeAt",
       max_team_size AS "maxTeamSize", EXISTS (SELECT 1 FROM application_form f
         WHERE f.event_id = event.id AND f.role = 'participant' AND f.is_open) AS "takesApplications"
     FROM event WHERE id = $1`,
    [eventId],
  );
  return row as EventFacts;
}

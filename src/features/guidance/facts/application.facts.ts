import type { EntityManager } from 'typeorm';
import type { ApplicationFacts } from './facts.js';

/** The person's application, the one that is most alive where there are two. */
export async function applicationFacts(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<ApplicationFacts | null> {
  const [row]: ApplicationFacts[] = await manager.query(
    `SELECT role, status, confirm_by AS "confirmBy", confirmed_at AS "confirmedAt" FROM application
     WHERE event_id = $1 AND account_id = $2
     ORDER BY array_position(
       ARRAY['accepted', 'submitted', 'waitlisted', 'draft', 'declined', 'lapsed', 'no_show', 'withdrawn'], status
     ) LIMIT 1`,
    [eventId, accountId],
  );
  return row ?? null;
}

import type { EntityManager } from 'typeorm';
import type { MentorFacts } from './facts.js';

export async function mentorFacts(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<MentorFacts> {
  const [row]: MentorFacts[] = await manager.query(
    'SELECT count(*)::int AS teams FROM mentor_assignment WHERE event_id = $1 AND mentor_id = $2',
    [eventId, accountId],
  );
  return row as MentorFacts;
}

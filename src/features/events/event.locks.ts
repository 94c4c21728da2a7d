import type { EntityManager } from 'typeorm';
import type { EventRole } from './event.entity.js';

/*
 * Who changes people's places in an event locks, always in this order: the event, the membership, the team.
 * The locks of the event leave rows that only refer to it (entries, for instance) alone.
 */

/** One at a time: roles, names of teams, the event's own settings. */
export async function lockEvent(manager: EntityManager, slug: string): Promise<void> {
  await manager.query('SELECT 1 FROM event WHERE slug = $1 FOR NO KEY UPDATE', [slug]);
}

/** One at a time for one person: role, team, leaving. @returns the role; null: not a member (any more) */
export async function lockMembership(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<EventRole | null> {
  const [row]: { role: EventRole }[] = await manager.query(
    'SELECT role FROM event_member WHERE event_id = $1 AND account_id = $2 FOR UPDATE',
    [eventId, accountId],
  );
  return row?.role ?? null;
}

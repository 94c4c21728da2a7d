import type { EntityManager } from 'typeorm';

/**
 * Everything that changes who is in a team holds this lock, after those of the event and the membership
 * (see events/event.locks.ts). It also holds back new entries until it is known whether the team goes on.
 */
export async function lockTeam(
  manager: EntityManager,
  teamId: string,
): Promise<{ captainId: string } | null> {
  const [row]: { captainId: string }[] = await manager.query(
    'SELECT captain_id AS "captainId" FROM team WHERE id = $1 FOR UPDATE',
    [teamId],
  );
  return row ?? null;
}

import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { nameKey } from '../../platform/http/name-key.js';
import type { LockedTeam } from './team.locks.js';
import { CAPTAIN_NEEDED, TEAM_DISSOLVED, TEAM_FULL, TEAM_NAME_TAKEN } from './teams.errors.js';

/** @returns null: in no team of the event */
export async function teamOf(
  manager: EntityManager,
  eventId: string,
  accountId: string,
): Promise<string | null> {
  const [row]: { teamId: string }[] = await manager.query(
    'SELECT team_id AS "teamId" FROM team_member WHERE event_id = $1 AND account_id = $2',
    [eventId, accountId],
  );
  return row?.teamId ?? null;
}

/** The longest member first. */
export async function memberIds(manager: EntityManager, teamId: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    'SELECT account_id AS id FROM team_member WHERE team_id = $1 ORDER BY joined_at, account_id',
    [teamId],
  );
  return rows.map(({ id }) => id);
}

export async function maxTeamSize(manager: EntityManager, teamId: string): Promise<number> {
  const [row] = await manager.query(
    'SELECT e.max_team_size AS size FROM event e JOIN team g ON g.event_id = e.id WHERE g.id = $1',
    [teamId],
  );
  return row.size;
}

/** With the team's lock held. @throws TEAM_FULL */
export async function requireRoom(manager: EntityManager, teamId: string, newcomers = 1): Promise<void> {
  const limit = await maxTeamSize(manager, teamId);
  const members = await memberIds(manager, teamId);
  if (members.length + newcomers > limit) throw new DomainError(TEAM_FULL, { limit });
}

/** @throws TEAM_DISSOLVED */
export function requireAlive(team: LockedTeam | null | undefined): asserts team is LockedTeam {
  if (!team || team.dissolvedAt) throw new DomainError(TEAM_DISSOLVED);
}

/** @throws CAPTAIN_NEEDED */
export function requireCaptain(team: LockedTeam, accountId: string): void {
  if (team.captainId !== accountId) throw new DomainError(CAPTAIN_NEEDED);
}

/**
 * Names that look alike are one name. A team that has ended keeps its own where it handed something in: it stands on boards.
 * With the event's lock held. @throws TEAM_NAME_TAKEN
 */
export async function requireFreeName(
  manager: EntityManager,
  eventId: string,
  name: string,
  except: string | null = null,
): Promise<void> {
  const taken: { name: string }[] = await manager.query(
    `SELECT g.name FROM team g WHERE g.event_id = $1 AND g.id IS DISTINCT FROM $2
     AND (g.dissolved_at IS NULL OR EXISTS (SELECT 1 FROM submission s WHERE s.team_id = g.id))`,
    [eventId, except],
  );
  const key = nameKey(name);
  if (taken.some((team) => nameKey(team.name) === key)) throw new DomainError(TEAM_NAME_TAKEN, { name });
}

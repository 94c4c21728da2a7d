import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { TEAMS_FROZEN } from './teams.errors.js';

export interface LockedTeam {
  id: string;
  name: string;
  captainId: string;
  dissolvedAt: Date | null;
  claimedBy: string | null;
  claimedAt: Date | null;
}

/**
 * Everything that changes who is in a team holds this lock, after those of the event and the membership
 * (see events/event.locks.ts). It also holds back new entries until it is known whether the team goes on. NO KEY, because
 * a worker that records a score refers to the team while it holds the task, which a merger locks after the teams.
 */
export async function lockTeam(manager: EntityManager, teamId: string): Promise<LockedTeam | null> {
  const [row]: LockedTeam[] = await manager.query(
    `SELECT id, name, captain_id AS "captainId", dissolved_at AS "dissolvedAt", claimed_by AS "claimedBy",
       claimed_at AS "claimedAt" FROM team WHERE id = $1 FOR NO KEY UPDATE`,
    [teamId],
  );
  return row ?? null;
}

/** Several teams, always in the order of their ids. @returns by id */
export async function lockTeams(manager: EntityManager, teamIds: string[]): Promise<Map<string, LockedTeam>> {
  const teams = new Map<string, LockedTeam>();
  for (const id of [...new Set(teamIds)].sort()) {
    const team = await lockTeam(manager, id);
    if (team) teams.set(id, team);
  }
  return teams;
}

/**
 * What people change of teams by themselves ends when teams freeze. Before any other lock; the event's row is shared, so
 * that nobody slips past an organizer who is setting the time. @throws TEAMS_FROZEN
 */
export async function requireThawed(manager: EntityManager, eventId: string): Promise<void> {
  const [row] = await manager.query(
    `SELECT teams_freeze_at AS "frozenAt", time_zone AS "timeZone", teams_freeze_at <= clock_timestamp() AS frozen
     FROM event WHERE id = $1 FOR SHARE`,
    [eventId],
  );
  if (!row?.frozen) return;
  throw new DomainError(TEAMS_FROZEN, { frozenAt: row.frozenAt.toISOString(), timeZone: row.timeZone });
}

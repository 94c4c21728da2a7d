import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { lockMembership } from '../events/event.locks.js';
import { brought, sumOf } from './budget.queries.js';
import type { LockedTeam } from './team.locks.js';
import { maxTeamSize, memberIds, requireAlive, requireRoom, teamOf } from './team.queries.js';
import { TeamEndings } from './team-endings.js';
import {
  ALREADY_IN_TEAM,
  BRINGS_USED_ENTRIES,
  BROUGHT_ENTRIES_CHANGED,
  ROLE_JOINS_NO_TEAM,
} from './teams.errors.js';

interface Place {
  eventId: string;
  teamId: string;
  accountId: string;
}

/** Who is in which team, and what follows from a change of it. All within the caller's transaction, which holds the locks. */
@Injectable()
export class TeamPlaces {
  constructor(private readonly endings: TeamEndings) {}

  /** The membership's lock. @throws ROLE_JOINS_NO_TEAM */
  async lockParticipant(manager: EntityManager, eventId: string, accountId: string): Promise<void> {
    const role = await lockMembership(manager, eventId, accountId);
    if (role !== 'participant') throw new DomainError(ROLE_JOINS_NO_TEAM);
  }

  /**
   * Lets a participant in if nothing stands against it. @param agreed used entries that the team has agreed to take over
   * @returns false: they are in this team already
   * @throws TEAM_DISSOLVED, ALREADY_IN_TEAM, TEAM_FULL, BRINGS_USED_ENTRIES, BROUGHT_ENTRIES_CHANGED
   */
  async letIn(
    manager: EntityManager,
    place: Place,
    team: LockedTeam | null,
    agreed: number,
    decides: 'newcomer' | 'team' = 'newcomer',
  ): Promise<boolean> {
    const current = await teamOf(manager, place.eventId, place.accountId);
    if (current === place.teamId) return false;
    requireAlive(team);
    if (current !== null) throw new DomainError(ALREADY_IN_TEAM);
    await requireRoom(manager, place.teamId);
    const entries = sumOf(await brought(manager, place.teamId, [place.accountId]));
    if (entries > agreed) {
      if (decides === 'team') throw new DomainError(BROUGHT_ENTRIES_CHANGED, { entries });
      throw new DomainError(BRINGS_USED_ENTRIES, { entries });
    }
    await this.add(manager, place);
    return true;
  }

  /** The table's key has the last word on one team per person and event. @throws ALREADY_IN_TEAM */
  async add(manager: EntityManager, { eventId, teamId, accountId }: Place): Promise<void> {
    const added: unknown[] = await manager.query(
      `INSERT INTO team_member (event_id, account_id, team_id) VALUES ($1, $2, $3)
       ON CONFLICT (event_id, account_id) DO NOTHING RETURNING account_id`,
      [eventId, accountId, teamId],
    );
    if (added.length === 0) throw new DomainError(ALREADY_IN_TEAM);
    await this.matched(manager, { eventId, teamId, accountId });
  }

  /** @returns false: they were not in the team */
  async remove(manager: EntityManager, team: LockedTeam, accountId: string): Promise<boolean> {
    const [, removed]: [unknown, number] = await manager.query(
      'DELETE FROM team_member WHERE team_id = $1 AND account_id = $2',
      [team.id, accountId],
    );
    if (removed === 0) return false;
    // Whoever is no longer in the team brings nobody into it.
    await manager.query(
      `UPDATE team_invitation SET revoked_at = now()
       WHERE team_id = $1 AND invited_by = $2 AND revoked_at IS NULL AND accepted_at IS NULL`,
      [team.id, accountId],
    );
    if (team.claimedBy === accountId) {
      await manager.query('UPDATE team SET claimed_by = NULL, claimed_at = NULL WHERE id = $1', [team.id]);
    }
    return true;
  }

  /** After somebody left: a captain hands over to the longest member; a team that is empty ends. @returns what happened */
  async settle(manager: EntityManager, team: LockedTeam): Promise<{ captainId?: string; dissolved?: true }> {
    const members = await memberIds(manager, team.id);
    const [next] = members;
    if (next === undefined) {
      await this.end(manager, team);
      return { dissolved: true };
    }
    if (members.includes(team.captainId)) return {};
    await manager.query(
      'UPDATE team SET captain_id = $2, claimed_by = NULL, claimed_at = NULL WHERE id = $1',
      [team.id, next],
    );
    return { captainId: next };
  }

  /** @param into the team that its members have become part of. The team stays as history; nobody comes in by an old link and takes over what others have handed in. */
  async end(manager: EntityManager, team: LockedTeam, into: LockedTeam | null = null): Promise<void> {
    const { id: teamId, name: teamName } = team;
    const [{ eventId }] = await manager.query('SELECT event_id AS "eventId" FROM team WHERE id = $1', [
      teamId,
    ]);
    await this.endings.tell(manager, {
      eventId,
      teamId,
      teamName,
      into: into && { id: into.id, name: into.name },
    });
    await manager.query('DELETE FROM team_member WHERE team_id = $1', [teamId]);
    await manager.query(
      `UPDATE team SET dissolved_at = clock_timestamp(), claimed_by = NULL, claimed_at = NULL WHERE id = $1`,
      [teamId],
    );
    await manager.query(
      'UPDATE team_invitation SET revoked_at = now() WHERE team_id = $1 AND revoked_at IS NULL AND accepted_at IS NULL',
      [teamId],
    );
    await manager.query(
      `UPDATE team_request SET status = 'declined', decided_at = now() WHERE team_id = $1 AND status = 'open'`,
      [teamId],
    );
    await manager.query(
      `UPDATE team_merge SET status = 'withdrawn', decided_at = now()
       WHERE (from_team_id = $1 OR into_team_id = $1) AND status = 'open'`,
      [teamId],
    );
    await manager.query(
      'UPDATE event_notice SET closed_at = now() WHERE team_id = $1 AND closed_at IS NULL',
      [teamId],
    );
  }

  /** Whoever has found a team no longer looks for one; a team that is full no longer looks for people. */
  private async matched(manager: EntityManager, { eventId, teamId, accountId }: Place): Promise<void> {
    await manager.query(
      `UPDATE team_request SET status = CASE WHEN team_id = $3 THEN 'accepted' ELSE 'withdrawn' END, decided_at = now()
       WHERE event_id = $1 AND account_id = $2 AND status = 'open'`,
      [eventId, accountId, teamId],
    );
    await manager.query(
      'UPDATE event_notice SET closed_at = now() WHERE event_id = $1 AND account_id = $2 AND closed_at IS NULL',
      [eventId, accountId],
    );
    if ((await memberIds(manager, teamId)).length < (await maxTeamSize(manager, teamId))) return;
    await manager.query(
      'UPDATE event_notice SET closed_at = now() WHERE team_id = $1 AND closed_at IS NULL',
      [teamId],
    );
  }
}

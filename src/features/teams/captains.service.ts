import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { CLAIM_HOURS } from './captain-claim.js';
import { type LockedTeam, lockTeam } from './team.locks.js';
import { memberIds, requireAlive } from './team.queries.js';
import { TeamLetters } from './team-letters.service.js';
import { TeamReader } from './team-reader.service.js';
import type { CaptainRequest, TeamView } from './teams.dto.js';
import {
  CAPTAIN_NEEDED,
  CLAIM_PENDING,
  CLAIM_TOO_EARLY,
  NOT_IN_TEAM,
  REASON_NEEDED,
} from './teams.errors.js';
import { CAPTAIN_CHANGED, CAPTAIN_CLAIMED } from './teams.mails.js';

/** Every claim is a mail to the captain, also of those that are taken back at once. */
const CLAIMS: RateRule = { name: 'captain-claim', points: 10, seconds: 86_400 };

/** Who speaks for a team. A captain who vanishes is asked first; who hears nothing takes over. */
@Injectable()
export class Captains {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: TeamReader,
    private readonly letters: TeamLetters,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {}

  /** By the captain, or by organizers with a reason. @throws CAPTAIN_NEEDED, REASON_NEEDED, NOT_IN_TEAM, TEAM_DISSOLVED */
  async handOver(actor: Actor, teamId: string, body: CaptainRequest, now: Date): Promise<TeamView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const team = await lockTeam(manager, teamId);
      requireAlive(team);
      if (isOrganizer(standing)) {
        if (!body.reason) throw new DomainError(REASON_NEEDED);
      } else if (team.captainId !== actor.accountId) throw new DomainError(CAPTAIN_NEEDED);
      if (!(await memberIds(manager, teamId)).includes(body.accountId)) throw new DomainError(NOT_IN_TEAM);
      if (team.captainId === body.accountId) return;
      await this.appoint(manager, actor, standing.eventId, team, body.accountId, body.reason ?? null);
    });
    return this.reader.get(actor, teamId, now);
  }

  /**
   * A member asks for the role. The captain is told and may object; after a day of silence asking again takes it.
   * @throws TEAM_NEEDED, CLAIM_PENDING, CLAIM_TOO_EARLY, TOO_MANY_REQUESTS
   */
  async claim(actor: Actor, teamId: string, now: Date): Promise<TeamView> {
    await this.limits.take(CLAIMS, actor.accountId);
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const team = await lockTeam(manager, teamId);
      requireAlive(team);
      if (!(await memberIds(manager, teamId)).includes(actor.accountId)) throw new DomainError(TEAM_NEEDED);
      if (team.captainId === actor.accountId) return;
      if (team.claimedBy !== null && team.claimedBy !== actor.accountId) throw new DomainError(CLAIM_PENDING);
      const [{ timeZone }] = await manager.query('SELECT time_zone AS "timeZone" FROM event WHERE id = $1', [
        standing.eventId,
      ]);
      const asked = team.claimedAt ?? now;
      const possibleAt = new Date(asked.getTime() + CLAIM_HOURS * 3_600_000);
      if (team.claimedAt === null) {
        await manager.query('UPDATE team SET claimed_by = $2, claimed_at = $3 WHERE id = $1', [
          teamId,
          actor.accountId,
          now,
        ]);
        await this.letters.send(manager, CAPTAIN_CLAIMED, teamId, [team.captainId], {
          person: actor.name,
          possibleAt: possibleAt.toISOString(),
        });
        await this.audit.record(manager, {
          actor,
          action: 'team.captain_claimed',
          subject: { type: 'team', id: teamId },
          eventId: standing.eventId,
          after: { possibleAt },
        });
        return;
      }
      if (now < possibleAt)
        throw new DomainError(CLAIM_TOO_EARLY, { possibleAt: possibleAt.toISOString(), timeZone });
      await this.appoint(manager, actor, standing.eventId, team, actor.accountId, null);
    });
    return this.reader.get(actor, teamId, now);
  }

  /** The captain says that they are there; or whoever asked takes it back. @throws CAPTAIN_NEEDED */
  async endClaim(actor: Actor, teamId: string, now: Date): Promise<TeamView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const team = await lockTeam(manager, teamId);
      requireAlive(team);
      if (team.captainId !== actor.accountId && team.claimedBy !== actor.accountId)
        throw new DomainError(CAPTAIN_NEEDED);
      if (team.claimedBy === null) return;
      await manager.query('UPDATE team SET claimed_by = NULL, claimed_at = NULL WHERE id = $1', [teamId]);
      await this.audit.record(manager, {
        actor,
        action: 'team.captain_claim_ended',
        subject: { type: 'team', id: teamId },
        eventId: standing.eventId,
        before: { claimedBy: team.claimedBy },
      });
    });
    return this.reader.get(actor, teamId, now);
  }

  private async appoint(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    team: LockedTeam,
    captainId: string,
    reason: string | null,
  ): Promise<void> {
    await manager.query(
      'UPDATE team SET captain_id = $2, claimed_by = NULL, claimed_at = NULL WHERE id = $1',
      [team.id, captainId],
    );
    const [{ name }] = await manager.query('SELECT name FROM account WHERE id = $1', [captainId]);
    await this.letters.send(manager, CAPTAIN_CHANGED, team.id, await memberIds(manager, team.id), {
      person: name,
    });
    await this.audit.record(manager, {
      actor,
      action: 'team.captain_changed',
      subject: { type: 'team', id: team.id },
      eventId,
      before: { captainId: team.captainId },
      after: { captainId },
      reason,
    });
  }
}

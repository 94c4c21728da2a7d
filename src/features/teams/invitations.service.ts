import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { randomSecret, secretHash } from '../../platform/config/secret-hash.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import type { Texts } from '../../platform/i18n/language.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember, requireVisibleEvent } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockMembership } from '../events/event.locks.js';
import { Events } from '../events/events.service.js';
import { lockTeam } from './team.locks.js';
import { OPEN, TeamReader } from './team-reader.service.js';
import type { InvitationRequest, InvitationView, NewInvitationView, TeamView } from './teams.dto.js';
import {
  ALREADY_IN_TEAM,
  INVITATION_NOT_FOUND,
  ROLE_JOINS_NO_TEAM,
  TEAM_FULL,
  TOO_MANY_INVITATIONS,
} from './teams.errors.js';
import { Teams } from './teams.service.js';

const LIFETIME_DAYS = 7;
const MOST_OPEN = 20;
/** Codes have 128 random bits; this keeps one account from trying them anyway. */
const LOOKS: RateRule = { name: 'invitation', points: 60, seconds: 900 };

interface Found {
  id: string;
  teamId: string;
  teamName: string;
  slug: string;
  eventName: Texts;
  maxTeamSize: number;
  memberCount: number;
  expiresAt: Date;
  email: string | null;
}

/**
 * Invitations into teams. One without an e-mail address is a link: many may use it until it expires or is revoked,
 * and the size of the team is the limit. One with an address is for that account, once.
 */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly events: Events,
    private readonly teams: Teams,
    private readonly reader: TeamReader,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED, TOO_MANY_INVITATIONS */
  create(actor: Actor, teamId: string, body: InvitationRequest, now: Date): Promise<NewInvitationView> {
    const code = randomSecret(16);
    const expiresAt = new Date(now.getTime() + LIFETIME_DAYS * 86_400_000);
    return this.database.transaction(async (manager) => {
      await lockTeam(manager, teamId);
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if (standing.teamId !== teamId) throw new DomainError(TEAM_NEEDED);
      const [{ open }] = await manager.query(
        `SELECT count(*)::int AS open FROM team_invitation i WHERE i.team_id = $1 AND ${OPEN} AND i.expires_at > $2`,
        [teamId, now],
      );
      if (open >= MOST_OPEN) throw new DomainError(TOO_MANY_INVITATIONS, { limit: MOST_OPEN });
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO team_invitation (team_id, code_hash, invited_by, email, expires_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [teamId, this.hash(code), actor.accountId, body.email ?? null, expiresAt],
      );
      const id = (row as { id: string }).id;
      await this.audit.record(manager, {
        actor,
        action: 'invitation.created',
        subject: { type: 'invitation', id },
        eventId: standing.eventId,
        after: { teamId, kind: body.email ? 'email' : 'link', expiresAt },
      });
      const url = new URL(`/invitations/${code}`, this.config.publicUrl).href;
      return { id, code, url, expiresAt };
    });
  }

  /** An invitation that is over already stays as it is. @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED */
  async revoke(actor: Actor, teamId: string, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if (standing.teamId !== teamId && !isOrganizer(standing)) throw new DomainError(TEAM_NEEDED);
      await lockTeam(manager, teamId);
      const [invitation] = await manager.query(
        'SELECT revoked_at AS "revokedAt" FROM team_invitation WHERE id = $1 AND team_id = $2',
        [id, teamId],
      );
      if (!invitation) throw new DomainError(NOT_FOUND);
      if (invitation.revokedAt) return;
      await manager.query('UPDATE team_invitation SET revoked_at = now() WHERE id = $1', [id]);
      await this.audit.record(manager, {
        actor,
        action: 'invitation.revoked',
        subject: { type: 'invitation', id },
        eventId: standing.eventId,
      });
    });
  }

  /** @throws INVITATION_NOT_FOUND, for other people's invitations too; TOO_MANY_REQUESTS */
  async get(actor: Actor, code: string, now: Date): Promise<InvitationView> {
    await this.limits.take(LOOKS, actor.accountId);
    const found = await this.find(this.database.manager, actor, code, now);
    const standing = await this.access.inTeamsEvent(actor, found.teamId);
    requireVisibleEvent(standing);
    return {
      event: { slug: found.slug, name: found.eventName },
      team: { id: found.teamId, name: found.teamName },
      memberCount: found.memberCount,
      maxTeamSize: found.maxTeamSize,
      expiresAt: found.expiresAt,
      joinsEvent: standing.role === null,
    };
  }

  /**
   * Once more by somebody who is in the team already changes nothing.
   * @throws INVITATION_NOT_FOUND, JOINING_CLOSED, ROLE_JOINS_NO_TEAM, ALREADY_IN_TEAM, TEAM_FULL, TOO_MANY_REQUESTS
   */
  async accept(actor: Actor, code: string, now: Date): Promise<TeamView> {
    await this.limits.take(LOOKS, actor.accountId);
    const { teamId } = await this.find(this.database.manager, actor, code, now);
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireVisibleEvent(standing);
      const { eventId } = standing;
      if (standing.role === null) await this.events.admit(manager, actor, eventId);
      const role = await lockMembership(manager, eventId, actor.accountId);
      if (role !== 'participant') throw new DomainError(ROLE_JOINS_NO_TEAM);
      await lockTeam(manager, teamId);
      // Under the lock everything is looked at once more: others accepted, revoked or left in the meantime.
      const found = await this.find(manager, actor, code, now);
      const current = await teamOf(manager, eventId, actor.accountId);
      if (current === teamId) return;
      if (current !== null) throw new DomainError(ALREADY_IN_TEAM);
      if (found.memberCount >= found.maxTeamSize) {
        throw new DomainError(TEAM_FULL, { limit: found.maxTeamSize });
      }
      await this.teams.add(manager, { eventId, teamId, accountId: actor.accountId });
      if (found.email !== null) {
        await manager.query('UPDATE team_invitation SET accepted_by = $2, accepted_at = $3 WHERE id = $1', [
          found.id,
          actor.accountId,
          now,
        ]);
      }
      await this.audit.record(manager, {
        actor,
        action: 'team.joined',
        subject: { type: 'team', id: teamId },
        eventId,
        after: { invitationId: found.id },
      });
    });
    this.access.standingChanged(actor.accountId);
    return this.reader.get(actor, teamId, now);
  }

  /** The invitation if this person may accept it now, or has accepted it. */
  private async find(manager: EntityManager, actor: Actor, code: string, now: Date): Promise<Found> {
    const [found]: Found[] = await manager.query(
      `SELECT i.id, i.team_id AS "teamId", g.name AS "teamName", e.slug, e.name AS "eventName",
         e.max_team_size AS "maxTeamSize", i.expires_at AS "expiresAt", i.email,
         (SELECT count(*)::int FROM team_member t WHERE t.team_id = g.id) AS "memberCount"
       FROM team_invitation i JOIN team g ON g.id = i.team_id JOIN event e ON e.id = g.event_id
       WHERE i.code_hash = $1 AND i.revoked_at IS NULL AND i.expires_at > $2
         AND (i.accepted_at IS NULL OR i.accepted_by = $3)
         AND (i.email IS NULL OR i.email = (SELECT email FROM account WHERE id = $3))`,
      [this.hash(code), now, actor.accountId],
    );
    if (!found) throw new DomainError(INVITATION_NOT_FOUND);
    return found;
  }

  private hash(code: string): string {
    return secretHash(this.config, 'invitation', code);
  }
}

async function teamOf(manager: EntityManager, eventId: string, accountId: string): Promise<string | null> {
  const [row]: { teamId: string }[] = await manager.query(
    'SELECT team_id AS "teamId" FROM team_member WHERE event_id = $1 AND account_id = $2',
    [eventId, accountId],
  );
  return row?.teamId ?? null;
}

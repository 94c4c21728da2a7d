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
import { Events } from '../events/events.service.js';
import { brought, sumOf } from './budget.queries.js';
import { lockTeam, requireThawed } from './team.locks.js';
import { memberIds, requireAlive } from './team.queries.js';
import { TeamLetters } from './team-letters.service.js';
import { TeamPlaces } from './team-places.service.js';
import { OPEN, TeamReader } from './team-reader.service.js';
import type {
  InvitationRequest,
  InvitationView,
  MyInvitationView,
  NewInvitationView,
  TeamView,
} from './teams.dto.js';
import { CONFIRM_ADDRESS_FIRST, INVITATION_NOT_FOUND, TOO_MANY_INVITATIONS } from './teams.errors.js';
import { TEAM_INVITED } from './teams.mails.js';
import { newTypedCode, typedCode } from './typed-code.js';

const LIFETIME_DAYS = 7;
const MOST_OPEN = 20;
/**
 * A code that is typed has 50 random bits. At this rate an account that tries for a day hits one of 10,000 open codes
 * with a probability of 5 in 100 million.
 */
const LOOKS: RateRule = { name: 'invitation', points: 60, seconds: 900 };
/** An invitation to an address is a mail to somebody who may not know us. */
const LETTERS: RateRule = { name: 'invitation-mail', points: 60, seconds: 86_400 };

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
  accountId: string | null;
  shownEntries: number;
  teamsFreezeAt: Date | null;
  timeZone: string;
  /** Whether the reader has shown that their address is theirs. */
  isConfirmed: boolean;
}

/** An invitation `i` that is for the account $1: by name, or for an address that they have confirmed. */
const FOR_READER = `(i.account_id = $1 OR i.email = (
  SELECT email FROM account WHERE id = $1 AND email_verified_at IS NOT NULL))`;

/** How an invitation is named: by its secret code, or by its id by the very person that it is for. */
type Named = { code: string } | { id: string; teamId: string };

/**
 * Invitations into teams. A link may be used by many until it expires or is revoked, and the size of the team is the
 * limit. One for an address or for a person of the event is for that account, once. Each ends when whoever made it
 * leaves the team.
 */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly events: Events,
    private readonly places: TeamPlaces,
    private readonly reader: TeamReader,
    private readonly letters: TeamLetters,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED, TEAMS_FROZEN, TEAM_DISSOLVED, TOO_MANY_INVITATIONS */
  async create(actor: Actor, teamId: string, body: InvitationRequest, now: Date): Promise<NewInvitationView> {
    const isForOne = Boolean(body.email || body.noticeId);
    const code = isForOne ? randomSecret(16) : newTypedCode();
    const expiresAt = new Date(now.getTime() + LIFETIME_DAYS * 86_400_000);
    if (isForOne) await this.limits.take(LETTERS, actor.accountId);
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if (standing.teamId !== teamId) throw new DomainError(TEAM_NEEDED);
      await requireThawed(manager, standing.eventId);
      requireAlive(await lockTeam(manager, teamId));
      if (!(await memberIds(manager, teamId)).includes(actor.accountId)) throw new DomainError(TEAM_NEEDED);
      const [{ open }] = await manager.query(
        `SELECT count(*)::int AS open FROM team_invitation i WHERE i.team_id = $1 AND ${OPEN} AND i.expires_at > $2`,
        [teamId, now],
      );
      if (open >= MOST_OPEN) throw new DomainError(TOO_MANY_INVITATIONS, { limit: MOST_OPEN });
      const accountId = body.noticeId ? await this.seeker(manager, standing.eventId, body.noticeId) : null;
      const email = accountId === null ? (body.email ?? null) : null;
      const shown = accountId === null ? 0 : sumOf(await brought(manager, teamId, [accountId]));
      const [row]: { id: string }[] = await manager.query(
        `INSERT INTO team_invitation (team_id, code_hash, invited_by, email, account_id, shown_entries, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [teamId, this.hash(code), actor.accountId, email, accountId, shown, expiresAt],
      );
      const id = (row as { id: string }).id;
      const url = new URL(`/invitations/${code}`, this.config.publicUrl).href;
      await this.write(manager, actor, teamId, { accountId, email }, url);
      await this.audit.record(manager, {
        actor,
        action: 'invitation.created',
        subject: { type: 'invitation', id },
        eventId: standing.eventId,
        after: { teamId, kind: accountId ? 'person' : email ? 'email' : 'link', expiresAt },
      });
      return { id, code, url, expiresAt };
    });
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    teamId: string,
    to: { accountId: string | null; email: string | null },
    url: string,
  ): Promise<void> {
    if (to.accountId === null && to.email === null) return;
    const known: { id: string }[] = to.accountId
      ? [{ id: to.accountId }]
      : await manager.query('SELECT id FROM account WHERE email = $1', [to.email]);
    const recipient = known[0]?.id ?? { address: to.email ?? '', language: actor.locale };
    await this.letters.send(manager, TEAM_INVITED, teamId, [recipient], { person: actor.name, url });
  }

  /** Whoever stands behind a notice, as others see them without an address. @throws NOT_FOUND */
  private async seeker(manager: EntityManager, eventId: string, noticeId: string): Promise<string> {
    const [row]: { accountId: string }[] = await manager.query(
      `SELECT account_id AS "accountId" FROM event_notice
       WHERE id = $1 AND event_id = $2 AND account_id IS NOT NULL AND closed_at IS NULL`,
      [noticeId, eventId],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    return row.accountId;
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
    const manager = this.database.manager;
    const found = await this.find(manager, actor, { code }, now);
    const standing = await this.access.inTeamsEvent(actor, found.teamId);
    requireVisibleEvent(standing);
    const budget = await brought(manager, found.teamId, [actor.accountId]);
    return {
      event: { slug: found.slug, name: found.eventName },
      team: { id: found.teamId, name: found.teamName },
      memberCount: found.memberCount,
      maxTeamSize: found.maxTeamSize,
      expiresAt: found.expiresAt,
      joinsEvent: standing.role === null,
      isDone: standing.teamId === found.teamId,
      teamsFreezeAt: found.teamsFreezeAt,
      timeZone: found.timeZone,
      brings: sumOf(budget),
      budget,
    };
  }

  /** Those for this person in one event, by whom they know and not by a code. */
  async mine(actor: Actor, eventId: string, now: Date): Promise<MyInvitationView[]> {
    const manager = this.database.manager;
    const rows: (Omit<MyInvitationView, 'brings' | 'budget' | 'team'> & { teamId: string; name: string })[] =
      await manager.query(
        `SELECT i.id, i.team_id AS "teamId", g.name, a.name AS "invitedByName", i.expires_at AS "expiresAt"
         FROM team_invitation i JOIN team g ON g.id = i.team_id JOIN account a ON a.id = i.invited_by
         WHERE ${FOR_READER} AND g.event_id = $2 AND ${OPEN} AND i.expires_at > $3
         ORDER BY i.created_at DESC, i.id LIMIT 50`,
        [actor.accountId, eventId, now],
      );
    const views: MyInvitationView[] = [];
    for (const { teamId, name, ...row } of rows) {
      const budget = await brought(manager, teamId, [actor.accountId]);
      views.push({ ...row, team: { id: teamId, name }, brings: sumOf(budget), budget });
    }
    return views;
  }

  /**
   * Once more by somebody who is in the team already changes nothing.
   * @throws INVITATION_NOT_FOUND, CONFIRM_ADDRESS_FIRST, JOINING_CLOSED, TEAMS_FROZEN, ROLE_JOINS_NO_TEAM, ALREADY_IN_TEAM, TEAM_FULL,
   * BRINGS_USED_ENTRIES, TOO_MANY_REQUESTS
   */
  async accept(actor: Actor, named: Named, now: Date): Promise<TeamView> {
    await this.limits.take(LOOKS, actor.accountId);
    const { teamId } = await this.find(this.database.manager, actor, named, now);
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireVisibleEvent(standing);
      const { eventId } = standing;
      if (standing.role === null) await this.events.admit(manager, actor, eventId);
      await requireThawed(manager, eventId);
      await this.places.lockParticipant(manager, eventId, actor.accountId);
      const team = await lockTeam(manager, teamId);
      // Under the lock everything is looked at once more: others accepted, revoked or left in the meantime.
      const found = await this.find(manager, actor, named, now);
      const place = { eventId, teamId, accountId: actor.accountId };
      if (!(await this.places.letIn(manager, place, team, found.shownEntries))) return;
      if (found.email !== null || found.accountId !== null) {
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

  /** By the person that it is for. @throws INVITATION_NOT_FOUND */
  async decline(actor: Actor, teamId: string, id: string, now: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      await lockTeam(manager, teamId);
      const found = await this.find(manager, actor, { id, teamId }, now);
      await manager.query('UPDATE team_invitation SET revoked_at = $2 WHERE id = $1', [found.id, now]);
      await this.audit.record(manager, {
        actor,
        action: 'invitation.declined',
        subject: { type: 'invitation', id },
        eventId: standing.eventId,
      });
    });
  }

  /** The invitation if this person may accept it now, or has accepted it and is in the team. */
  private async find(manager: EntityManager, actor: Actor, named: Named, now: Date): Promise<Found> {
    const [found]: Found[] = await manager.query(
      `SELECT i.id, i.team_id AS "teamId", g.name AS "teamName", e.slug, e.name AS "eventName",
         e.max_team_size AS "maxTeamSize", i.expires_at AS "expiresAt", i.email, i.account_id AS "accountId",
         i.shown_entries AS "shownEntries", e.teams_freeze_at AS "teamsFreezeAt", e.time_zone AS "timeZone",
         (SELECT email_verified_at IS NOT NULL FROM account WHERE id = $2) AS "isConfirmed",
         (SELECT count(*)::int FROM team_member t WHERE t.team_id = g.id) AS "memberCount"
       FROM team_invitation i JOIN team g ON g.id = i.team_id JOIN event e ON e.id = g.event_id
       WHERE ${'code' in named ? 'i.code_hash = $3' : 'i.id = $3 AND i.team_id = $4 AND num_nonnulls(i.account_id, i.email) > 0'}
         AND i.revoked_at IS NULL AND g.dissolved_at IS NULL
         AND (i.expires_at > $1 AND i.accepted_at IS NULL OR EXISTS (
           SELECT 1 FROM team_member t WHERE t.team_id = g.id AND t.account_id = $2
             AND (i.accepted_at IS NULL OR i.accepted_by = $2)))
         AND (i.email IS NULL OR i.email = (SELECT email FROM account WHERE id = $2))
         AND (i.account_id IS NULL OR i.account_id = $2)`,
      [now, actor.accountId, ...('code' in named ? [this.hash(named.code)] : [named.id, named.teamId])],
    );
    if (!found) throw new DomainError(INVITATION_NOT_FOUND);
    // Anybody can sign up with an address; who it belongs to is known when it is confirmed.
    if (found.email !== null && !found.isConfirmed) throw new DomainError(CONFIRM_ADDRESS_FIRST);
    return found;
  }

  private hash(code: string): string {
    return secretHash(this.config, 'invitation', typedCode(code) ?? code);
  }
}

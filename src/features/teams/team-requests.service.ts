import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { brought, sumOf } from './budget.queries.js';
import { lockTeam, requireThawed } from './team.locks.js';
import { memberIds, requireAlive, requireRoom, teamOf } from './team.queries.js';
import { TeamLetters } from './team-letters.service.js';
import { TeamPlaces } from './team-places.service.js';
import { TeamReader } from './team-reader.service.js';
import type { JoinRequest, JoinRequestView, TeamView } from './teams.dto.js';
import {
  ALREADY_ASKED,
  ALREADY_IN_TEAM,
  REQUEST_NOT_OPEN,
  TOO_MANY_REQUESTS_TO_JOIN,
} from './teams.errors.js';
import { TEAM_ASKED, TEAM_REQUEST_ACCEPTED, TEAM_REQUEST_DECLINED } from './teams.mails.js';

const LIFETIME_DAYS = 7;
const MOST_OPEN = 5;
/** Every request is a mail to a whole team, also of those that are taken back at once. */
const ASKING: RateRule = { name: 'team-request', points: 30, seconds: 3_600 };

type RequestRow = Omit<JoinRequestView, 'brings' | 'budget'> & { teamId: string };

const REQUESTS = `
  SELECT r.id, r.team_id AS "teamId", r.message, r.created_at AS "createdAt", r.expires_at AS "expiresAt",
    json_build_object('accountId', a.id, 'name', a.name, 'background', a.background, 'affiliation', a.affiliation,
      'skills', a.skills, 'languages', a.languages) AS person
  FROM team_request r JOIN account a ON a.id = r.account_id
  WHERE r.status = 'open' AND r.expires_at > $1`;

/** People ask to join a team; any member of it answers, seeing what they bring along. */
@Injectable()
export class TeamRequests {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly places: TeamPlaces,
    private readonly reader: TeamReader,
    private readonly letters: TeamLetters,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {}

  /** @throws TEAMS_FROZEN, ROLE_JOINS_NO_TEAM, ALREADY_IN_TEAM, TEAM_DISSOLVED, TEAM_FULL, ALREADY_ASKED, TOO_MANY_REQUESTS */
  async ask(actor: Actor, teamId: string, body: JoinRequest, now: Date): Promise<JoinRequestView> {
    await this.limits.take(ASKING, actor.accountId);
    const expiresAt = new Date(now.getTime() + LIFETIME_DAYS * 86_400_000);
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      await requireThawed(manager, eventId);
      await this.places.lockParticipant(manager, eventId, actor.accountId);
      const team = await lockTeam(manager, teamId);
      requireAlive(team);
      if (await teamOf(manager, eventId, actor.accountId)) throw new DomainError(ALREADY_IN_TEAM);
      await requireRoom(manager, teamId);
      await manager.query(
        `UPDATE team_request SET status = 'withdrawn', decided_at = $3
         WHERE event_id = $1 AND account_id = $2 AND status = 'open' AND expires_at <= $3`,
        [eventId, actor.accountId, now],
      );
      const mine: { teamId: string }[] = await manager.query(
        `SELECT team_id AS "teamId" FROM team_request WHERE event_id = $1 AND account_id = $2 AND status = 'open'`,
        [eventId, actor.accountId],
      );
      if (mine.some((one) => one.teamId === teamId)) throw new DomainError(ALREADY_ASKED);
      if (mine.length >= MOST_OPEN) throw new DomainError(TOO_MANY_REQUESTS_TO_JOIN, { limit: MOST_OPEN });
      const [{ id }] = await manager.query(
        `INSERT INTO team_request (event_id, team_id, account_id, message, expires_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [eventId, teamId, actor.accountId, body.message ?? '', expiresAt],
      );
      await this.letters.send(manager, TEAM_ASKED, teamId, await memberIds(manager, teamId), {
        person: actor.name,
        expiresAt: expiresAt.toISOString(),
      });
      await this.audit.record(manager, {
        actor,
        action: 'team.asked',
        subject: { type: 'team', id: teamId },
        eventId,
        after: { requestId: id },
      });
      return this.view(manager, id, now);
    });
  }

  /** Open ones, for the team and for organizers. @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED */
  async list(
    actor: Actor,
    teamId: string,
    now: Date,
  ): Promise<{ items: JoinRequestView[]; nextCursor: null }> {
    const standing = await this.access.inTeamsEvent(actor, teamId);
    requireMember(standing);
    if (standing.teamId !== teamId && !isOrganizer(standing)) throw new DomainError(TEAM_NEEDED);
    const manager = this.database.manager;
    const rows: RequestRow[] = await manager.query(
      `${REQUESTS} AND r.team_id = $2 ORDER BY r.created_at, r.id LIMIT 200`,
      [now, teamId],
    );
    const items: JoinRequestView[] = [];
    for (const row of rows) items.push(await withBudget(manager, row));
    return { items, nextCursor: null };
  }

  /**
   * Lets the person in. @param brings the used entries that the reader was shown
   * @throws TEAM_NEEDED, REQUEST_NOT_OPEN, TEAMS_FROZEN, ALREADY_IN_TEAM, TEAM_FULL, BROUGHT_ENTRIES_CHANGED
   */
  async accept(actor: Actor, teamId: string, id: string, brings: number, now: Date): Promise<TeamView> {
    const accountId = await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      await requireThawed(manager, eventId);
      if (standing.teamId !== teamId) throw new DomainError(TEAM_NEEDED);
      const person = await this.personOf(manager, teamId, id);
      await this.places.lockParticipant(manager, eventId, person);
      const team = await lockTeam(manager, teamId);
      await this.requireStillInside(manager, teamId, actor);
      await this.requireOpen(manager, teamId, id, now);
      const place = { eventId, teamId, accountId: person };
      await this.places.letIn(manager, place, team, brings, 'team');
      await manager.query('UPDATE team_request SET decided_by = $2, decided_at = $3 WHERE id = $1', [
        id,
        actor.accountId,
        now,
      ]);
      await this.letters.send(manager, TEAM_REQUEST_ACCEPTED, teamId, [person]);
      await this.audit.record(manager, {
        actor,
        action: 'team.request_accepted',
        subject: { type: 'team', id: teamId },
        eventId,
        after: { requestId: id, accountId: person, brings },
      });
      return person;
    });
    this.access.standingChanged(accountId);
    return this.reader.get(actor, teamId, now);
  }

  /** @throws TEAM_NEEDED, REQUEST_NOT_OPEN */
  decline(actor: Actor, teamId: string, id: string, now: Date): Promise<void> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if (standing.teamId !== teamId) throw new DomainError(TEAM_NEEDED);
      const person = await this.personOf(manager, teamId, id);
      await lockTeam(manager, teamId);
      await this.requireStillInside(manager, teamId, actor);
      await this.requireOpen(manager, teamId, id, now);
      await this.close(manager, actor, id, 'declined', now);
      await this.letters.send(manager, TEAM_REQUEST_DECLINED, teamId, [person]);
      await this.audit.record(manager, {
        actor,
        action: 'team.request_declined',
        subject: { type: 'team', id: teamId },
        eventId: standing.eventId,
        after: { requestId: id, accountId: person },
      });
    });
  }

  /** By the person who asked. @throws NOT_FOUND for others, REQUEST_NOT_OPEN */
  withdraw(actor: Actor, teamId: string, id: string, now: Date): Promise<void> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if ((await this.personOf(manager, teamId, id)) !== actor.accountId) throw new DomainError(NOT_FOUND);
      await lockTeam(manager, teamId);
      await this.requireOpen(manager, teamId, id, now);
      await this.close(manager, actor, id, 'withdrawn', now);
      await this.audit.record(manager, {
        actor,
        action: 'team.request_withdrawn',
        subject: { type: 'team', id: teamId },
        eventId: standing.eventId,
        after: { requestId: id },
      });
    });
  }

  private async close(
    manager: EntityManager,
    actor: Actor,
    id: string,
    status: 'declined' | 'withdrawn',
    now: Date,
  ): Promise<void> {
    await manager.query(
      'UPDATE team_request SET status = $2, decided_by = $3, decided_at = $4 WHERE id = $1',
      [id, status, actor.accountId, now],
    );
  }

  private async personOf(manager: EntityManager, teamId: string, id: string): Promise<string> {
    const [row]: { accountId: string }[] = await manager.query(
      'SELECT account_id AS "accountId" FROM team_request WHERE id = $1 AND team_id = $2',
      [id, teamId],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    return row.accountId;
  }

  /** Under the team's lock: whoever has left meanwhile no longer decides for it. */
  private async requireStillInside(manager: EntityManager, teamId: string, actor: Actor): Promise<void> {
    if (!(await memberIds(manager, teamId)).includes(actor.accountId)) throw new DomainError(TEAM_NEEDED);
  }

  private async requireOpen(manager: EntityManager, teamId: string, id: string, now: Date): Promise<void> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM team_request WHERE id = $1 AND team_id = $2 AND status = 'open' AND expires_at > $3`,
      [id, teamId, now],
    );
    if (rows.length === 0) throw new DomainError(REQUEST_NOT_OPEN);
  }

  private async view(manager: EntityManager, id: string, now: Date): Promise<JoinRequestView> {
    const [row]: RequestRow[] = await manager.query(`${REQUESTS} AND r.id = $2`, [now, id]);
    return withBudget(manager, row as RequestRow);
  }
}

async function withBudget(manager: EntityManager, { teamId, ...row }: RequestRow): Promise<JoinRequestView> {
  const budget = await brought(manager, teamId, [row.person.accountId]);
  return { ...row, brings: sumOf(budget), budget };
}

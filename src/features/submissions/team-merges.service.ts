import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import type { Texts } from '../../platform/i18n/language.js';
import { Live } from '../../platform/live/live.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { brought } from '../teams/budget.queries.js';
import { type LockedTeam, lockTeams, requireThawed } from '../teams/team.locks.js';
import { maxTeamSize, memberIds, requireAlive, requireCaptain, requireRoom } from '../teams/team.queries.js';
import { TeamLetters } from '../teams/team-letters.service.js';
import { TeamPlaces } from '../teams/team-places.service.js';
import { TEAM_CHANGED_BY_ORGANIZERS } from '../teams/teams.mails.js';
import { joinBoards } from './board-merge.queries.js';
import { MERGE_ALREADY_PROPOSED, MERGE_NOT_OPEN, MERGE_WITH_ITSELF } from './submissions.errors.js';
import { TEAM_MERGE_PROPOSED, TEAM_MERGED } from './submissions.mails.js';
import type { LateMergeRequest, MergePage, MergeRequest, MergeView } from './team-merges.dto.js';
import { boardTopic } from './topics.js';

const LIFETIME_DAYS = 7;
/** Every proposal is a mail to a captain, also of those that are taken back at once. */
const PROPOSALS: RateRule = { name: 'team-merge', points: 20, seconds: 3_600 };

interface Proposal {
  id: string;
  eventId: string;
  fromTeamId: string;
  intoTeamId: string;
  proposedBy: string;
  status: string;
  expiresAt: Date;
}
interface Joining {
  eventId: string;
  from: LockedTeam;
  into: LockedTeam;
  /** Null: by organizers, without a proposal. */
  mergeId: string | null;
  reason: string | null;
}
type MergeRow = Omit<MergeView, 'memberCount' | 'maxTeamSize' | 'budget'>;

const MERGES = `
  SELECT m.id, json_build_object('id', f.id, 'name', f.name) AS from, json_build_object('id', i.id, 'name', i.name) AS into,
    a.name AS "proposedByName", m.message, m.created_at AS "createdAt", m.expires_at AS "expiresAt"
  FROM team_merge m JOIN team f ON f.id = m.from_team_id JOIN team i ON i.id = m.into_team_id
  JOIN account a ON a.id = m.proposed_by
  WHERE m.status = 'open' AND m.expires_at > $1`;

/** Two teams become one when both captains want it. What both handed in stays, and counts together. */
@Injectable()
export class TeamMerges {
  constructor(
    private readonly database: DataSource,
    private readonly limits: RateLimits,
    private readonly access: Access,
    private readonly places: TeamPlaces,
    private readonly letters: TeamLetters,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** @throws CAPTAIN_NEEDED, TEAMS_FROZEN, TEAM_DISSOLVED, TEAM_FULL, MERGE_WITH_ITSELF, MERGE_ALREADY_PROPOSED, TOO_MANY_REQUESTS */
  async propose(actor: Actor, fromTeamId: string, body: MergeRequest, now: Date): Promise<MergeView> {
    await this.limits.take(PROPOSALS, actor.accountId);
    const expiresAt = new Date(now.getTime() + LIFETIME_DAYS * 86_400_000);
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, fromTeamId, manager);
      requireMember(standing);
      if (standing.teamId !== fromTeamId) throw new DomainError(TEAM_NEEDED);
      const { eventId } = standing;
      const intoTeamId = body.intoTeamId.toLowerCase();
      const [there] = await manager.query('SELECT 1 FROM team WHERE id = $1 AND event_id = $2', [
        intoTeamId,
        eventId,
      ]);
      if (!there || intoTeamId === fromTeamId) throw new DomainError(MERGE_WITH_ITSELF);
      await requireThawed(manager, eventId);
      const teams = await lockTeams(manager, [fromTeamId, intoTeamId]);
      const [from, into] = [teams.get(fromTeamId), teams.get(intoTeamId)];
      requireAlive(from);
      requireCaptain(from, actor.accountId);
      requireAlive(into);
      await requireRoom(manager, intoTeamId, (await memberIds(manager, fromTeamId)).length);
      await manager.query(
        `UPDATE team_merge SET status = 'withdrawn', decided_at = $3
         WHERE from_team_id IN ($1, $2) AND into_team_id IN ($1, $2) AND status = 'open' AND expires_at <= $3`,
        [fromTeamId, intoTeamId, now],
      );
      const open: unknown[] = await manager.query(
        `SELECT 1 FROM team_merge WHERE from_team_id IN ($1, $2) AND into_team_id IN ($1, $2) AND status = 'open'`,
        [fromTeamId, intoTeamId],
      );
      if (open.length > 0) throw new DomainError(MERGE_ALREADY_PROPOSED);
      const [{ id }] = await manager.query(
        `INSERT INTO team_merge (event_id, from_team_id, into_team_id, proposed_by, message, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [eventId, fromTeamId, intoTeamId, actor.accountId, body.message ?? '', expiresAt],
      );
      await this.letters.send(manager, TEAM_MERGE_PROPOSED, intoTeamId, [into.captainId], {
        person: actor.name,
        other: from.name,
        expiresAt: expiresAt.toISOString(),
      });
      await this.audit.record(manager, {
        actor,
        action: 'team.merge_proposed',
        subject: { type: 'team', id: fromTeamId },
        eventId,
        after: { mergeId: id, intoTeamId },
      });
      const [row]: MergeRow[] = await manager.query(`${MERGES} AND m.id = $2`, [now, id]);
      return view(manager, row as MergeRow);
    });
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED */
  async list(actor: Actor, teamId: string, now: Date): Promise<MergePage> {
    const standing = await this.access.inTeamsEvent(actor, teamId);
    requireMember(standing);
    if (standing.teamId !== teamId && !isOrganizer(standing)) throw new DomainError(TEAM_NEEDED);
    const { manager } = this.database;
    const rows: MergeRow[] = await manager.query(
      `${MERGES} AND (m.from_team_id = $2 OR m.into_team_id = $2) ORDER BY m.created_at, m.id LIMIT 100`,
      [now, teamId],
    );
    const items: MergeView[] = [];
    for (const row of rows) items.push(await view(manager, row));
    return { items, nextCursor: null };
  }

  /** @throws NOT_FOUND, CAPTAIN_NEEDED, MERGE_NOT_OPEN, TEAMS_FROZEN, TEAM_DISSOLVED, TEAM_FULL */
  async agree(actor: Actor, id: string, now: Date): Promise<void> {
    const { people, tasks } = await this.database.transaction(async (manager) => {
      const known = await this.find(manager, actor, id);
      const { eventId, fromTeamId, intoTeamId } = known;
      await requireThawed(manager, eventId);
      const teams = await lockTeams(manager, [fromTeamId, intoTeamId]);
      const [from, into] = [teams.get(fromTeamId), teams.get(intoTeamId)];
      await this.requireOpen(manager, known, now);
      requireAlive(from);
      requireAlive(into);
      requireCaptain(into, actor.accountId);
      // Both captains agree: a proposal of somebody who is captain no longer is nobody's.
      if (from.captainId !== known.proposedBy) throw new DomainError(MERGE_NOT_OPEN);
      await requireRoom(manager, intoTeamId, (await memberIds(manager, fromTeamId)).length);
      await this.decide(manager, actor, id, 'agreed', now);
      const joined = await this.join(manager, actor, { eventId, from, into, mergeId: id, reason: null });
      await this.letters.send(manager, TEAM_MERGED, intoTeamId, joined.people, { other: from.name });
      return joined;
    });
    this.access.standingChanged(...people);
    this.live.changed(...tasks.map(boardTopic));
  }

  /** By organizers, also after teams froze. @throws NOT_FOUND, NOT_AN_ORGANIZER, MERGE_WITH_ITSELF, TEAM_DISSOLVED, TEAM_FULL */
  async mergeLate(actor: Actor, fromTeamId: string, body: LateMergeRequest): Promise<void> {
    const intoTeamId = body.intoTeamId.toLowerCase();
    const { people, tasks } = await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, fromTeamId, manager);
      requireOrganizer(standing);
      const { eventId } = standing;
      await manager.query('SELECT 1 FROM event WHERE id = $1 FOR SHARE', [eventId]);
      const [there] = await manager.query('SELECT 1 FROM team WHERE id = $1 AND event_id = $2', [
        intoTeamId,
        eventId,
      ]);
      if (!there || intoTeamId === fromTeamId.toLowerCase()) throw new DomainError(MERGE_WITH_ITSELF);
      const teams = await lockTeams(manager, [fromTeamId.toLowerCase(), intoTeamId]);
      const [from, into] = [teams.get(fromTeamId.toLowerCase()), teams.get(intoTeamId)];
      requireAlive(from);
      requireAlive(into);
      await requireRoom(manager, intoTeamId, (await memberIds(manager, from.id)).length);
      const joined = await this.join(manager, actor, {
        eventId,
        from,
        into,
        mergeId: null,
        reason: body.reason,
      });
      await this.letters.send(manager, TEAM_CHANGED_BY_ORGANIZERS, intoTeamId, joined.people, {
        what: becamePart(from.name, into.name),
        reason: body.reason,
      });
      return joined;
    });
    this.access.standingChanged(...people);
    this.live.changed(...tasks.map(boardTopic));
  }

  /** With the locks of both teams held. */
  private async join(manager: EntityManager, actor: Actor, joining: Joining) {
    const { eventId, from, into, mergeId, reason } = joining;
    const coming = await memberIds(manager, from.id);
    await manager.query('UPDATE team SET merged_into_id = $2 WHERE id = $1 OR merged_into_id = $1', [
      from.id,
      into.id,
    ]);
    await manager.query('UPDATE team_member SET team_id = $2, joined_at = now() WHERE team_id = $1', [
      from.id,
      into.id,
    ]);
    await this.places.end(manager, from, into);
    const joined = await joinBoards(manager, eventId, from.id, into.id);
    await this.audit.record(manager, {
      actor,
      action: 'team.merged',
      subject: { type: 'team', id: into.id },
      eventId,
      before: { teams: [from.id, into.id] },
      after: { mergeId, fromTeamId: from.id, members: coming, deselected: joined.deselected },
      reason,
    });
    return { people: await memberIds(manager, into.id), tasks: joined.taskIds };
  }

  /** @throws NOT_FOUND, CAPTAIN_NEEDED, MERGE_NOT_OPEN */
  close(actor: Actor, id: string, status: 'declined' | 'withdrawn', now: Date): Promise<void> {
    return this.database.transaction(async (manager) => {
      const known = await this.find(manager, actor, id);
      const teams = await lockTeams(manager, [known.fromTeamId, known.intoTeamId]);
      const team = teams.get(status === 'declined' ? known.intoTeamId : known.fromTeamId);
      if (!team) throw new DomainError(NOT_FOUND);
      requireCaptain(team, actor.accountId);
      await this.requireOpen(manager, known, now);
      await this.decide(manager, actor, id, status, now);
      await this.audit.record(manager, {
        actor,
        action: status === 'declined' ? 'team.merge_declined' : 'team.merge_withdrawn',
        subject: { type: 'team', id: team.id },
        eventId: known.eventId,
        after: { mergeId: id },
      });
    });
  }

  /** To whoever is in neither team it does not exist. */
  private async find(manager: EntityManager, actor: Actor, id: string): Promise<Proposal> {
    const [row]: Proposal[] = await manager.query(
      `SELECT id, event_id AS "eventId", from_team_id AS "fromTeamId", into_team_id AS "intoTeamId",
         proposed_by AS "proposedBy", status, expires_at AS "expiresAt" FROM team_merge WHERE id = $1`,
      [id],
    );
    if (!row) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inTeamsEvent(actor, row.intoTeamId, manager);
    requireMember(standing);
    if (standing.teamId !== row.fromTeamId && standing.teamId !== row.intoTeamId)
      throw new DomainError(NOT_FOUND);
    return row;
  }

  private async requireOpen(manager: EntityManager, { id }: Proposal, now: Date): Promise<void> {
    const [row] = await manager.query(
      `SELECT 1 FROM team_merge WHERE id = $1 AND status = 'open' AND expires_at > $2`,
      [id, now],
    );
    if (!row) throw new DomainError(MERGE_NOT_OPEN);
  }

  private async decide(manager: EntityManager, actor: Actor, id: string, status: string, now: Date) {
    await manager.query('UPDATE team_merge SET status = $2, decided_by = $3, decided_at = $4 WHERE id = $1', [
      id,
      status,
      actor.accountId,
      now,
    ]);
  }
}

const becamePart = (from: string, into: string): Texts => ({
  en: `“${from}” has become part of “${into}”.`,
  ko: `“${from}” 팀이 “${into}” 팀과 합쳐졌어요.`,
});

async function view(manager: EntityManager, row: MergeRow): Promise<MergeView> {
  const coming = await memberIds(manager, row.from.id);
  return {
    ...row,
    memberCount: coming.length + (await memberIds(manager, row.into.id)).length,
    maxTeamSize: await maxTeamSize(manager, row.into.id),
    budget: await brought(manager, row.into.id, coming),
  };
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent } from '../events/event.locks.js';
import { lockTeam, requireThawed } from './team.locks.js';
import { memberIds, requireAlive, requireCaptain, requireFreeName, teamOf } from './team.queries.js';
import { TeamLetters } from './team-letters.service.js';
import { TeamPlaces } from './team-places.service.js';
import { TeamReader } from './team-reader.service.js';
import type { TeamChangeRequest, TeamRequest, TeamView } from './teams.dto.js';
import { ALREADY_IN_TEAM, REASON_NEEDED, TEAM_IS_CLOSED } from './teams.errors.js';
import { TEAM_DISSOLVED_MAIL } from './teams.mails.js';

@Injectable()
export class Teams {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: TeamReader,
    private readonly places: TeamPlaces,
    private readonly letters: TeamLetters,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAMS_FROZEN, ROLE_JOINS_NO_TEAM, ALREADY_IN_TEAM, TEAM_NAME_TAKEN */
  async create(actor: Actor, slug: string, body: TeamRequest): Promise<TeamView> {
    const teamId = await this.database.transaction(async (manager) => {
      // Names are compared by how they look, which no unique key does: so one team is made at a time.
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireMember(standing);
      const { eventId } = standing;
      await requireThawed(manager, eventId);
      await this.places.lockParticipant(manager, eventId, actor.accountId);
      if (await teamOf(manager, eventId, actor.accountId)) throw new DomainError(ALREADY_IN_TEAM);
      const id = await this.found(manager, { eventId, captainId: actor.accountId, ...body });
      await this.audit.record(manager, {
        actor,
        action: 'team.created',
        subject: { type: 'team', id },
        eventId,
        after: { name: body.name },
      });
      return id;
    });
    this.access.standingChanged(actor.accountId);
    return this.reader.get(actor, teamId, new Date());
  }

  /**
   * Makes a team of one within the caller's transaction, which holds the locks of the event and of the captain's
   * membership. @throws TEAM_NAME_TAKEN, ALREADY_IN_TEAM
   */
  async found(
    manager: EntityManager,
    team: { eventId: string; name: string; captainId: string; description?: string; open?: boolean },
  ): Promise<string> {
    const { eventId, name, captainId } = team;
    await requireFreeName(manager, eventId, name);
    const [row]: { id: string }[] = await manager.query(
      'INSERT INTO team (event_id, name, captain_id, description, open) VALUES ($1, $2, $3, $4, $5) RETURNING id',
      [eventId, name, captainId, team.description ?? '', team.open ?? false],
    );
    const { id } = row as { id: string };
    await this.places.add(manager, { eventId, teamId: id, accountId: captainId });
    return id;
  }

  /**
   * Puts a participant into a team within the caller's transaction, which holds the locks of both.
   * @throws ALREADY_IN_TEAM
   */
  add(manager: EntityManager, place: { eventId: string; teamId: string; accountId: string }): Promise<void> {
    return this.places.add(manager, place);
  }

  /** Name, description, open or closed: by the captain. @throws NOT_FOUND, CAPTAIN_NEEDED, TEAM_DISSOLVED, TEAM_NAME_TAKEN */
  async change(actor: Actor, teamId: string, body: TeamChangeRequest, now: Date): Promise<TeamView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      await manager.query('SELECT 1 FROM event WHERE id = $1 FOR NO KEY UPDATE', [eventId]);
      const team = await lockTeam(manager, teamId);
      requireAlive(team);
      requireCaptain(team, actor.accountId);
      const [before] = await manager.query('SELECT name, description, open FROM team WHERE id = $1', [
        teamId,
      ]);
      const after = {
        name: body.name ?? before.name,
        description: body.description ?? before.description,
        open: body.open ?? before.open,
      };
      if (after.name !== before.name) await requireFreeName(manager, eventId, after.name, teamId);
      await manager.query('UPDATE team SET name = $2, description = $3, open = $4 WHERE id = $1', [
        teamId,
        after.name,
        after.description,
        after.open,
      ]);
      await this.audit.record(manager, {
        actor,
        action: 'team.changed',
        subject: { type: 'team', id: teamId },
        eventId,
        before: { name: before.name, open: before.open },
        after: { name: after.name, open: after.open, described: after.description !== before.description },
      });
    });
    return this.reader.get(actor, teamId, now);
  }

  /**
   * Comes into an open team. Once more by somebody who is in it already changes nothing.
   * @throws TEAMS_FROZEN, ROLE_JOINS_NO_TEAM, TEAM_IS_CLOSED, ALREADY_IN_TEAM, TEAM_FULL, BRINGS_USED_ENTRIES
   */
  async join(actor: Actor, teamId: string, now: Date): Promise<TeamView> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      await requireThawed(manager, eventId);
      await this.places.lockParticipant(manager, eventId, actor.accountId);
      const team = await lockTeam(manager, teamId);
      const [{ open }] = await manager.query('SELECT open FROM team WHERE id = $1', [teamId]);
      if (!open && !team?.dissolvedAt && standing.teamId !== teamId) throw new DomainError(TEAM_IS_CLOSED);
      const place = { eventId, teamId, accountId: actor.accountId };
      if (!(await this.places.letIn(manager, place, team, 0))) return;
      await this.audit.record(manager, {
        actor,
        action: 'team.joined',
        subject: { type: 'team', id: teamId },
        eventId,
        after: { by: 'open team' },
      });
    });
    this.access.standingChanged(actor.accountId);
    return this.reader.get(actor, teamId, now);
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAMS_FROZEN, TEAM_NEEDED for whoever is not in this team */
  async leave(actor: Actor, teamId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      if (standing.teamId !== teamId) throw new DomainError(TEAM_NEEDED);
      await requireThawed(manager, eventId);
      await this.places.lockParticipant(manager, eventId, actor.accountId);
      const team = await lockTeam(manager, teamId);
      if (!team || !(await this.places.remove(manager, team, actor.accountId)))
        throw new DomainError(TEAM_NEEDED);
      const after = await this.places.settle(manager, team);
      await this.audit.record(manager, {
        actor,
        action: 'team.left',
        subject: { type: 'team', id: teamId },
        eventId,
        after,
      });
    });
    this.access.standingChanged(actor.accountId);
  }

  /** Ends the team for all its members; what it handed in stays. Organizers give a reason. @throws CAPTAIN_NEEDED, REASON_NEEDED, TEAMS_FROZEN, TEAM_DISSOLVED */
  async dissolve(actor: Actor, teamId: string, reason: string | null): Promise<void> {
    const members = await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      if (isOrganizer(standing) && !reason) throw new DomainError(REASON_NEEDED);
      if (!isOrganizer(standing)) await requireThawed(manager, eventId);
      const team = await lockTeam(manager, teamId);
      requireAlive(team);
      if (!isOrganizer(standing)) requireCaptain(team, actor.accountId);
      const people = await memberIds(manager, teamId);
      await this.letters.send(
        manager,
        TEAM_DISSOLVED_MAIL,
        teamId,
        people.filter((id) => id !== actor.accountId),
        { person: actor.name },
      );
      await this.places.end(manager, team);
      await this.audit.record(manager, {
        actor,
        action: 'team.dissolved',
        subject: { type: 'team', id: teamId },
        eventId,
        before: { members: people },
        reason,
      });
      return people;
    });
    this.access.standingChanged(...members);
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { nameKey } from '../../platform/http/name-key.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { lockEvent, lockMembership } from '../events/event.locks.js';
import { lockTeam } from './team.locks.js';
import { TeamReader } from './team-reader.service.js';
import type { TeamRequest, TeamView } from './teams.dto.js';
import { ALREADY_IN_TEAM, ROLE_JOINS_NO_TEAM, TEAM_NAME_TAKEN } from './teams.errors.js';

@Injectable()
export class Teams {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly reader: TeamReader,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, ROLE_JOINS_NO_TEAM, ALREADY_IN_TEAM, TEAM_NAME_TAKEN */
  async create(actor: Actor, slug: string, body: TeamRequest): Promise<TeamView> {
    const teamId = await this.database.transaction(async (manager) => {
      // Names are compared by how they look, which no unique key does: so one team is made at a time.
      await lockEvent(manager, slug);
      const standing = await this.access.inEvent(actor, slug, manager);
      requireMember(standing);
      const { eventId } = standing;
      const role = await lockMembership(manager, eventId, actor.accountId);
      if (role !== 'participant') throw new DomainError(ROLE_JOINS_NO_TEAM);
      await requireFreeName(manager, eventId, body.name);
      const [row]: { id: string }[] = await manager.query(
        'INSERT INTO team (event_id, name, captain_id) VALUES ($1, $2, $3) RETURNING id',
        [eventId, body.name, actor.accountId],
      );
      const id = (row as { id: string }).id;
      await this.add(manager, { eventId, teamId: id, accountId: actor.accountId });
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

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED for whoever is not in this team */
  async leave(actor: Actor, teamId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      const { eventId } = standing;
      await lockMembership(manager, eventId, actor.accountId);
      const team = await lockTeam(manager, teamId);
      const [, left]: [unknown, number] = await manager.query(
        'DELETE FROM team_member WHERE team_id = $1 AND account_id = $2',
        [teamId, actor.accountId],
      );
      if (!team || left === 0) throw new DomainError(TEAM_NEEDED);
      const after = await settleTeam(manager, teamId, team.captainId === actor.accountId);
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

  /**
   * Puts a participant into a team within the caller's transaction, which holds the locks of both.
   * The table's key has the last word. @throws ALREADY_IN_TEAM
   */
  async add(manager: EntityManager, place: { eventId: string; teamId: string; accountId: string }) {
    const added: unknown[] = await manager.query(
      `INSERT INTO team_member (event_id, account_id, team_id) VALUES ($1, $2, $3)
       ON CONFLICT (event_id, account_id) DO NOTHING RETURNING account_id`,
      [place.eventId, place.accountId, place.teamId],
    );
    if (added.length === 0) throw new DomainError(ALREADY_IN_TEAM);
  }
}

/** Names that look alike are one name. A team that has ended keeps its own where it handed something in: it stands on boards. */
async function requireFreeName(manager: EntityManager, eventId: string, name: string): Promise<void> {
  const taken: { name: string }[] = await manager.query(
    `SELECT g.name FROM team g WHERE g.event_id = $1
     AND (g.dissolved_at IS NULL OR EXISTS (SELECT 1 FROM submission s WHERE s.team_id = g.id))`,
    [eventId],
  );
  const key = nameKey(name);
  if (taken.some((team) => nameKey(team.name) === key)) throw new DomainError(TEAM_NAME_TAKEN, { name });
}

/** After somebody left: a captain hands over to the longest member; a team that is empty is dissolved and stays as history. */
async function settleTeam(manager: EntityManager, teamId: string, captainLeft: boolean): Promise<object> {
  const [next]: { id: string }[] = await manager.query(
    'SELECT account_id AS id FROM team_member WHERE team_id = $1 ORDER BY joined_at, account_id LIMIT 1',
    [teamId],
  );
  if (next) {
    if (!captainLeft) return {};
    await manager.query('UPDATE team SET captain_id = $2 WHERE id = $1', [teamId, next.id]);
    return { captainId: next.id };
  }
  await manager.query('UPDATE team SET dissolved_at = clock_timestamp() WHERE id = $1', [teamId]);
  // Nobody may come in by an old link and take over what others have handed in.
  await manager.query(
    'UPDATE team_invitation SET revoked_at = now() WHERE team_id = $1 AND revoked_at IS NULL',
    [teamId],
  );
  return { dissolved: true };
}

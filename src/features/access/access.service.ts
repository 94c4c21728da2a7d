import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { Remembered } from '../../platform/live/remembered.js';
import type { Standing } from './access.js';
import { mentoredTeams } from './mentored-teams.js';

const STANDING = `
  SELECT e.id AS "eventId", e.status AS "eventStatus", m.role, t.team_id AS "teamId"
  FROM event e
  LEFT JOIN event_member m ON m.event_id = e.id AND m.account_id = $2
  LEFT JOIN team_member t ON t.event_id = e.id AND t.account_id = $2`;

/** The one place that is asked who somebody is to an event; the rules made of it are in access.ts. */
@Injectable()
export class Access {
  private readonly remembered: Remembered<Standing>;

  constructor(
    private readonly database: DataSource,
    private readonly live: Live,
  ) {
    this.remembered = new Remembered(live, { max: 20_000, ttl: 30_000 });
  }

  /** @param event slug. @throws NOT_FOUND */
  inEvent(
    actor: Actor | null,
    slug: string,
    manager: EntityManager = this.database.manager,
  ): Promise<Standing> {
    return this.load(manager, `${STANDING} WHERE e.slug = $1`, slug, actor);
  }

  /** @throws NOT_FOUND */
  inTask(
    actor: Actor | null,
    taskId: string,
    manager: EntityManager = this.database.manager,
  ): Promise<Standing> {
    return this.load(manager, `${STANDING} JOIN task k ON k.event_id = e.id WHERE k.id = $1`, taskId, actor);
  }

  /** @throws NOT_FOUND */
  inTeamsEvent(
    actor: Actor | null,
    teamId: string,
    manager: EntityManager = this.database.manager,
  ): Promise<Standing> {
    return this.load(manager, `${STANDING} JOIN team g ON g.event_id = e.id WHERE g.id = $1`, teamId, actor);
  }

  /**
   * As inTask, but from memory where nothing was heard to change: for what many people read every few seconds.
   * Whoever changes a role or a membership calls `standingChanged`, and all processes forget.
   */
  inTaskRemembered(actor: Actor, taskId: string): Promise<Standing> {
    return this.remembered.get(`${actor.accountId} ${taskId}`, async () => {
      const value = await this.inTask(actor, taskId);
      const topics = [`account:${actor.accountId}`, `event:${value.eventId}`];
      // Whether a mentor sees a team hangs on who joins it, which is announced to those who joined: hardly remembered.
      return value.mentoredTeamIds.length > 0 ? { value, topics, ttl: 1 } : { value, topics };
    });
  }

  /** Call after the commit of any change of somebody's role or team. */
  standingChanged(...accountIds: string[]): void {
    this.live.changed(...accountIds.map((id) => `account:${id}`));
  }

  private async load(
    manager: EntityManager,
    sql: string,
    key: string,
    actor: Actor | null,
  ): Promise<Standing> {
    const rows: Standing[] = await manager.query(sql, [key, actor?.accountId ?? null]);
    const [standing] = rows;
    if (!standing) throw new DomainError(NOT_FOUND);
    const isMentor = actor !== null && standing.role === 'mentor';
    const mentoredTeamIds = isMentor ? await mentoredTeams(manager, standing.eventId, actor.accountId) : [];
    return { ...standing, mentoredTeamIds };
  }
}

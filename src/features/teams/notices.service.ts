import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { cursorOffset, pageFrom } from '../../platform/http/page.dto.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import type {
  NoticePage,
  NoticeQuery,
  NoticeView,
  PersonNoticeRequest,
  TeamNoticeRequest,
} from './notices.dto.js';
import { lockTeam, requireThawed } from './team.locks.js';
import { requireAlive, requireRoom, teamOf } from './team.queries.js';
import { TeamPlaces } from './team-places.service.js';
import { ALREADY_IN_TEAM } from './teams.errors.js';

/** $1: event, $2: reader. What a person brings is read from their profile, so that it is never old. */
const NOTICES = `
  SELECT * FROM (
    SELECT n.id, CASE WHEN n.team_id IS NULL THEN 'person' ELSE 'team' END AS kind, a.name AS "personName",
      a.affiliation, CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'name', g.name) END AS team,
      coalesce(g.open, false) AS "teamIsOpen", n.text,
      CASE WHEN g.id IS NOT NULL THEN n.backgrounds ELSE array_remove(ARRAY[a.background], NULL) END AS backgrounds,
      CASE WHEN g.id IS NOT NULL THEN n.skills ELSE a.skills END AS skills,
      CASE WHEN g.id IS NOT NULL THEN n.languages ELSE a.languages END AS languages,
      n.created_at AS "createdAt",
      n.account_id = $2 OR EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = g.id AND t.account_id = $2) AS "isMine"
    FROM event_notice n LEFT JOIN team g ON g.id = n.team_id LEFT JOIN account a ON a.id = n.account_id
    WHERE n.event_id = $1 AND n.closed_at IS NULL
      AND (n.account_id IS NULL OR EXISTS (
        SELECT 1 FROM event_member m WHERE m.event_id = n.event_id AND m.account_id = n.account_id AND m.role = 'participant'))
  ) notice`;

/** The notice board of an event: who looks for a team, and which teams look for people. */
@Injectable()
export class Notices {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly places: TeamPlaces,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER */
  async list(actor: Actor, slug: string, query: NoticeQuery): Promise<NoticePage> {
    const standing = await this.access.inEvent(actor, slug);
    requireMember(standing);
    const rows: NoticeView[] = await this.database.query(
      `${NOTICES} WHERE ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR $4 = ANY(backgrounds))
       AND ($5::text IS NULL OR lower($5) IN (SELECT lower(skill) FROM unnest(skills) AS skill))
       AND ($6::text IS NULL OR $6 = ANY(languages))
       ORDER BY "createdAt" DESC, id OFFSET $7 LIMIT $8`,
      [
        standing.eventId,
        actor.accountId,
        query.kind ?? null,
        query.background ?? null,
        query.skill?.trim() ?? null,
        query.language ?? null,
        cursorOffset(query),
        (query.limit ?? 50) + 1,
      ],
    );
    return pageFrom(rows, query);
  }

  /** @throws TEAMS_FROZEN, ROLE_JOINS_NO_TEAM, ALREADY_IN_TEAM */
  putMine(actor: Actor, slug: string, body: PersonNoticeRequest): Promise<NoticeView> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireMember(standing);
      const { eventId } = standing;
      await requireThawed(manager, eventId);
      await this.places.lockParticipant(manager, eventId, actor.accountId);
      if (await teamOf(manager, eventId, actor.accountId)) throw new DomainError(ALREADY_IN_TEAM);
      const [{ id }] = await manager.query(
        `INSERT INTO event_notice (event_id, account_id, text) VALUES ($1, $2, $3)
         ON CONFLICT (event_id, account_id) WHERE account_id IS NOT NULL AND closed_at IS NULL
         DO UPDATE SET text = EXCLUDED.text RETURNING id`,
        [eventId, actor.accountId, body.text],
      );
      await this.record(manager, actor, eventId, 'notice.put', id);
      return this.view(manager, actor, eventId, id);
    });
  }

  /** One that is off the board already stays off. */
  async closeMine(actor: Actor, slug: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireMember(standing);
      await this.close(manager, actor, standing.eventId, 'account_id', actor.accountId);
    });
  }

  /** @throws TEAM_NEEDED, TEAMS_FROZEN, TEAM_FULL */
  putTeams(actor: Actor, teamId: string, body: TeamNoticeRequest): Promise<NoticeView> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if (standing.teamId !== teamId) throw new DomainError(TEAM_NEEDED);
      const { eventId } = standing;
      await requireThawed(manager, eventId);
      requireAlive(await lockTeam(manager, teamId));
      await requireRoom(manager, teamId);
      const [{ id }] = await manager.query(
        `INSERT INTO event_notice (event_id, team_id, text, backgrounds, skills, languages) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (team_id) WHERE team_id IS NOT NULL AND closed_at IS NULL
         DO UPDATE SET text = EXCLUDED.text, backgrounds = EXCLUDED.backgrounds, skills = EXCLUDED.skills,
           languages = EXCLUDED.languages RETURNING id`,
        [eventId, teamId, body.text, body.backgrounds ?? [], body.skills ?? [], body.languages ?? []],
      );
      await this.record(manager, actor, eventId, 'notice.put', id);
      return this.view(manager, actor, eventId, id);
    });
  }

  /** @throws TEAM_NEEDED */
  async closeTeams(actor: Actor, teamId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireMember(standing);
      if (standing.teamId !== teamId && !isOrganizer(standing)) throw new DomainError(TEAM_NEEDED);
      await this.close(manager, actor, standing.eventId, 'team_id', teamId);
    });
  }

  private async close(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    column: 'account_id' | 'team_id',
    id: string,
  ): Promise<void> {
    const [rows]: [{ id: string }[], number] = await manager.query(
      `UPDATE event_notice SET closed_at = now() WHERE event_id = $1 AND ${column} = $2 AND closed_at IS NULL RETURNING id`,
      [eventId, id],
    );
    if (rows[0]) await this.record(manager, actor, eventId, 'notice.closed', rows[0].id);
  }

  private record(manager: EntityManager, actor: Actor, eventId: string, action: string, id: string) {
    return this.audit.record(manager, { actor, action, subject: { type: 'notice', id }, eventId });
  }

  private async view(manager: EntityManager, actor: Actor, eventId: string, id: string): Promise<NoticeView> {
    const [row] = await manager.query(`${NOTICES} WHERE id = $3`, [eventId, actor.accountId, id]);
    return row;
  }
}

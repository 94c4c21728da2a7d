import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { isOrganizer, requireMember, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { Event } from '../events/event.entity.js';
import { Task } from '../tasks/task.entity.js';
import { openingTimes } from '../tasks/task.policy.js';
import { usedByTeam, usedEntries } from '../teams/budget.queries.js';
import { TeamLetters } from '../teams/team-letters.service.js';
import type { AllowancePage, AllowanceRequest, AllowanceView, BudgetPage } from './allowances.dto.js';
import { allowanceOf } from './quota.queries.js';
import { dayBounds } from './submission.policy.js';
import { NOTHING_GRANTED } from './submissions.errors.js';
import { TEAM_ALLOWANCE_GRANTED } from './submissions.mails.js';

const ALLOWANCES = `
  SELECT w.id, json_build_object('id', k.id, 'slug', k.slug, 'name', k.name) AS task, w.extra_total AS "extraTotal",
    w.extra_today AS "extraToday", w.closes_at AS "closesAt", w.reason, a.name AS "grantedByName",
    w.granted_at AS "grantedAt", w.revoked_at AS "revokedAt"
  FROM team_allowance w JOIN task k ON k.id = w.task_id JOIN account a ON a.id = w.granted_by`;

/** What a team has used and may use, and what organizers give it beyond the limits. Other teams learn nothing of it. */
@Injectable()
export class Allowances {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly letters: TeamLetters,
    private readonly audit: Audit,
  ) {}

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, NOTHING_GRANTED */
  grant(actor: Actor, teamId: string, body: AllowanceRequest): Promise<AllowanceView> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireOrganizer(standing);
      const { taskId, closesAt = null, reason } = body;
      const [extraTotal, extraToday] = [body.extraTotal ?? 0, body.extraToday ?? 0];
      if (extraTotal === 0 && extraToday === 0 && closesAt === null) throw new DomainError(NOTHING_GRANTED);
      const task = await manager.findOneBy(Task, { id: taskId, eventId: standing.eventId });
      if (!task) throw new DomainError(NOT_FOUND);
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [teamId]);
      const [{ id }] = await manager.query(
        `INSERT INTO team_allowance (event_id, team_id, task_id, extra_total, extra_today, closes_at, reason, granted_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        [standing.eventId, teamId, taskId, extraTotal, extraToday, closesAt, reason, actor.accountId],
      );
      const members: { id: string }[] = await manager.query(
        'SELECT account_id AS id FROM team_member WHERE team_id = $1',
        [teamId],
      );
      await this.letters.send(
        manager,
        TEAM_ALLOWANCE_GRANTED,
        teamId,
        members.map((member) => member.id),
        { task: task.name, reason },
      );
      await this.audit.record(manager, {
        actor,
        action: 'team.allowance_granted',
        subject: { type: 'team', id: teamId },
        eventId: standing.eventId,
        after: { allowanceId: id, taskId, extraTotal, extraToday, closesAt },
        reason,
      });
      const [row] = await manager.query(`${ALLOWANCES} WHERE w.id = $1`, [id]);
      return row;
    });
  }

  /** What was used of it stays used. One that was taken back already stays so. @throws NOT_FOUND, NOT_AN_ORGANIZER */
  async revoke(actor: Actor, teamId: string, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inTeamsEvent(actor, teamId, manager);
      requireOrganizer(standing);
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [teamId]);
      const [known] = await manager.query(
        'SELECT revoked_at AS "revokedAt" FROM team_allowance WHERE id = $1 AND team_id = $2',
        [id, teamId],
      );
      if (!known) throw new DomainError(NOT_FOUND);
      if (known.revokedAt) return;
      await manager.query('UPDATE team_allowance SET revoked_at = clock_timestamp() WHERE id = $1', [id]);
      await this.audit.record(manager, {
        actor,
        action: 'team.allowance_revoked',
        subject: { type: 'team', id: teamId },
        eventId: standing.eventId,
        after: { allowanceId: id },
      });
    });
  }

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED */
  async list(actor: Actor, teamId: string): Promise<AllowancePage> {
    await this.requireInside(actor, teamId);
    const items: AllowanceView[] = await this.database.query(
      `${ALLOWANCES} WHERE w.team_id IN (SELECT id FROM team WHERE id = $1 OR merged_into_id = $1)
       ORDER BY w.granted_at DESC, w.id LIMIT 200`,
      [teamId],
    );
    return { items, nextCursor: null };
  }

  /** Per task: what the team has used and whose entries these are. @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED */
  async budget(actor: Actor, teamId: string): Promise<BudgetPage> {
    const eventId = await this.requireInside(actor, teamId);
    const manager = this.database.manager;
    const event = await manager.findOneByOrFail(Event, { id: eventId });
    const tasks = await manager.find(Task, { where: { eventId }, order: { createdAt: 'ASC', id: 'ASC' } });
    const from = await usedByTeam(manager, teamId);
    const items: BudgetPage['items'] = [];
    for (const task of tasks) items.push(await this.budgetOf(manager, teamId, task, event, from));
    return { items, nextCursor: null };
  }

  private async budgetOf(
    manager: EntityManager,
    teamId: string,
    task: Task,
    event: Event,
    from: Awaited<ReturnType<typeof usedByTeam>>,
  ): Promise<BudgetPage['items'][number]> {
    const day = dayBounds(new Date(), event.timeZone);
    const used = await usedEntries(manager, teamId, task.id, day);
    const extra = await allowanceOf(manager, teamId, task.id, day);
    const { closesAt } = openingTimes(task, event);
    return {
      task: { id: task.id, slug: task.slug, name: task.name },
      usedToday: used.today,
      limitPerDay: task.limitPerDay,
      extraToday: extra.extraToday,
      usedTotal: used.total,
      limitTotal: task.limitTotal,
      extraTotal: extra.extraTotal,
      closesAt: (extra.closesAt && extra.closesAt > closesAt ? extra.closesAt : closesAt).toISOString(),
      isExtended: extra.closesAt !== null && extra.closesAt > closesAt,
      from: from
        .filter(({ taskId }) => taskId === task.id)
        .map(({ teamId: id, teamName, entries }) => ({
          team: { id, name: teamName },
          isOwn: id === teamId,
          entries,
        })),
    };
  }

  private async requireInside(actor: Actor, teamId: string): Promise<string> {
    const standing = await this.access.inTeamsEvent(actor, teamId);
    requireMember(standing);
    if (standing.teamId !== teamId && !isOrganizer(standing)) throw new DomainError(TEAM_NEEDED);
    return standing.eventId;
  }
}

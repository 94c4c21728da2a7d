import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { cursorOffset, type Page, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import type { TruthSpec } from '../../scoring/truth.js';
import { isOrganizer, requireMember, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { requireConsistent } from '../tasks/task.consistency.js';
import type { Task } from '../tasks/task.entity.js';
import { isFrozen } from '../tasks/task.policy.js';
import { findTask } from '../tasks/task.queries.js';
import { applyMetrics } from '../tasks/task.settings.js';
import { Truth } from '../tasks/truth.entity.js';
import type { RescoringRequest, RescoringView, ScoreRulesView } from './rescoring.dto.js';
import { Rescoring, type Rescoring as Row, type ScoreRules } from './rescoring.entity.js';
import {
  METRIC_OF_FROZEN_BOARD,
  NO_SUCH_TRUTH,
  NOTHING_TO_RESCORE,
  RESCORING_NOT_READY,
  RESCORING_OPEN,
  RESCORING_OVER,
  RESCORING_REFUSED_ENTRIES,
  TRUTH_SPLITS_ANEW,
} from './rescoring.errors.js';
import { progress } from './rescoring.queries.js';

const OPEN = ['scoring', 'ready', 'applying'] as const;

/**
 * New versions of a task's scores. Workers make them beside the scores in force, an organizer compares both, and applies
 * or discards the new ones as one step. Entries, limits and selections stay as they are.
 */
@Injectable()
export class Rescorings {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
  ) {}

  /** Organizers see all; members those that were applied, with the reason. Newest first. */
  async list(actor: Actor, taskId: string, query: PageQuery): Promise<Page<RescoringView>> {
    const standing = await this.access.inTask(actor, taskId);
    requireMember(standing);
    const rows = await this.database.getRepository(Rescoring).find({
      where: { taskId, ...(isOrganizer(standing) ? {} : { status: 'applied' as const }) },
      order: { requestedAt: 'DESC', id: 'ASC' },
      skip: cursorOffset(query),
      take: (query.limit ?? 50) + 1,
    });
    const views = await Promise.all(
      rows.map((row) => this.view(this.database.manager, row, isOrganizer(standing))),
    );
    return pageFrom(views, query);
  }

  async get(actor: Actor, id: string): Promise<RescoringView> {
    return this.view(this.database.manager, await this.find(actor, this.database.manager, id));
  }

  /** @throws RESCORING_OPEN, NOTHING_TO_RESCORE, NO_SUCH_TRUTH, and what task settings throw */
  start(actor: Actor, taskId: string, request: RescoringRequest): Promise<RescoringView> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inTask(actor, taskId, manager);
      requireOrganizer(standing);
      const task = await findTask(manager, taskId, true);
      if (await manager.existsBy(Rescoring, { taskId, status: In([...OPEN]) }))
        throw new DomainError(RESCORING_OPEN);
      const before = rulesOf(task);
      const after = changedRules(before, request);
      await requireSameSides(manager, taskId, before.truthId, after.truthId);
      requireConsistent({ ...task, ...after });
      requireShowable(task, after);
      const row = await manager.save(
        manager.create(Rescoring, {
          taskId,
          scoring: 2 + (await manager.countBy(Rescoring, { taskId })),
          ...after,
          before,
          reason: request.reason,
          requestedBy: actor.accountId,
        }),
      );
      if ((await progress(manager, row)).total === 0) throw new DomainError(NOTHING_TO_RESCORE);
      await this.record(manager, actor, standing.eventId, row, { action: 'rescoring.started' });
      return this.view(manager, row);
    });
  }

  /** Decides that the new scores count. A worker puts them in place in one transaction. */
  apply(actor: Actor, id: string): Promise<RescoringView> {
    return this.decide(actor, id, async (manager, row) => {
      if (row.status === 'applying') return;
      const { total, done, refused } = await progress(manager, row);
      if (row.status !== 'ready' || done < total)
        throw new DomainError(RESCORING_NOT_READY, { missing: total - done });
      if (refused > 0) throw new DomainError(RESCORING_REFUSED_ENTRIES, { count: refused });
      requireShowable(await findTask(manager, row.taskId), row);
      row.status = 'applying';
    });
  }

  /** Forgets the new scores; those in force were never touched. */
  discard(actor: Actor, id: string): Promise<RescoringView> {
    return this.decide(actor, id, async (_manager, row) => {
      if (row.status === 'applying') throw new DomainError(RESCORING_OVER);
      row.status = 'discarded';
    });
  }

  private decide(
    actor: Actor,
    id: string,
    change: (manager: EntityManager, row: Row) => Promise<void>,
  ): Promise<RescoringView> {
    return this.database.transaction(async (manager) => {
      const { taskId } = await this.find(actor, manager, id);
      const standing = await this.access.inTask(actor, taskId, manager);
      const row = await manager.findOneOrFail(Rescoring, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!OPEN.some((status) => status === row.status)) throw new DomainError(RESCORING_OVER);
      const before = row.status;
      await change(manager, row);
      if (row.status === before) return this.view(manager, row);
      row.decidedBy = actor.accountId;
      row.decidedAt = new Date();
      await manager.save(row);
      const fact = { action: row.status === 'applying' ? 'rescoring.applied' : 'rescoring.discarded' };
      await this.record(manager, actor, standing.eventId, row, fact);
      return this.view(manager, row);
    });
  }

  /** The organizers' alone; to everyone else it does not exist. */
  private async find(actor: Actor, manager: EntityManager, id: string): Promise<Row> {
    const row = await manager.findOneBy(Rescoring, { id });
    if (!row) throw new DomainError(NOT_FOUND);
    requireOrganizer(await this.access.inTask(actor, row.taskId, manager));
    return row;
  }

  private record(
    manager: EntityManager,
    actor: Actor,
    eventId: string,
    row: Row,
    fact: { action: string },
  ): Promise<void> {
    return this.audit.record(manager, {
      actor,
      ...fact,
      subject: { type: 'task', id: row.taskId },
      eventId,
      before: row.before,
      after: { rescoringId: row.id, ...rulesOf(row) },
      reason: row.reason,
    });
  }

  /** @param counted how many entries there are is the organizers': a frozen board tells nobody of new ones */
  private async view(manager: EntityManager, row: Row, counted = true): Promise<RescoringView> {
    const nothing = { total: null, done: null, refused: null };
    const { total, done, refused } = counted ? await progress(manager, row) : nothing;
    return {
      id: row.id,
      taskId: row.taskId,
      status: row.status,
      reason: row.reason,
      before: await rulesView(manager, row.before),
      after: await rulesView(manager, rulesOf(row)),
      total,
      done,
      refused,
      requestedAt: row.requestedAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
    };
  }
}

/**
 * A frozen board is read as it stood, with the scores that it had then: by another metric it could show nothing.
 * @throws METRIC_OF_FROZEN_BOARD
 */
function requireShowable(task: Task, { metric }: Pick<ScoreRules, 'metric'>): void {
  if (metric !== task.metric && isFrozen(task, new Date())) throw new DomainError(METRIC_OF_FROZEN_BOARD);
}

/**
 * Versions that were uploaded before the first entry have draws of their own, maybe other columns.
 * @throws NO_SUCH_TRUTH, TRUTH_SPLITS_ANEW
 */
async function requireSameSides(manager: EntityManager, taskId: string, inForceId: string, id: string) {
  const truth = await manager.findOneBy(Truth, { id, taskId });
  if (!truth) throw new DomainError(NO_SUCH_TRUTH);
  const inForce = await manager.findOneByOrFail(Truth, { id: inForceId });
  // Both as the database writes them, so that equal ones are equal to the letter.
  const readAlike = JSON.stringify(truth.spec) === JSON.stringify(inForce.spec);
  const { split } = inForce.spec as TruthSpec;
  const dividedAlike =
    split.method === 'column' || (truth.sidesFrom ?? truth.id) === (inForce.sidesFrom ?? inForce.id);
  if (!readAlike || !dividedAlike) throw new DomainError(TRUTH_SPLITS_ANEW);
}

const rulesOf = ({ truthId, metric, furtherMetrics }: Pick<Task | Row, keyof ScoreRules>): ScoreRules => ({
  truthId: truthId as string,
  metric,
  furtherMetrics,
});

/** What is left out stays: the metric that ranked stands beside the one that does. */
function changedRules(before: ScoreRules, { truthId, metric, furtherMetrics }: RescoringRequest): ScoreRules {
  const after = {
    truthId: truthId ?? before.truthId,
    metric: before.metric,
    furtherMetrics: [before.metric, ...before.furtherMetrics],
  };
  applyMetrics(after, {
    ...(metric === undefined ? {} : { metric }),
    ...(furtherMetrics === undefined ? {} : { furtherMetrics }),
  });
  return after;
}

async function rulesView(manager: EntityManager, rules: ScoreRules): Promise<ScoreRulesView> {
  const truth = await manager.findOneByOrFail(Truth, { id: rules.truthId });
  return { truthVersion: truth.version, metric: rules.metric, furtherMetrics: rules.furtherMetrics };
}

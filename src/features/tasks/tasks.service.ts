import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { cursorOffset, type Page, type PageQuery, pageFrom } from '../../platform/http/page.dto.js';
import { Live } from '../../platform/live/live.js';
import { BINARY_SCHEMA } from '../../scoring/outcomes/schema.js';
import { isOrganizer, requireMember, requireOrganizer, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { Event } from '../events/event.entity.js';
import { feedbackGiven } from './feedback.queries.js';
import { requireConsistent } from './task.consistency.js';
import { Task } from './task.entity.js';
import { changedSettings, lockedSettings, TRUTH_SETTINGS, usualMetric } from './task.policy.js';
import { findTask, hasEntries, labelsOf } from './task.queries.js';
import { applyRequest } from './task.settings.js';
import { taskView } from './task.view.js';
import { boardWarnings } from './task.warnings.js';
import type { TaskChange, TaskRequest, TaskView } from './tasks.dto.js';
import { MORE_ARE_SELECTED, TASK_HAS_ENTRIES, TASK_SLUG_TAKEN } from './tasks.errors.js';
import { Truths } from './truths.service.js';

@Injectable()
export class Tasks {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly truths: Truths,
  ) {}

  async list(actor: Actor, eventSlug: string, query: PageQuery): Promise<Page<TaskView>> {
    const standing = await this.access.inEvent(actor, eventSlug);
    requireMember(standing);
    const tasks = await this.database.getRepository(Task).find({
      where: { eventId: standing.eventId },
      order: { createdAt: 'ASC', id: 'ASC' },
      skip: cursorOffset(query),
      take: (query.limit ?? 50) + 1,
    });
    const views = await Promise.all(tasks.map((task) => this.view(this.database.manager, task, standing)));
    return pageFrom(views, query);
  }

  async get(actor: Actor, id: string): Promise<TaskView> {
    const standing = await this.access.inTask(actor, id);
    requireMember(standing);
    return this.view(this.database.manager, await findTask(this.database.manager, id), standing);
  }

  async create(actor: Actor, eventSlug: string, request: TaskRequest): Promise<TaskView> {
    return this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, eventSlug, manager);
      requireOrganizer(standing);
      const task = manager.create(Task, {
        eventId: standing.eventId,
        description: { ko: '', en: '' },
        seed: randomInt(2 ** 31),
        idColumn: 'id',
        schema: BINARY_SCHEMA,
        metric: usualMetric(request.schema?.kind ?? 'binary'),
        furtherMetrics: [],
        groupColumns: [],
        gates: [],
        liveReports: false,
        splitMethod: 'row',
        finalFraction: 0.7,
        board: 'live',
      });
      applyRequest(task, request, new Date());
      requireConsistent(task);
      await requireFreeSlug(manager, task);
      const saved = await saveTask(manager, task);
      await this.audit.record(manager, {
        actor,
        action: 'task.created',
        subject: { type: 'task', id: saved.id },
        eventId: saved.eventId,
        after: request,
      });
      return this.view(manager, await findTask(manager, saved.id), standing);
    });
  }

  /** @throws TASK_HAS_ENTRIES when a setting that decides about scores would change under entries */
  async change(actor: Actor, id: string, request: TaskChange): Promise<TaskView> {
    const view = await this.database.transaction(async (manager) => {
      const standing = await this.access.inTask(actor, id, manager);
      requireOrganizer(standing);
      const before = await findTask(manager, id, true);
      const task = Object.assign(manager.create(Task), before);
      applyRequest(task, request, new Date());
      requireConsistent(task);
      const locked = changedSettings(lockedSettings(before), before, task);
      if (locked.length > 0 && (await hasEntries(manager, id))) {
        throw new DomainError(TASK_HAS_ENTRIES, { fields: locked.join(', ') });
      }
      if (task.maxSelected < before.maxSelected) await requireRoomForSelections(manager, task);
      if (task.slug !== before.slug) await requireFreeSlug(manager, task);
      await saveTask(manager, task);
      if (task.truthId && changedSettings(TRUTH_SETTINGS, before, task).length > 0) {
        await this.truths.readAgain(manager, actor, task);
      }
      await this.audit.record(manager, {
        actor,
        action: 'task.changed',
        subject: { type: 'task', id },
        eventId: task.eventId,
        ...changedValues(before, task),
      });
      return this.view(manager, await findTask(manager, id), standing);
    });
    this.live.changed(`task:${id}`);
    return view;
  }

  private async view(manager: EntityManager, task: Task, standing: Standing): Promise<TaskView> {
    const event = await manager.findOneOrFail(Event, { where: { id: task.eventId } });
    const labels = await labelsOf(manager, task);
    const setup = isOrganizer(standing)
      ? {
          hasEntries: await hasEntries(manager, task.id),
          warnings: labels ? boardWarnings(task, labels) : [],
          feedback: labels && (await feedbackGiven(manager, task, labels.public)),
        }
      : null;
    return taskView(task, event, labels, setup, new Date());
  }
}

/** @throws MORE_ARE_SELECTED */
async function requireRoomForSelections(manager: EntityManager, { id, maxSelected }: Task): Promise<void> {
  const [{ count }] = await manager.query(
    `SELECT coalesce(max(n), 0)::int AS count FROM (
       SELECT count(*) AS n FROM submission s JOIN team g ON g.id = s.team_id
       WHERE s.task_id = $1 AND s.selected GROUP BY coalesce(g.merged_into_id, g.id)) chosen`,
    [id],
  );
  if (count > maxSelected) throw new DomainError(MORE_ARE_SELECTED, { count });
}

async function requireFreeSlug(manager: EntityManager, task: Task): Promise<void> {
  const [row] = await manager.query(
    'SELECT 1 FROM task WHERE event_id = $1 AND slug = $2 AND id IS DISTINCT FROM $3',
    [task.eventId, task.slug, task.id ?? null],
  );
  if (row) throw new DomainError(TASK_SLUG_TAKEN, { slug: task.slug });
}

/** Of two that take the same address at the same moment one has it: the table's key has the last word. */
async function saveTask(manager: EntityManager, task: Task): Promise<Task> {
  return manager.save(task).catch((error: { code?: string; driverError?: { code?: string } }) => {
    const isTaken = (error.driverError?.code ?? error.code) === '23505';
    throw isTaken ? new DomainError(TASK_SLUG_TAKEN, { slug: task.slug }) : error;
  });
}

/** The values that a change touched, before and after it, for the record. */
function changedValues(before: Task, after: Task): { before: Partial<Task>; after: Partial<Task> } {
  const keys = changedSettings(Object.keys(before) as (keyof Task)[], before, after);
  const valuesOf = (task: Task) => Object.fromEntries(keys.map((key) => [key, task[key]]));
  return { before: valuesOf(before), after: valuesOf(after) };
}

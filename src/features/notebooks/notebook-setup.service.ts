import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Live } from '../../platform/live/live.js';
import { predictionColumnNames } from '../../scoring/outcomes/index.js';
import { requireMember, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { Task } from '../tasks/task.entity.js';
import { findTask } from '../tasks/task.queries.js';
import { HiddenFile } from './hidden-file.entity.js';
import { hiddenFileViews } from './hidden-files.service.js';
import { NotebookSetting } from './notebook-setting.entity.js';
import type {
  EnvironmentView,
  ExecutionView,
  NotebookGuideView,
  NotebookLimitsView,
  NotebookSettingsRequest,
  NotebookSettingsView,
} from './notebooks.dto.js';
import { NO_SUCH_ENVIRONMENT } from './notebooks.errors.js';
import { COLLECT } from './run.policy.js';
import { executorsOf, type KnownExecutor, setupOf } from './setup.queries.js';
import { starterNotebook } from './starter.js';

/** What notebooks of a task run in: set by its organizers, told to everybody who takes part. */
@Injectable()
export class NotebookSetup {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  async guide(actor: Actor, taskId: string): Promise<NotebookGuideView> {
    requireMember(await this.access.inTask(actor, taskId));
    const { manager } = this.database;
    const task = await findTask(manager, taskId);
    const { setting, inputs, executors, missing } = await setupOf(manager, task);
    const names = setting?.inputs ?? [];
    return {
      entryKind: task.entryKind,
      isReady: missing === null,
      missing,
      environment: setting ? environmentNamed(executors, setting.environment) : null,
      limits: setting ? limitsView(setting) : null,
      inputs: names,
      hiddenInputs: inputs.hiddenNames,
      collect: COLLECT,
      columns: [task.idColumn, ...predictionColumnNames(task.schema)],
    };
  }

  /** A notebook that works as it is. */
  async starter(actor: Actor, taskId: string, reply: FastifyReply): Promise<void> {
    requireMember(await this.access.inTask(actor, taskId));
    const task = await findTask(this.database.manager, taskId);
    const setting = await this.database.manager.findOneBy(NotebookSetting, { taskId });
    const notebook = starterNotebook({
      name: task.name.en || task.name.ko,
      idColumn: task.idColumn,
      schema: task.schema,
      inputs: setting?.inputs ?? ['train.csv', 'test.csv'],
      collect: COLLECT,
    });
    reply
      .header('cache-control', 'private, no-cache')
      .header('content-disposition', `attachment; filename="${task.slug}-starter.ipynb"`)
      .type('application/octet-stream');
    await reply.send(notebook);
  }

  async settings(actor: Actor, taskId: string): Promise<NotebookSettingsView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    return this.view(this.database.manager, taskId);
  }

  /** @throws NO_SUCH_ENVIRONMENT where execute workers are known and none has it */
  async change(
    actor: Actor,
    taskId: string,
    request: NotebookSettingsRequest,
  ): Promise<NotebookSettingsView> {
    const view = await this.database.transaction(async (manager) => {
      const standing = await this.access.inTask(actor, taskId, manager);
      requireOrganizer(standing);
      const task = await findTask(manager, taskId, true);
      const known = await executorsOf(manager);
      if (known.length > 0 && !environmentNamed(known, request.environment))
        throw new DomainError(NO_SUCH_ENVIRONMENT, { name: request.environment });
      const before = await manager.findOneBy(NotebookSetting, { taskId });
      const { entryKind, ...rest } = request;
      // These have no empty state, so null says no more than leaving them out.
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null));
      await manager.save(
        manager.create(NotebookSetting, {
          seed: task.seed,
          ...before,
          ...given,
          taskId,
          changedAt: new Date(),
        }),
      );
      await manager.update(Task, { id: taskId }, { entryKind });
      await this.audit.record(manager, {
        actor,
        action: 'notebook_settings.changed',
        subject: { type: 'task', id: taskId },
        eventId: standing.eventId,
        before: before && { entryKind: task.entryKind, ...settingsOnly(before) },
        after: request,
      });
      return this.view(manager, taskId);
    });
    this.live.changed(`task:${taskId}`);
    return view;
  }

  /** What executes notebooks here. The platform is everybody's, so numbers alone are told of other events. */
  async execution(actor: Actor, taskId: string): Promise<ExecutionView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const executors = await executorsOf(this.database.manager);
    const [counts] = await this.database.query(
      `SELECT (count(*) FILTER (WHERE NOT busy))::int AS waiting, (count(*) FILTER (WHERE busy))::int AS running
       FROM notebook_queue()`,
    );
    return {
      ...counts,
      executors: executors.map(({ name, isAlive, seenAt, busy, probe, environments }) => ({
        name,
        isAlive,
        seenAt: seenAt.toISOString(),
        busy,
        engine: String(probe.engine),
        version: String(probe.version),
        limits: probe.limits,
        slots: probe.slots,
        isUsable: probe.ok,
        missing: probe.missing,
        checks: probe.checks,
        environments: environments.map(environmentView),
      })),
    };
  }

  private async view(manager: EntityManager, taskId: string): Promise<NotebookSettingsView> {
    const task = await findTask(manager, taskId);
    const setting =
      (await manager.findOneBy(NotebookSetting, { taskId })) ??
      manager.create(NotebookSetting, { ...DEFAULTS, seed: task.seed });
    const files = await manager.find(HiddenFile, {
      where: { taskId },
      order: { name: 'ASC', version: 'DESC' },
    });
    return {
      entryKind: task.entryKind,
      environment: setting.environment ?? null,
      inputs: setting.inputs,
      seed: setting.seed,
      ...limitsView(setting),
      hiddenFiles: hiddenFileViews(files),
    };
  }
}

/** As the table has them. */
const DEFAULTS = {
  inputs: ['train.csv', 'test.csv'],
  wallSeconds: 600,
  memoryMegabytes: 1024,
  processes: 64,
  diskMegabytes: 256,
  outputMegabytes: 50,
};

const limitsView = (setting: NotebookSetting): NotebookLimitsView => ({
  wallSeconds: setting.wallSeconds,
  memoryMegabytes: setting.memoryMegabytes,
  processes: setting.processes,
  diskMegabytes: setting.diskMegabytes,
  outputMegabytes: setting.outputMegabytes,
});

const settingsOnly = ({ taskId, changedAt, ...rest }: NotebookSetting) => rest;

const environmentView = ({ name, digest, python, packages }: EnvironmentView): EnvironmentView => ({
  name,
  digest,
  python,
  packages,
});

function environmentNamed(executors: KnownExecutor[], name: string): EnvironmentView | null {
  const alive = executors.filter(({ isAlive }) => isAlive);
  const found = [...alive, ...executors]
    .flatMap(({ environments }) => environments)
    .find((environment) => environment.name === name);
  return found ? environmentView(found) : null;
}

import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { Storage, type StoredFile } from '../../platform/storage/storage.js';
import { readUpload } from '../../platform/storage/upload.js';
import { usualTotal } from '../../scoring/release.js';
import type { PartSummary, TruthSummary } from '../../scoring/truth-summary.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { fileErrorDetails, truthErrorDetails } from './file-error-texts.js';
import { plainName } from './file-name.js';
import { heldOut, heldOutAs } from './held-out.js';
import { Scorer } from './scorer.js';
import { Task } from './task.entity.js';
import { taskMetrics, truthSpec, uploadCap } from './task.policy.js';
import { findTask, hasEntries } from './task.queries.js';
import { TaskFile } from './task-file.entity.js';
import type { SplitPartView, TrialView, TruthView } from './tasks.dto.js';
import { BAD_FILE, BAD_TRUTH, TASK_HAS_ENTRIES, TRUTH_AMONG_FILES, TRUTH_MISSING } from './tasks.errors.js';
import { Truth } from './truth.entity.js';

/** Held-out labels go in here; what comes out are counts, a hash, and scores for organizers. */
@Injectable()
export class Truths {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly storage: Storage,
    private readonly scorer: Scorer,
    private readonly live: Live,
  ) {}

  /** @throws BAD_TRUTH with line numbers, TASK_HAS_ENTRIES once a team has submitted */
  async replace(actor: Actor, taskId: string, request: FastifyRequest): Promise<TruthView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    await this.requireNoEntries(this.database.manager, taskId);
    const task = await findTask(this.database.manager, taskId);
    const { file } = await readUpload(
      request,
      (source) => this.storage.save('truth', source, uploadCap(task)),
      (saved) => this.storage.remove(saved.key),
    );
    return this.replaceStored(actor, taskId, file);
  }

  /** Takes over a file that has arrived whole; it is removed again where it is refused. @throws as replace */
  async replaceStored(actor: Actor, taskId: string, file: StoredFile): Promise<TruthView> {
    try {
      const view = await this.database.transaction(async (manager) => {
        requireOrganizer(await this.access.inTask(actor, taskId, manager));
        const locked = await findTask(manager, taskId, true);
        await this.requireNoEntries(manager, taskId);
        return this.insert(manager, actor, locked, file);
      });
      this.live.changed(`task:${taskId}`);
      return view;
    } catch (error) {
      // Only a refusal says for sure that no row names the file: a lost database may have committed before it went.
      if (error instanceof DomainError) await this.storage.remove(file.key);
      throw error;
    }
  }

  /**
   * Takes corrected labels in as a version that is not in force: a rescoring may bring it into force. Rows keep the side
   * of a split that was drawn. @throws BAD_TRUTH with line numbers, TRUTH_MISSING before there are labels to correct
   */
  async correct(actor: Actor, taskId: string, request: FastifyRequest): Promise<TruthView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const task = await findTask(this.database.manager, taskId);
    if (!task.truthId) throw new DomainError(TRUTH_MISSING);
    const { file } = await readUpload(
      request,
      (source) => this.storage.save('truth', source, uploadCap(task)),
      (saved) => this.storage.remove(saved.key),
    );
    try {
      return await this.database.transaction(async (manager) => {
        requireOrganizer(await this.access.inTask(actor, taskId, manager));
        return this.insert(manager, actor, await findTask(manager, taskId, true), file, true);
      });
    } catch (error) {
      if (error instanceof DomainError) await this.storage.remove(file.key);
      throw error;
    }
  }

  /** Reads the current file anew after the task's columns or split were changed, as a new version. */
  async readAgain(manager: EntityManager, actor: Actor, task: Task): Promise<void> {
    const truth = await manager.findOneByOrFail(Truth, { id: task.truthId ?? '' });
    await this.insert(manager, actor, task, {
      key: truth.storageKey,
      size: Number(truth.size),
      sha256: truth.sha256,
    });
  }

  async describe(actor: Actor, taskId: string): Promise<TruthView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const task = await findTask(this.database.manager, taskId);
    if (!task.truthId) throw new DomainError(NOT_FOUND);
    return truthView(await this.database.manager.findOneByOrFail(Truth, { id: task.truthId }));
  }

  /** Scores a file against the current truth and keeps nothing of it. */
  async trial(actor: Actor, taskId: string, request: FastifyRequest): Promise<TrialView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const task = await findTask(this.database.manager, taskId);
    if (!task.truthId) throw new DomainError(TRUTH_MISSING);
    const { file, fileName } = await readUpload(
      request,
      (source) => this.storage.save('trials', source, uploadCap(task)),
      (saved) => this.storage.remove(saved.key),
    );
    try {
      const result = await this.scorer.scorePredictions(
        this.storage.path(file.key),
        await heldOut(this.database.manager, this.storage, task.truthId),
        taskMetrics(task),
        null,
        task.seed,
        uploadCap(task),
      );
      if (!result.ok) throw new DomainError(BAD_FILE, {}, fileErrorDetails(result.errors));
      await this.audit.record(this.database.manager, {
        actor,
        action: 'task.trial_scored',
        subject: { type: 'task', id: taskId },
        eventId: task.eventId,
        after: { fileName: plainName(fileName), sha256: file.sha256 },
      });
      return { rows: result.rows, scores: result.scores };
    } finally {
      await this.storage.remove(file.key);
    }
  }

  private async insert(
    manager: EntityManager,
    actor: Actor,
    task: Task,
    file: StoredFile,
    correction = false,
  ): Promise<TruthView> {
    const spec = truthSpec(task);
    const sides = correction ? await this.sidesOf(manager, task) : null;
    const labels = {
      file: this.storage.path(file.key),
      spec,
      sides: sides && heldOutAs(this.storage, sides),
    };
    const report = await this.scorer.inspectTruth(labels, uploadCap(task));
    if (!report.ok) throw new DomainError(BAD_TRUTH, {}, truthErrorDetails(report.errors, task.schema.kind));
    // The other order of the slip that task files are checked for.
    const given = await manager.findOneBy(TaskFile, { taskId: task.id, sha256: file.sha256 });
    if (given) throw new DomainError(TRUTH_AMONG_FILES, { name: given.name });
    const version = (await manager.countBy(Truth, { taskId: task.id })) + 1;
    const truth = await manager.save(
      manager.create(Truth, {
        taskId: task.id,
        version,
        storageKey: file.key,
        sha256: file.sha256,
        size: String(file.size),
        summary: report.summary,
        spec,
        sidesFrom: sides?.id ?? null,
        uploadedBy: actor.accountId,
      }),
    );
    const limit =
      task.limitChosen || correction ? {} : { limitTotal: usualTotal(report.summary.public.units) };
    if (!correction) await manager.update(Task, { id: task.id }, { truthId: truth.id, ...limit });
    await this.audit.record(manager, {
      actor,
      action: correction ? 'truth.corrected' : 'truth.uploaded',
      subject: { type: 'task', id: task.id },
      eventId: task.eventId,
      after: { version, sha256: file.sha256, rows: report.summary.rows, ...limit },
    });
    return truthView(truth);
  }

  /** Whose drawn split corrected labels keep: the first ones', so that corrections of corrections keep it too. */
  private async sidesOf(manager: EntityManager, task: Task): Promise<Truth | null> {
    if (task.splitMethod === 'column' || task.truthId === null) return null;
    const truth = await manager.findOneByOrFail(Truth, { id: task.truthId });
    return truth.sidesFrom === null ? truth : manager.findOneByOrFail(Truth, { id: truth.sidesFrom });
  }

  private async requireNoEntries(manager: EntityManager, taskId: string): Promise<void> {
    if (await hasEntries(manager, taskId)) throw new DomainError(TASK_HAS_ENTRIES, { fields: 'truth' });
  }
}

/** Summaries that were written before there were kinds of outcome have no counts, and older ones no units. */
const partView = (part: PartSummary): SplitPartView => ({
  ...part,
  units: part.units ?? part.rows,
  counts: part.counts ?? [],
});

function truthView(truth: Truth): TruthView {
  const { rows, columns, clusters, public: publicPart, final } = truth.summary as TruthSummary;
  return {
    id: truth.id,
    version: truth.version,
    sha256: truth.sha256,
    size: Number(truth.size),
    rows,
    columns,
    clusters,
    public: partView(publicPart),
    final: partView(final),
    uploadedAt: truth.uploadedAt.toISOString(),
  };
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { requireEntryOwner, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { findTask } from '../tasks/task.queries.js';
import { EntryReader } from './entry-reader.service.js';
import { cancelHiddenRun, lacksPredictions, retryHiddenRun } from './hidden-run.queries.js';
import { lineageOf, ownerOf } from './quota.queries.js';
import { ScoringTokens } from './scoring.job.js';
import { Submission } from './submission.entity.js';
import type { SubmissionView } from './submissions.dto.js';
import {
  ALREADY_WITHDRAWN,
  FINAL_IS_PUBLISHED,
  NOT_FAILED,
  NOT_QUEUED,
  NOT_SELECTABLE,
  SELECTION_FULL,
  STILL_WORKING,
} from './submissions.errors.js';
import { boardTopic, entryTopics } from './topics.js';

/** What people decide about an entry once it is in. */
@Injectable()
export class EntryDecisions {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly reader: EntryReader,
    private readonly tokens: ScoringTokens,
    private readonly live: Live,
  ) {}

  /**
   * A notebook's entry counts from the start of its hidden run on: else runs could be watched and taken back for free.
   * @throws NOT_QUEUED once a worker scores it
   */
  cancel(actor: Actor, id: string): Promise<SubmissionView> {
    return this.decide(actor, id, async (manager, entry, ownerId) => {
      requireEntryOwner(await this.access.inTask(actor, entry.taskId, manager), ownerId);
      if (entry.status !== 'queued' && entry.status !== 'executing')
        throw new DomainError(NOT_QUEUED, { status: entry.status });
      const hasBegun =
        entry.status === 'executing'
          ? await cancelHiddenRun(manager, id, actor.accountId)
          : entry.kind === 'notebook';
      const status = hasBegun ? 'unscored' : 'cancelled';
      await manager.update(Submission, { id }, { status, finishedAt: new Date() });
      return { action: 'submission.cancelled' };
    });
  }

  /** @throws SELECTION_FULL, NOT_SELECTABLE, FINAL_IS_PUBLISHED */
  select(actor: Actor, id: string, selected: boolean): Promise<SubmissionView> {
    return this.decide(actor, id, async (manager, entry, ownerId) => {
      requireEntryOwner(await this.access.inTask(actor, entry.taskId, manager), ownerId);
      await manager.query('SELECT 1 FROM task WHERE id = $1 FOR SHARE', [entry.taskId]);
      const task = await findTask(manager, entry.taskId);
      if (task.finalPublishedAt) throw new DomainError(FINAL_IS_PUBLISHED);
      if (selected && (entry.status !== 'scored' || entry.withdrawnAt)) throw new DomainError(NOT_SELECTABLE);
      if (selected && !entry.selected) {
        const teamId = In(await lineageOf(manager, ownerId));
        const others = await manager.count(Submission, {
          where: { teamId, taskId: entry.taskId, selected: true },
        });
        if (others >= task.maxSelected) throw new DomainError(SELECTION_FULL, { limit: task.maxSelected });
      }
      await manager.update(Submission, { id }, { selected });
      return { action: selected ? 'submission.selected' : 'submission.deselected', board: true };
    });
  }

  /** Shows it to the team's mentors, or no longer: from then on it is as if it did not exist for them. */
  share(actor: Actor, id: string, shared: boolean): Promise<SubmissionView> {
    return this.decide(actor, id, async (manager, entry, ownerId) => {
      requireEntryOwner(await this.access.inTask(actor, entry.taskId, manager), ownerId);
      const sharedAt = shared ? (entry.sharedAt ?? new Date()) : null;
      await manager.update(Submission, { id }, { sharedAt });
      return { action: shared ? 'submission.shared' : 'submission.unshared' };
    });
  }

  /** Takes a scored or failed entry off the boards; it still counts against the team's limits. */
  withdraw(actor: Actor, id: string, reason: string): Promise<SubmissionView> {
    return this.decide(actor, id, async (manager, entry) => {
      requireOrganizer(await this.access.inTask(actor, entry.taskId, manager));
      if (entry.withdrawnAt) throw new DomainError(ALREADY_WITHDRAWN);
      if (entry.status === 'cancelled') throw new DomainError(ALREADY_WITHDRAWN);
      if (!['scored', 'unscored', 'failed'].includes(entry.status)) throw new DomainError(STILL_WORKING);
      const task = await findTask(manager, entry.taskId, true);
      const version = task.boardVersion + 1;
      await manager.query('UPDATE task SET board_version = $2 WHERE id = $1', [task.id, version]);
      await manager.query(
        `UPDATE board_entry SET withdrawn_version = $2, withdrawn_at = clock_timestamp() WHERE submission_id = $1`,
        [id, version],
      );
      await manager.update(
        Submission,
        { id },
        { withdrawnAt: new Date(), withdrawnBy: actor.accountId, withdrawnReason: reason, selected: false },
      );
      return { action: 'submission.withdrawn', reason, board: true };
    });
  }

  /** Puts an entry that failed on our side back into the queue; it costs its team what any entry costs. */
  retry(actor: Actor, id: string): Promise<SubmissionView> {
    return this.decide(actor, id, async (manager, entry) => {
      requireOrganizer(await this.access.inTask(actor, entry.taskId, manager));
      // Scored now, it would come back onto the boards that it was taken off.
      if (entry.withdrawnAt) throw new DomainError(ALREADY_WITHDRAWN);
      if (entry.status !== 'failed') throw new DomainError(NOT_FAILED, { status: entry.status });
      await manager.query('SELECT 1 FROM task WHERE id = $1 FOR SHARE', [entry.taskId]);
      if ((await findTask(manager, entry.taskId)).finalPublishedAt) throw new DomainError(FINAL_IS_PUBLISHED);
      const executes = lacksPredictions(entry);
      if (executes) await retryHiddenRun(manager, id);
      const status = executes ? 'executing' : 'queued';
      await manager.update(
        Submission,
        { id },
        { status, attempts: 0, notBefore: null, finishedAt: null, leaseId: null, leaseUntil: null },
      );
      return { action: 'submission.retried', queue: true };
    });
  }

  /** One decision: lock the team and the entry, let `change` check and write, record it, tell those who watch. */
  private async decide(
    actor: Actor,
    id: string,
    change: (
      manager: EntityManager,
      entry: Submission,
      ownerId: string,
    ) => Promise<{ action: string; reason?: string; board?: boolean; queue?: boolean }>,
  ): Promise<SubmissionView> {
    const { view, entry, decided } = await this.database.transaction(async (manager) => {
      const known = await manager.findOneBy(Submission, { id });
      if (!known) throw new DomainError(NOT_FOUND);
      // Before any lock: a stranger must not be able to hold up a team.
      const before = await this.reader.view(manager, actor, id);
      const ownerId = before.team.id;
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [ownerId]);
      // It became part of another team in this very moment: that one's lock is needed, so this is asked again.
      if ((await ownerOf(manager, known.teamId)) !== ownerId)
        throw Object.assign(new Error('team changed'), { code: '40001' });
      // Without the key: a worker that holds the task refers to this row when it is shown for a later entry.
      const locked = await manager.findOneOrFail(Submission, {
        where: { id },
        lock: { mode: 'for_no_key_update' },
      });
      const result = await change(manager, locked, ownerId);
      await this.audit.record(manager, {
        actor,
        action: result.action,
        subject: { type: 'submission', id },
        eventId: locked.eventId,
        before: { status: locked.status, selected: locked.selected },
        after: { team: before.team.name, fileName: before.fileName, taskId: locked.taskId },
        reason: result.reason ?? null,
      });
      return { view: await this.reader.view(manager, actor, id), entry: locked, decided: result };
    });
    if (decided.queue) this.tokens.add();
    this.live.changed(...entryTopics(entry), ...(decided.board ? [boardTopic(entry.taskId)] : []));
    return view;
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { isOrganizer, requireEntryOwner, requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { EntryDecisions } from '../submissions/entry-decisions.service.js';
import { Submission } from '../submissions/submission.entity.js';
import { findTask } from '../tasks/task.queries.js';
import { NotebookRun } from './notebook-run.entity.js';
import type { NotebookRunView, RepeatsView } from './notebooks.dto.js';
import { NOT_REPEATABLE, RUN_IS_OVER } from './notebooks.errors.js';
import { repeatRuns } from './repeat.queries.js';
import { findRun, requireRunReader } from './run.rows.js';
import { RunReader } from './run-reader.service.js';

/** What people decide about a run once it is asked for. */
@Injectable()
export class RunDecisions {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly entries: EntryDecisions,
    private readonly reader: RunReader,
    private readonly live: Live,
  ) {}

  /** Ends a run at once, whatever it is doing; of a hidden run the entry is cancelled. @throws RUN_IS_OVER */
  async cancel(actor: Actor, id: string): Promise<NotebookRunView> {
    const row = await findRun(this.database.manager, id);
    const standing = await this.access.inTask(actor, row.taskId);
    requireRunReader(standing, row);
    if (row.stage === 'hidden') {
      requireEntryOwner(standing, row.ownerId);
      await this.entries.cancel(actor, row.submissionId ?? '');
    } else {
      if (!isOrganizer(standing)) requireEntryOwner(standing, row.ownerId);
      await this.database.transaction(async (manager) => {
        const [, count] = await manager.query(
          `UPDATE notebook_run SET status = 'cancelled', verdict = 'cancelled', cancelled_by = $2,
             ended_at = clock_timestamp(), lease_id = NULL, lease_until = NULL
           WHERE id = $1 AND status IN ('waiting', 'staged', 'running', 'collected')`,
          [id, actor.accountId],
        );
        if (count === 0) throw new DomainError(RUN_IS_OVER);
        await this.audit.record(manager, {
          actor,
          action: 'notebook.run_cancelled',
          subject: { type: 'notebook', id: row.notebookId },
          eventId: row.eventId,
          after: { taskId: row.taskId, fileName: row.fileName, stage: row.stage },
        });
      });
    }
    this.live.changed(`run:${id}`);
    return this.reader.get(actor, id);
  }

  /** Runs a scored entry's notebook once more, to see whether it gives the same. @throws NOT_REPEATABLE */
  async repeat(actor: Actor, submissionId: string): Promise<NotebookRunView> {
    return this.database.transaction(async (manager) => {
      const entry = await manager.findOneBy(Submission, { id: submissionId });
      if (!entry) throw new DomainError(NOT_FOUND);
      requireOrganizer(await this.access.inTask(actor, entry.taskId, manager));
      const [runId] = await this.queue(manager, actor, entry.taskId, [submissionId]);
      if (!runId) throw new DomainError(NOT_REPEATABLE);
      return this.reader.view(manager, actor, runId);
    });
  }

  /** Runs all entries of notebooks once more that teams have selected for the final ranking. */
  async repeatSelected(actor: Actor, taskId: string): Promise<RepeatsView> {
    return this.database.transaction(async (manager) => {
      requireOrganizer(await this.access.inTask(actor, taskId, manager));
      const selected = await manager.findBy(Submission, { taskId, kind: 'notebook', selected: true });
      const ids = selected.map(({ id }) => id);
      return { started: (await this.queue(manager, actor, taskId, ids)).length };
    });
  }

  private async queue(
    manager: EntityManager,
    actor: Actor,
    taskId: string,
    submissionIds: string[],
  ): Promise<string[]> {
    // Two who ask at the same moment get one repetition.
    const task = await findTask(manager, taskId, true);
    const runIds = await repeatRuns(manager, submissionIds, actor.accountId);
    for (const id of runIds) {
      const { submissionId } = await manager.findOneByOrFail(NotebookRun, { id });
      await this.audit.record(manager, {
        actor,
        action: 'notebook.repeated',
        subject: { type: 'submission', id: submissionId ?? '' },
        eventId: task.eventId,
        after: { taskId },
      });
    }
    return runIds;
  }
}

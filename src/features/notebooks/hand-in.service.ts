import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Live } from '../../platform/live/live.js';
import { requireEntryOwner } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { idempotencyKey } from '../submissions/idempotency-key.js';
import { requireMaySubmit } from '../submissions/may-submit.js';
import { lineageOf, ownerOf } from '../submissions/quota.queries.js';
import { Submission } from '../submissions/submission.entity.js';
import { IDEMPOTENCY_MISMATCH } from '../submissions/submissions.errors.js';
import { entryTopics } from '../submissions/topics.js';
import { Notebook } from './notebook.entity.js';
import { NotebookRun } from './notebook-run.entity.js';
import type { HandInView, NotebookHandInRequest } from './notebooks.dto.js';
import {
  NOTEBOOK_HANDED_IN,
  NOTEBOOKS_NOT_READY,
  NOTEBOOKS_NOT_TAKEN,
  OPEN_RUN_FIRST,
} from './notebooks.errors.js';
import { makeRun } from './run.making.js';
import { setupOf } from './setup.queries.js';

/** Makes an entry of a notebook: from here on it counts, and its run on the hidden data stands in the queue. */
@Injectable()
export class HandIn {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** @throws OPEN_RUN_FIRST, NOTEBOOK_HANDED_IN, limits, closed tasks */
  async handIn(
    actor: Actor,
    id: string,
    request: FastifyRequest,
    body: NotebookHandInRequest,
  ): Promise<HandInView> {
    const key = idempotencyKey(request);
    const { entry, runId } = await this.database.transaction(async (manager) => {
      const notebook = await manager.findOneBy(Notebook, { id });
      if (!notebook) throw new DomainError(NOT_FOUND);
      const ownerId = await ownerOf(manager, notebook.teamId);
      requireEntryOwner(await this.access.inTask(actor, notebook.taskId, manager), ownerId);
      // One lock per team, as for files: what is counted is counted one after another.
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [ownerId]);
      const standing = await this.access.inTask(actor, notebook.taskId, manager);
      requireEntryOwner(standing, await ownerOf(manager, notebook.teamId));
      const known = await this.sentBefore(manager, ownerId, key, notebook);
      if (known) return known;
      await this.requireOwnTurn(manager, notebook);
      const { current, now } = await requireMaySubmit(manager, notebook.taskId, ownerId);
      if (current.entryKind === 'results') throw new DomainError(NOTEBOOKS_NOT_TAKEN);
      const { setting, inputs } = await setupOf(manager, current);
      if (!setting) throw new DomainError(NOTEBOOKS_NOT_TAKEN);
      if (inputs.absent.length > 0 || inputs.hiddenNames.length === 0)
        throw new DomainError(NOTEBOOKS_NOT_READY, { files: inputs.absent.join(', ') || 'test.csv' });
      const entry = await manager.save(
        manager.create(Submission, {
          eventId: notebook.eventId,
          taskId: notebook.taskId,
          teamId: ownerId,
          submittedBy: actor.accountId,
          truthId: current.truthId ?? '',
          kind: 'notebook',
          status: 'executing',
          note: body.note ?? notebook.note,
          fileName: notebook.fileName,
          storageKey: notebook.storageKey,
          sha256: notebook.sha256,
          size: notebook.size,
          rowCount: 0,
          idempotencyKey: key,
          acceptedAt: now,
        }),
      );
      const run = await makeRun(manager, { ...notebook, teamId: ownerId }, setting, {
        stage: 'hidden',
        inputs: inputs.hidden,
        submissionId: entry.id,
        requestedBy: actor.accountId,
      });
      await this.audit.record(manager, {
        actor,
        action: 'notebook.handed_in',
        subject: { type: 'submission', id: entry.id },
        eventId: entry.eventId,
        after: { taskId: entry.taskId, teamId: ownerId, fileName: entry.fileName, sha256: entry.sha256 },
      });
      return { entry, runId: run.id };
    });
    this.live.changed(...entryTopics(entry));
    return { submissionId: entry.id, runId, status: entry.status };
  }

  private async sentBefore(
    manager: EntityManager,
    ownerId: string,
    key: string | null,
    notebook: Notebook,
  ): Promise<{ entry: Submission; runId: string } | null> {
    if (!key) return null;
    const teams = In(await lineageOf(manager, ownerId));
    const entry = await manager.findOneBy(Submission, { teamId: teams, idempotencyKey: key });
    if (!entry) return null;
    const run = await manager.findOneBy(NotebookRun, { submissionId: entry.id, stage: 'hidden' });
    if (run?.notebookId !== notebook.id) throw new DomainError(IDEMPOTENCY_MISMATCH);
    return { entry, runId: run.id };
  }

  /** One entry of a notebook, and only of one that is known to run. */
  private async requireOwnTurn(manager: EntityManager, notebook: Notebook): Promise<void> {
    const runs = await manager.findBy(NotebookRun, { notebookId: notebook.id });
    const ranWell = runs.some(
      ({ stage, status, verdict }) => stage === 'open' && status === 'done' && verdict === 'finished',
    );
    if (!ranWell) throw new DomainError(OPEN_RUN_FIRST);
    const ids = runs.flatMap(({ stage, submissionId }) =>
      stage === 'hidden' && submissionId ? [submissionId] : [],
    );
    const entries = await manager.findBy(Submission, { id: In(ids) });
    if (entries.some(({ status }) => status !== 'cancelled')) throw new DomainError(NOTEBOOK_HANDED_IN);
  }
}

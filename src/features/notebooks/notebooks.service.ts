import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Storage, type StoredFile } from '../../platform/storage/storage.js';
import { readUpload, type Upload } from '../../platform/storage/upload.js';
import { type CheckedNotebook, NOTEBOOK_CAPS, preflight } from '../../sandbox/preflight.js';
import { isOrganizer, requireEntryOwner, requireMember, requireTeam } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { idempotencyKey } from '../submissions/idempotency-key.js';
import { changedMeanwhile, teamOfSender } from '../submissions/may-submit.js';
import { lineageOf, ownerOf } from '../submissions/quota.queries.js';
import {
  FINAL_IS_PUBLISHED,
  IDEMPOTENCY_MISMATCH,
  TEAM_NOT_IN_EVENT,
} from '../submissions/submissions.errors.js';
import { UploadTurns } from '../submissions/upload-turns.js';
import { plainName } from '../tasks/file-name.js';
import type { Task } from '../tasks/task.entity.js';
import { findTask } from '../tasks/task.queries.js';
import { Notebook } from './notebook.entity.js';
import { NotebookReader } from './notebook-reader.service.js';
import { NotebookRun } from './notebook-run.entity.js';
import type { NotebookAccepted, NotebookRunView, NotebookView } from './notebooks.dto.js';
import {
  BAD_NOTEBOOK,
  NOTEBOOK_RUNS_OPEN,
  NOTEBOOKS_NOT_READY,
  NOTEBOOKS_NOT_TAKEN,
} from './notebooks.errors.js';
import { preflightDetails } from './preflight-texts.js';
import { makeRun } from './run.making.js';
import { OPEN_RUNS_AT_ONCE } from './run.policy.js';
import { RunReader } from './run-reader.service.js';
import { setupOf } from './setup.queries.js';

/** Takes notebooks in and runs them on the open data. None of this costs an entry. */
@Injectable()
export class Notebooks {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly storage: Storage,
    private readonly turns: UploadTurns,
    private readonly reader: NotebookReader,
    private readonly runs: RunReader,
  ) {}

  /** Keeps the notebook and puts its open run into the queue. @throws BAD_NOTEBOOK with places, NOTEBOOK_RUNS_OPEN */
  async upload(actor: Actor, taskId: string, request: FastifyRequest): Promise<NotebookAccepted> {
    const key = idempotencyKey(request);
    const standing = await this.access.inTask(actor, taskId);
    requireMember(standing);
    if (!isOrganizer(standing)) requireTeam(standing);
    requireTaken(await findTask(this.database.manager, taskId));
    return this.turns.limited(standing.teamId ?? actor.accountId, async () => {
      const upload = await readUpload(
        request,
        (source) => this.storage.save('notebooks', source, NOTEBOOK_CAPS.fileBytes),
        (saved) => this.storage.remove(saved.key),
      );
      return this.acceptStored(actor, taskId, upload, key);
    });
  }

  /** Takes over a file that has arrived whole; it is removed again where it is refused. @throws as upload */
  async acceptStored(
    actor: Actor,
    taskId: string,
    upload: Upload<StoredFile>,
    key: string | null,
  ): Promise<NotebookAccepted> {
    let removable = true;
    try {
      const standing = await this.access.inTask(actor, taskId);
      requireMember(standing);
      const teamId = await teamOfSender(this.database.manager, standing, upload.fields.teamId);
      const checked = await this.turns.inTurn(teamId, () => this.check(upload.file));
      const { accepted, isNew } = await this.accept(actor, taskId, teamId, upload, checked, key);
      removable = !isNew;
      return accepted;
    } catch (error) {
      // A connection that broke at the commit may have made a row; the sweep removes the file once it is nobody's.
      removable = error instanceof DomainError;
      throw error;
    } finally {
      if (removable) await this.storage.remove(upload.file.key);
    }
  }

  /** Runs a notebook on the open data once more. @throws NOTEBOOK_RUNS_OPEN */
  async runAgain(actor: Actor, id: string): Promise<NotebookRunView> {
    return this.changeOwn(actor, id, async (manager, notebook) => {
      const run = await this.queueOpenRun(manager, actor, notebook);
      await this.audit.record(manager, {
        actor,
        action: 'notebook.run_again',
        subject: { type: 'notebook', id },
        eventId: notebook.eventId,
        after: { taskId: notebook.taskId, fileName: notebook.fileName },
      });
      return this.runs.view(manager, actor, run.id);
    });
  }

  /** Shows a notebook and its open runs to the team's mentors, or no longer. */
  share(actor: Actor, id: string, shared: boolean): Promise<NotebookView> {
    return this.changeOwn(actor, id, async (manager, notebook) => {
      const sharedAt = shared ? (notebook.sharedAt ?? new Date()) : null;
      await manager.update(Notebook, { id }, { sharedAt });
      await this.audit.record(manager, {
        actor,
        action: shared ? 'notebook.shared' : 'notebook.unshared',
        subject: { type: 'notebook', id },
        eventId: notebook.eventId,
        after: { taskId: notebook.taskId, fileName: notebook.fileName },
      });
      return this.reader.view(manager, actor, id);
    });
  }

  /** The file as it was uploaded. */
  async download(actor: Actor, id: string, reply: FastifyReply): Promise<void> {
    const { fileName } = await this.reader.get(actor, id);
    const { storageKey, size } = await this.database.manager.findOneByOrFail(Notebook, { id });
    reply
      .header('cache-control', 'private, no-cache')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .header('content-length', size)
      .type('application/octet-stream');
    await reply.send(this.storage.read(storageKey));
  }

  private async check(file: StoredFile): Promise<CheckedNotebook> {
    const checked = preflight(await readFile(this.storage.path(file.key)));
    if (!checked.ok) throw new DomainError(BAD_NOTEBOOK, {}, preflightDetails(checked.errors));
    return checked;
  }

  private accept(
    actor: Actor,
    taskId: string,
    teamId: string,
    upload: Upload<StoredFile>,
    checked: CheckedNotebook,
    key: string | null,
  ): Promise<{ accepted: NotebookAccepted; isNew: boolean }> {
    return this.database.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [teamId]);
      const standing = await this.access.inTask(actor, taskId, manager);
      requireMember(standing);
      if (!isOrganizer(standing) && requireTeam(standing) !== teamId) throw changedMeanwhile('team');
      const [team] = await manager.query('SELECT dissolved_at AS "dissolvedAt" FROM team WHERE id = $1', [
        teamId,
      ]);
      if (team.dissolvedAt) throw new DomainError(TEAM_NOT_IN_EVENT);
      const known = key ? await this.sentBefore(manager, teamId, key) : null;
      if (known) {
        if (known.sha256 !== upload.file.sha256 || known.taskId !== taskId)
          throw new DomainError(IDEMPOTENCY_MISMATCH);
        const first = await manager.findOneOrFail(NotebookRun, {
          where: { notebookId: known.id, stage: 'open' },
          order: { seq: 'ASC' },
        });
        return { accepted: { id: known.id, runId: first.id }, isNew: false };
      }
      const notebook = await manager.save(
        manager.create(Notebook, {
          eventId: standing.eventId,
          taskId,
          teamId,
          uploadedBy: actor.accountId,
          fileName: plainName(upload.fileName),
          note: (upload.fields.note ?? '').slice(0, 1_000),
          storageKey: upload.file.key,
          sha256: upload.file.sha256,
          size: String(upload.file.size),
          codeSha256: createHash('sha256').update(checked.notebook).digest('hex'),
          codeCells: checked.codeCells,
          warnings: checked.warnings.slice(0, 50),
          idempotencyKey: key,
        }),
      );
      const run = await this.queueOpenRun(manager, actor, notebook);
      await this.audit.record(manager, {
        actor,
        action: 'notebook.uploaded',
        subject: { type: 'notebook', id: notebook.id },
        eventId: notebook.eventId,
        after: { taskId, teamId, fileName: notebook.fileName, sha256: notebook.sha256 },
      });
      return { accepted: { id: notebook.id, runId: run.id }, isNew: true };
    });
  }

  /** Under the team's lock. */
  private async queueOpenRun(manager: EntityManager, actor: Actor, notebook: Notebook): Promise<NotebookRun> {
    await manager.query('SELECT 1 FROM task WHERE id = $1 FOR SHARE', [notebook.taskId]);
    const task = await findTask(manager, notebook.taskId);
    requireTaken(task);
    if (task.finalPublishedAt) throw new DomainError(FINAL_IS_PUBLISHED);
    const { setting, inputs } = await setupOf(manager, task);
    if (!setting) throw new DomainError(NOTEBOOKS_NOT_TAKEN);
    if (inputs.absent.length > 0)
      throw new DomainError(NOTEBOOKS_NOT_READY, { files: inputs.absent.join(', ') });
    const teams = await lineageOf(manager, await ownerOf(manager, notebook.teamId));
    const open = await manager.countBy(NotebookRun, {
      teamId: In(teams),
      stage: 'open',
      status: In(['waiting', 'staged', 'running', 'collected']),
    });
    if (open >= OPEN_RUNS_AT_ONCE) throw new DomainError(NOTEBOOK_RUNS_OPEN, { limit: OPEN_RUNS_AT_ONCE });
    return makeRun(manager, notebook, setting, {
      stage: 'open',
      inputs: inputs.open,
      requestedBy: actor.accountId,
    });
  }

  /** What a team does with a notebook of its own. */
  private changeOwn<T>(
    actor: Actor,
    id: string,
    change: (manager: EntityManager, notebook: Notebook) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (manager) => {
      const known = await manager.findOneBy(Notebook, { id });
      if (!known) throw new DomainError(NOT_FOUND);
      const ownerId = await ownerOf(manager, known.teamId);
      requireEntryOwner(await this.access.inTask(actor, known.taskId, manager), ownerId);
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [ownerId]);
      requireEntryOwner(
        await this.access.inTask(actor, known.taskId, manager),
        await ownerOf(manager, known.teamId),
      );
      return change(manager, known);
    });
  }

  private async sentBefore(manager: EntityManager, teamId: string, key: string): Promise<Notebook | null> {
    const teams = await lineageOf(manager, teamId);
    return manager.findOneBy(Notebook, { teamId: In(teams), idempotencyKey: key });
  }
}

function requireTaken(task: Task): void {
  if (task.entryKind === 'results') throw new DomainError(NOTEBOOKS_NOT_TAKEN);
}

import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Live } from '../../platform/live/live.js';
import { Storage, type StoredFile } from '../../platform/storage/storage.js';
import { readUpload, type Upload } from '../../platform/storage/upload.js';
import { isOrganizer, requireMember, requireTeam, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { fileErrorDetails } from '../tasks/file-error-texts.js';
import { plainName } from '../tasks/file-name.js';
import { heldOut } from '../tasks/held-out.js';
import { Scorer } from '../tasks/scorer.js';
import type { Task } from '../tasks/task.entity.js';
import { changedSettings, SCORE_SETTINGS, uploadCap } from '../tasks/task.policy.js';
import { findTask } from '../tasks/task.queries.js';
import { BAD_FILE } from '../tasks/tasks.errors.js';
import { idempotencyKey } from './idempotency-key.js';
import { changedMeanwhile, requireMaySubmit, teamOfSender } from './may-submit.js';
import { lineageOf } from './quota.queries.js';
import { ScoringTokens } from './scoring.job.js';
import { Submission } from './submission.entity.js';
import type { SubmissionAccepted } from './submissions.dto.js';
import { IDEMPOTENCY_MISMATCH, RESULTS_NOT_TAKEN, TEAM_NOT_IN_EVENT } from './submissions.errors.js';
import { entryTopics } from './topics.js';
import { UploadTurns } from './upload-turns.js';

/** Takes entries in: after `submit` returned, an entry is never lost, whatever is killed. */
@Injectable()
export class Submissions {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly storage: Storage,
    private readonly scorer: Scorer,
    private readonly turns: UploadTurns,
    private readonly tokens: ScoringTokens,
    private readonly live: Live,
  ) {}

  /** @throws BAD_FILE with line numbers, limits, closed tasks; nothing is kept and nothing is counted then */
  async submit(actor: Actor, taskId: string, request: FastifyRequest): Promise<SubmissionAccepted> {
    const key = idempotencyKey(request);
    const standing = await this.access.inTask(actor, taskId);
    requireMember(standing);
    // What can be refused before a slow upload is; the transaction asks all of it again.
    if (!isOrganizer(standing)) await this.refuseEarly(taskId, requireTeam(standing), key);
    const task = await findTask(this.database.manager, taskId);
    if (task.entryKind === 'notebook') throw new DomainError(RESULTS_NOT_TAKEN);
    return this.turns.limited(standing.teamId ?? actor.accountId, async () => {
      const upload = await readUpload(
        request,
        (source) => this.storage.save('submissions', source, uploadCap(task)),
        (saved) => this.storage.remove(saved.key),
      );
      return this.acceptStored(actor, taskId, upload, key);
    });
  }

  /** Takes in a file that has arrived whole; it is removed again unless it became, or may have become, an entry. @throws as submit */
  async acceptStored(
    actor: Actor,
    taskId: string,
    upload: Upload<StoredFile>,
    key: string | null,
  ): Promise<SubmissionAccepted> {
    let removable = true;
    try {
      const standing = await this.access.inTask(actor, taskId);
      requireMember(standing);
      const task = await findTask(this.database.manager, taskId);
      const { entry, isNew } = await this.accept(actor, standing, task, upload, key);
      removable = !isNew;
      if (isNew) {
        this.tokens.add();
        this.live.changed(...entryTopics(entry));
      }
      return { id: entry.id, status: entry.status };
    } catch (error) {
      // Only a refusal is known to have kept nothing. A connection that broke at the commit may have made an entry,
      // and an entry without its file would be lost: the worker's sweep removes the file once it is known to be nobody's.
      removable = error instanceof DomainError;
      throw error;
    } finally {
      if (removable) await this.storage.remove(upload.file.key);
    }
  }

  private async accept(
    actor: Actor,
    standing: Standing,
    task: Task,
    upload: Upload<StoredFile>,
    key: string | null,
  ): Promise<{ entry: Submission; isNew: boolean }> {
    const teamId = await teamOfSender(this.database.manager, standing, upload.fields.teamId);
    const { truthId } = task;
    const rowCount = truthId
      ? await this.turns.inTurn(teamId, () => this.check(task, truthId, upload.file))
      : 0;
    return this.database.transaction(async (manager) => {
      // One lock per team: twenty uploads at once are counted one after another. NO KEY, because a worker that records
      // a score refers to the team while it holds the task, which is locked below.
      await manager.query('SELECT 1 FROM team WHERE id = $1 FOR NO KEY UPDATE', [teamId]);
      const again = await this.access.inTask(actor, task.id, manager);
      requireMember(again);
      // The team became part of another, or the person went elsewhere, while the file was read: what the entry would
      // belong to is asked anew when the client tries again.
      if (!isOrganizer(again) && requireTeam(again) !== teamId) throw changedMeanwhile('team');
      const [team] = await manager.query('SELECT dissolved_at AS "dissolvedAt" FROM team WHERE id = $1', [
        teamId,
      ]);
      if (team.dissolvedAt) throw new DomainError(TEAM_NOT_IN_EVENT);
      const known = key ? await this.sentBefore(manager, teamId, key) : null;
      if (known) {
        if (known.sha256 !== upload.file.sha256 || known.taskId !== task.id)
          throw new DomainError(IDEMPOTENCY_MISMATCH);
        return { entry: known, isNew: false };
      }
      const { current, now } = await requireMaySubmit(manager, task.id, teamId);
      if (current.entryKind === 'notebook') throw new DomainError(RESULTS_NOT_TAKEN);
      // The organizers changed what is scored between the check and now; that is rare, and the client may simply retry.
      if (changedSettings(['truthId', ...SCORE_SETTINGS], task, current).length > 0)
        throw changedMeanwhile('task');
      const entry = await manager.save(
        manager.create(Submission, {
          eventId: again.eventId,
          taskId: task.id,
          teamId,
          submittedBy: actor.accountId,
          truthId: current.truthId ?? '',
          status: 'queued',
          note: (upload.fields.note ?? '').slice(0, 1_000),
          fileName: plainName(upload.fileName),
          storageKey: upload.file.key,
          sha256: upload.file.sha256,
          size: String(upload.file.size),
          rowCount,
          idempotencyKey: key,
          acceptedAt: now,
        }),
      );
      await this.audit.record(manager, {
        actor,
        action: 'submission.accepted',
        subject: { type: 'submission', id: entry.id },
        eventId: entry.eventId,
        after: { taskId: task.id, teamId, fileName: entry.fileName, sha256: entry.sha256 },
      });
      return { entry, isNew: true };
    });
  }

  /** @returns the number of rows. @throws BAD_FILE */
  private async check(task: Task, truthId: string, file: StoredFile): Promise<number> {
    const report = await this.scorer.checkPredictions(
      this.storage.path(file.key),
      await heldOut(this.database.manager, this.storage, truthId),
      uploadCap(task),
    );
    if (!report.ok) throw new DomainError(BAD_FILE, {}, fileErrorDetails(report.errors));
    return report.rows;
  }

  private async refuseEarly(taskId: string, teamId: string, key: string | null): Promise<void> {
    const manager = this.database.manager;
    // A repeated request must find its entry even when that entry was the last one allowed.
    if (key && (await this.sentBefore(manager, teamId, key))) return;
    await this.database.transaction((inner) => requireMaySubmit(inner, taskId, teamId));
  }

  /** A key is good for one entry of the team, also where the team that used it has become part of this one. */
  private async sentBefore(manager: EntityManager, teamId: string, key: string): Promise<Submission | null> {
    const teams = await lineageOf(manager, teamId);
    return manager.findOneBy(Submission, { teamId: In(teams), idempotencyKey: key });
  }
}

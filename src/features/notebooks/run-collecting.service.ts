import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Live } from '../../platform/live/live.js';
import { decompress } from '../../platform/storage/decompress.js';
import { Storage, type StoredFile } from '../../platform/storage/storage.js';
import { ScoringTokens } from '../submissions/scoring.job.js';
import { Submission } from '../submissions/submission.entity.js';
import { entryTopics } from '../submissions/topics.js';
import { heldOut } from '../tasks/held-out.js';
import { Scorer } from '../tasks/scorer.js';
import { Task } from '../tasks/task.entity.js';
import { differenceOf } from './difference.js';
import { ExecutionArea } from './execution-area.js';
import { NotebookRun, type RunDifference } from './notebook-run.entity.js';
import { MAX_RUN_ATTEMPTS } from './run.policy.js';

/** Ids of an open run are others than those of the truth: in it they are no fault. */
const ONLY_HIDDEN = new Set(['UNKNOWN_IDS', 'MISSING_IDS']);

/** What became of a run, for its row. */
interface Outcome {
  status: 'done' | 'failed';
  verdict: NotebookRun['verdict'];
  outputErrors: { code: string; count: number }[] | null;
  difference: RunDifference | null;
  /** The predictions, in the storage. */
  file: StoredFile | null;
  rows: number;
}

/**
 * Looks at what runs have left. This is the scoring side: it knows the labels, and trusts nothing that comes back. Of a
 * hidden run any flaw in the predictions is the verdict `bad_output` and no more.
 */
@Injectable()
export class RunCollecting {
  private readonly area: ExecutionArea;

  constructor(
    private readonly database: DataSource,
    private readonly storage: Storage,
    private readonly scorer: Scorer,
    private readonly tokens: ScoringTokens,
    private readonly live: Live,
    @Inject(CONFIG) config: Config,
  ) {
    this.area = new ExecutionArea(join(config.home, 'execution'));
  }

  /** @returns how many were looked at */
  async collect(): Promise<number> {
    await this.giveUp();
    const rows = await this.database.manager.find(NotebookRun, {
      where: { status: 'collected' },
      order: { seq: 'ASC' },
      take: 20,
    });
    for (const run of rows) await this.settle(run);
    return rows.length;
  }

  /** What could not be executed so many times is our failure, and costs nobody anything. */
  private async giveUp(): Promise<void> {
    await this.database.query(
      `UPDATE notebook_run SET status = 'collected', verdict = NULL, lease_id = NULL, lease_until = NULL,
         fault = coalesce(fault, 'every process that executed it died')
       WHERE attempts >= $1 AND (status = 'staged' OR status = 'running' AND lease_until < clock_timestamp())`,
      [MAX_RUN_ATTEMPTS],
    );
  }

  private async settle(run: NotebookRun): Promise<void> {
    const outcome = await this.look(run);
    if (!outcome) {
      await this.database.query(
        `UPDATE notebook_run SET status = 'staged', verdict = NULL, fault = 'its output was lost'
         WHERE id = $1 AND status = 'collected'`,
        [run.id],
      );
      return;
    }
    const entry = await this.database.transaction((manager) => this.record(manager, run, outcome));
    if (outcome.file && !(entry?.storageKey === outcome.file.key))
      await this.storage.remove(outcome.file.key);
    await this.area.remove(run.id);
    this.live.changed(`run:${run.id}`, ...(entry ? entryTopics(entry) : []));
    if (entry?.status === 'queued') this.tokens.add();
  }

  /** Null: what it wrote is not there, through no fault of its own. */
  private async look(run: NotebookRun): Promise<Outcome | null> {
    const plain = { outputErrors: null, difference: null, file: null, rows: 0 };
    if (run.verdict === null) return { ...plain, status: 'failed', verdict: null };
    if (run.verdict !== 'finished') return { ...plain, status: 'done', verdict: run.verdict };
    const output = await this.area.left(run.id, run.limits.outputBytes);
    if (!output || createHash('sha256').update(output).digest('hex') !== run.outputSha256) return null;
    const file = await this.storage.save(
      run.stage === 'hidden' ? 'submissions' : 'trials',
      Readable.from([output]),
      run.limits.outputBytes,
    );
    const truthId = await this.truthOf(run);
    if (!truthId) return { ...plain, status: 'done', verdict: 'finished', file };
    const report = await this.scorer.checkPredictions(
      this.storage.path(file.key),
      await heldOut(this.database.manager, this.storage, truthId),
      run.limits.outputBytes,
    );
    const found = report.ok ? [] : report.errors.map(({ code, count }) => ({ code, count: count ?? 1 }));
    const outputErrors = run.stage === 'open' ? found.filter(({ code }) => !ONLY_HIDDEN.has(code)) : found;
    const isBad = run.stage !== 'open' && !report.ok;
    return {
      status: 'done',
      verdict: isBad ? 'bad_output' : 'finished',
      outputErrors,
      difference: run.stage === 'repeat' && !isBad ? await this.compare(run, output) : null,
      file,
      rows: report.ok ? report.rows : 0,
    };
  }

  private async truthOf(run: NotebookRun): Promise<string | null> {
    const { manager } = this.database;
    if (run.submissionId)
      return (await manager.findOneByOrFail(Submission, { id: run.submissionId })).truthId;
    return (await manager.findOneByOrFail(Task, { id: run.taskId })).truthId;
  }

  private async compare(run: NotebookRun, output: Buffer): Promise<RunDifference | null> {
    const { storageKey } = await this.database.manager.findOneByOrFail(Submission, {
      id: run.submissionId ?? '',
    });
    const { idColumn } = await this.database.manager.findOneByOrFail(Task, { id: run.taskId });
    const cap = run.limits.outputBytes * 20;
    const before = decompress(await readFile(this.storage.path(storageKey)), cap);
    const after = decompress(output, cap);
    return before.ok && after.ok ? differenceOf(before.bytes, after.bytes, idColumn) : null;
  }

  /** The entry before its run, as in a cancellation. @returns the entry as it is now, where the run was of one */
  private async record(
    manager: EntityManager,
    run: NotebookRun,
    outcome: Outcome,
  ): Promise<Submission | null> {
    const isEntry = run.stage === 'hidden';
    if (isEntry)
      await manager.query('SELECT 1 FROM submission WHERE id = $1 FOR NO KEY UPDATE', [run.submissionId]);
    const [, count] = await manager.query(
      `UPDATE notebook_run SET status = $2, verdict = $3, output_errors = $4, difference = $5,
         ended_at = coalesce(ended_at, clock_timestamp())
       WHERE id = $1 AND status = 'collected'`,
      [
        run.id,
        outcome.status,
        outcome.verdict,
        outcome.outputErrors && JSON.stringify(outcome.outputErrors),
        outcome.difference && JSON.stringify(outcome.difference),
      ],
    );
    if (count === 0 || !isEntry) return null;
    const isScorable = outcome.verdict === 'finished' && outcome.file !== null;
    const status = isScorable ? 'queued' : outcome.status === 'failed' ? 'failed' : 'unscored';
    await manager.query(
      `UPDATE submission SET status = $2, storage_key = coalesce($3, storage_key), row_count = $4,
         finished_at = CASE WHEN $2 = 'queued' THEN NULL ELSE clock_timestamp() END
       WHERE id = $1 AND status = 'executing'`,
      [run.submissionId, status, isScorable ? outcome.file?.key : null, outcome.rows],
    );
    if (status === 'failed')
      await manager.query(
        'INSERT INTO submission_attempt (submission_id, attempt, message) VALUES ($1, $2, $3)',
        [run.submissionId, run.attempts, `its run on hidden data: ${run.fault ?? 'failed'}`],
      );
    return manager.findOneByOrFail(Submission, { id: run.submissionId ?? '' });
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { entriesScored, scoringSeconds } from '../../platform/health/metrics.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { asDomainError } from '../../platform/http/problem.js';
import { Storage } from '../../platform/storage/storage.js';
import { reportThreshold } from '../../scoring/report/threshold.js';
import { heldOut } from '../tasks/held-out.js';
import { type ScoredFile, Scorer } from '../tasks/scorer.js';
import { Task } from '../tasks/task.entity.js';
import { taskMetrics } from '../tasks/task.policy.js';
import { type Claim, Claims, LEASE, RENEWAL } from './claims.service.js';
import { ReportRecord } from './report-record.service.js';
import { ScoreRecord } from './scores.service.js';
import { SCORING_QUEUE, ScoringTokens } from './scoring.job.js';
import { MAX_ATTEMPTS } from './submission.policy.js';

/** How often lost tokens are made up for, in milliseconds. */
const SWEEP = 3_000;

/** How long a worker that is being stopped goes on with what it has, in milliseconds; whoever stops it waits longer. */
const LAST_MOMENTS = 8_000;

/** Between attempts to give an entry back while the database is away, in milliseconds. */
const PUT_BACK_PAUSE = 300;

/** Takes the next entry for every token, scores it, records the score. */
@Processor(SCORING_QUEUE, { concurrency: 2 })
export class ScoringProcessor extends WorkerHost implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('scoring');
  private sweeper: NodeJS.Timeout | undefined;
  private sweeping = false;
  private stopping = false;
  private readonly working = new Set<Claim>();

  constructor(
    private readonly database: DataSource,
    private readonly claims: Claims,
    private readonly scores: ScoreRecord,
    private readonly reports: ReportRecord,
    private readonly scorer: Scorer,
    private readonly storage: Storage,
    private readonly tokens: ScoringTokens,
  ) {
    super();
  }

  onModuleInit(): void {
    this.sweeper = setInterval(() => void this.sweep(), SWEEP);
    void this.sweep();
  }

  /** Takes nothing more, finishes what is nearly done, and hands the rest to whoever comes next. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.sweeper);
    const patience = new AbortController();
    await Promise.race([
      this.worker.close(),
      wait(LAST_MOMENTS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
    const left = [...this.working];
    await Promise.allSettled(left.map((claim) => this.claims.putBack(claim)));
    if (left.length > 0) this.tokens.add();
  }

  /** A token. What it finds to do is PostgreSQL's word alone; failing here would only repeat the token. */
  async process(): Promise<void> {
    try {
      const claim = await this.claims.next();
      if (claim) await this.work(claim);
    } catch (error) {
      // The database went away: where there is a claim, its lease runs out, and the sweep brings the entry back.
      this.logger.warn(`an entry has to wait: ${describe(error)}`);
    }
  }

  /** Adds tokens for entries that wait without one: after a crash, a lost Redis, a lease that ran out. */
  private async sweep(): Promise<void> {
    // While Redis is away a sweep waits for it; one is enough.
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await this.tokens.topUp(await this.claims.takeable());
    } catch (error) {
      this.logger.debug(`sweep: ${describe(error)}`);
    } finally {
      this.sweeping = false;
    }
  }

  private async work(claim: Claim): Promise<void> {
    const started = performance.now();
    this.working.add(claim);
    const renewal = setInterval(() => void this.claims.renew(claim).catch(() => undefined), RENEWAL);
    try {
      if (claim.attempts > MAX_ATTEMPTS)
        throw new Error('every worker that took this entry died while scoring it');
      const { scores, replicates, reports } = await this.score(claim);
      if (reports) await this.reports.save(claim, reports);
      const recorded = await this.scores.record(claim, { ...scores, replicates });
      if (recorded) entriesScored.inc({ outcome: 'scored' });
      scoringSeconds.observe((performance.now() - started) / 1000);
    } catch (error) {
      if (isPassing(error)) {
        this.logger.warn(`entry ${claim.id} has to wait: ${describe(error)}`);
        await this.letGo(claim);
      } else {
        entriesScored.inc({ outcome: 'failed_attempt' });
        this.logger.error(`entry ${claim.id}, attempt ${claim.attempts}: ${describe(error)}`);
        await this.claims.giveBack(claim, describe(error));
      }
    } finally {
      clearInterval(renewal);
      this.working.delete(claim);
    }
    // Entries of this team may have waited for this one.
    this.tokens.add();
  }

  /** As soon as the database is back; a lost database must not count as an attempt. */
  private async letGo(claim: Claim): Promise<void> {
    for (const until = Date.now() + LEASE; Date.now() < until && !this.stopping; await wait(PUT_BACK_PAUSE)) {
      const done = await this.claims.putBack(claim).then(
        () => true,
        () => false,
      );
      if (done) return;
    }
  }

  private async score(claim: Claim): Promise<Extract<ScoredFile, { ok: true }>> {
    const task = await this.database.manager.findOneByOrFail(Task, { id: claim.taskId });
    const result = await this.scorer.scorePredictions(
      this.storage.path(claim.storageKey),
      await heldOut(this.database.manager, this.storage, claim.truthId),
      taskMetrics(task),
      reportThreshold(taskMetrics(task)),
      task.seed,
      // The limit was kept when the file came in; a lower one since then is for files to come.
      Number.MAX_SAFE_INTEGER,
    );
    if (result.ok) return result;
    // It passed this very check when it was accepted, so the fault is ours.
    throw new Error(
      `the stored file no longer passes the check: ${result.errors.map((one) => one.code).join(', ')}`,
    );
  }
}

/** A database that is away says nothing about the entry; its attempt is not held against it. */
function isPassing(error: unknown): boolean {
  return asDomainError(error) instanceof DomainError;
}

/**
 * Code and message without parameters, rows or paths: neither a log nor what organizers read may quote the file or the
 * truth, or say where they lie.
 */
function describe(error: unknown): string {
  const { name = 'Error', code, message = '' } = error as { name?: string; code?: string; message?: string };
  const plain = message.split('\n')[0]?.replace(/'[^']*'|"[^"]*"|(?<!\w)\/\S+/g, '…');
  return [name, code, plain].filter(Boolean).join(': ').slice(0, 500);
}

import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { TruthSummary } from '../../scoring/truth-summary.js';
import type { HeldOut } from './held-out.js';
import type {
  CheckPredictions,
  Failed,
  InspectTruth,
  ScoredFile,
  ScorePredictions,
} from './scorer.thread.js';

export type { EntryReports, ScoredFile } from './scorer.thread.js';

/**
 * Reads and scores files in threads, so that a large file doesn't hold up a request. A thread that crashes or runs out
 * of memory rejects the one call it was working on, and is replaced. Runs from the built tree only.
 */
@Injectable()
export class Scorer implements OnApplicationShutdown {
  private readonly log = new Logger(Scorer.name);
  private pool: Piscina | null = null;

  /** Checks an organizer's file of labels. `cap`: largest file in bytes, also after decompression. */
  inspectTruth(labels: HeldOut, cap: number): Promise<{ ok: true; summary: TruthSummary } | Failed> {
    const request: InspectTruth = { labels, cap };
    return this.run('inspectTruth', request);
  }

  /** Checks a team's file against the ids of the labels. Rejects if the labels themselves can't be read. */
  checkPredictions(file: string, labels: HeldOut, cap: number): Promise<{ ok: true; rows: number } | Failed> {
    const request: CheckPredictions = { file, labels, cap };
    return this.run('checkPredictions', request);
  }

  /** Scores a team's file on the public and the final part, with reports at `threshold` unless null. `seed` of the task. Rejects on an unknown metric. */
  scorePredictions(
    file: string,
    labels: HeldOut,
    metrics: string[],
    threshold: number | null,
    seed: number,
    cap: number,
  ): Promise<ScoredFile> {
    const request: ScorePredictions = { file, labels, metrics, threshold, seed, cap };
    return this.run('scorePredictions', request);
  }

  /** Late: a worker that is being stopped first finishes what it has, which is scored here. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }

  private run<Result>(name: string, request: object): Promise<Result> {
    this.pool ??= this.startPool();
    return this.pool.run(request, { name });
  }

  /** On first use, so that a process which never scores has no threads. */
  private startPool(): Piscina {
    const pool = new Piscina({
      filename: new URL('./scorer.thread.js', import.meta.url).href,
      minThreads: 1,
      maxThreads: 2,
      concurrentTasksPerWorker: 1, // a crash then takes one call with it
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
      execArgv: [],
    });
    pool.on('error', (error) => this.log.error(`a scoring thread ended: ${String(error)}`));
    return pool;
  }
}

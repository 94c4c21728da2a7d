import { MessageChannel } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { MatchGroup, MatchProblem } from '../../matching/problem.js';
import type { ProposeTeams } from './balancer.thread.js';

/** Lets the solver run in a thread, one search after another. Runs from the built tree only. */
@Injectable()
export class Balancer implements OnApplicationShutdown {
  private readonly log = new Logger(Balancer.name);
  private pool: Piscina | null = null;

  /** Rejects when `signal` is aborted, and the thread ends. */
  async propose(
    problem: MatchProblem,
    seed: number,
    signal: AbortSignal,
    onProgress: (percent: number) => void,
  ): Promise<MatchGroup[]> {
    this.pool ??= this.startPool();
    const { port1, port2 } = new MessageChannel();
    port1.on('message', onProgress);
    const request: ProposeTeams = { problem, seed, port: port2 };
    try {
      return await this.pool.run(request, { name: 'proposeTeams', transferList: [port2], signal });
    } finally {
      port1.close();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }

  /** On first use: most processes never propose teams. */
  private startPool(): Piscina {
    const pool = new Piscina({
      filename: new URL('./balancer.thread.js', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      concurrentTasksPerWorker: 1,
      idleTimeout: 10_000,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      execArgv: [],
    });
    pool.on('error', (error) => this.log.error(`the proposing thread ended: ${String(error)}`));
    return pool;
  }
}

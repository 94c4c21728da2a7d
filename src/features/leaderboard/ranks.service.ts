import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Piscina } from 'piscina';
import { DataSource } from 'typeorm';
import type { Comparison, Replicates } from '../../scoring/replicates.js';
import type { Part } from '../submissions/entry-replicates.entity.js';
import { readReplicates } from '../submissions/replicates.queries.js';
import type { Certainty, PairsRequest, RankRequest, Scored } from './ranks.thread.js';

/** An entry that stands on a board. */
export interface Placed {
  submissionId: string;
  scoring: number;
  /** Not rounded; null: undefined. */
  exact: number | null;
}

/** Of replicates, in bytes: 16,000 entries with 1,000 each. */
const MEMORY = 128 * 2 ** 20;
/** Boards whose ranks are remembered: each with its own entries, so that a new score makes a new one. */
const BOARDS = 200;

/**
 * How certain the places of a board are. Computed in a thread, since a thousand teams take a quarter of a second, and
 * from replicates that are read once: they never change.
 */
@Injectable()
export class Ranks implements OnApplicationShutdown {
  private readonly log = new Logger(Ranks.name);
  private readonly replicates = new LRUCache<string, Replicates>({
    maxSize: MEMORY,
    sizeCalculation: ({ byteLength }) => byteLength + 64,
  });
  private readonly known = new LRUCache<string, Promise<Certainty[]>>({ max: BOARDS });
  private pool: Piscina | null = null;

  constructor(private readonly database: DataSource) {}

  /** @param rows in the order of the board; the caller answers for who may see what comes of them */
  certainty(part: Part, direction: 'higher' | 'lower', rows: readonly Placed[]): Promise<Certainty[]> {
    const text = rows.map((row) => `${row.submissionId} ${row.scoring} ${row.exact}`).join();
    const key = createHash('sha256').update(`${part} ${direction} ${text}`).digest('base64');
    const known = this.known.get(key);
    if (known) return known;
    const fresh = this.rank(part, direction, rows);
    this.known.set(key, fresh);
    fresh.catch(() => this.known.delete(key));
    return fresh;
  }

  /** @param pairs positions in `rows`, the first against the second */
  async compare(
    part: Part,
    direction: 'higher' | 'lower',
    rows: readonly Placed[],
    pairs: [number, number][],
  ): Promise<(Comparison | null)[]> {
    const request: PairsRequest = { direction, rows: await this.scored(part, rows), pairs };
    return this.run('comparePairs', request);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }

  private async rank(part: Part, direction: 'higher' | 'lower', rows: readonly Placed[]) {
    if (rows.length === 0) return [];
    const request: RankRequest = { direction, rows: await this.scored(part, rows) };
    return this.run<Certainty[]>('rankTeams', request);
  }

  private async scored(part: Part, rows: readonly Placed[]): Promise<Scored[]> {
    const keyOf = (row: Placed) => `${part} ${row.scoring} ${row.submissionId}`;
    const found = new Map<Placed, Replicates>();
    const missing: Placed[] = [];
    for (const row of rows) {
      const known = this.replicates.get(keyOf(row));
      if (known) found.set(row, known);
      else missing.push(row);
    }
    const wanted = missing.map((row) => ({ id: row.submissionId, scoring: row.scoring }));
    const read = await readReplicates(this.database.manager, part, wanted);
    for (const row of missing) {
      const values = read.get(row.submissionId);
      if (!values) continue;
      found.set(row, values);
      this.replicates.set(keyOf(row), values);
    }
    return rows.map((row) => ({ value: row.exact, replicates: found.get(row) ?? null }));
  }

  private run<Result>(name: string, request: object): Promise<Result> {
    this.pool ??= this.startPool();
    return this.pool.run(request, { name });
  }

  private startPool(): Piscina {
    const pool = new Piscina({
      filename: new URL('./ranks.thread.js', import.meta.url).href,
      minThreads: 1,
      maxThreads: 1,
      concurrentTasksPerWorker: 1,
      idleTimeout: 60_000,
      execArgv: [],
    });
    pool.on('error', (error) => this.log.error(`the thread for ranks ended: ${String(error)}`));
    return pool;
  }
}

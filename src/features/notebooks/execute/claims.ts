import pg from 'pg';
import type { Limits, Probe, RunResult } from '../../../sandbox/sandbox.js';
import type { ExecutorEnvironment } from '../executor.entity.js';
import { MAX_RUN_ATTEMPTS } from '../run.policy.js';

/** How long an executor may be silent before another takes its run, and how often it says that it lives. Seconds. */
export const LEASE = 15;
export const RENEWAL = 3;

/** A run in this process's hands. */
export interface HeldRun {
  id: string;
  leaseId: string;
  attempt: number;
  environment: string;
  limits: Limits;
  seed: number;
  /** Names of its files in `/data`. */
  inputs: string[];
}

/** How a run was executed, for the record. */
export interface Ran extends Omit<RunResult, 'output'> {
  outputSha256: string | null;
  engine: string;
  version: string;
  limits: string;
  digest: string;
}

/** All that this process asks of the database: six functions, and no table. */
export class ExecutorClaims {
  private readonly pool: pg.Pool;

  constructor(
    databaseUrl: string,
    private readonly name: string,
  ) {
    this.pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 6,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
    });
    this.pool.on('error', () => undefined);
  }

  async hello(probe: Probe, environments: ExecutorEnvironment[]): Promise<void> {
    await this.pool.query('SELECT executor_hello($1, $2, $3)', [
      this.name,
      JSON.stringify(probe),
      JSON.stringify(environments),
    ]);
  }

  /** The next run, or null; asking says that this process lives. */
  async next(slot: number, environments: string[]): Promise<HeldRun | null> {
    const { rows } = await this.pool.query('SELECT * FROM executor_claim($1, $2, $3, $4, $5)', [
      this.name,
      slot,
      environments,
      LEASE,
      MAX_RUN_ATTEMPTS,
    ]);
    const [row] = rows;
    if (!row) return null;
    return {
      id: row.run_id,
      leaseId: row.run_lease,
      attempt: row.run_attempt,
      environment: row.run_environment,
      limits: row.run_limits,
      seed: row.run_seed,
      inputs: row.run_inputs,
    };
  }

  /** False: the run was cancelled, or is another's now. */
  renew(run: HeldRun): Promise<boolean> {
    return this.ask('SELECT executor_renew($1, $2, $3) AS ok', [run.id, run.leaseId, LEASE]);
  }

  /** False as for `renew`. */
  write(
    run: HeldRun,
    frames: object[],
    now: { elapsedMs: number; memoryBytes: number; cell: number | null },
  ): Promise<boolean> {
    return this.ask('SELECT executor_write($1, $2, $3, $4, $5, $6) AS ok', [
      run.id,
      run.leaseId,
      JSON.stringify(frames),
      Math.round(now.elapsedMs),
      Math.round(now.memoryBytes),
      now.cell,
    ]);
  }

  finish(run: HeldRun, ran: Ran): Promise<boolean> {
    return this.ask('SELECT executor_finish($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS ok', [
      run.id,
      run.leaseId,
      ran.verdict,
      ran.cell,
      Math.round(ran.wallMs),
      Math.round(ran.peakMemoryBytes),
      ran.outputSha256,
      ran.engine,
      ran.version,
      ran.limits,
      ran.digest,
    ]);
  }

  /** @param isCounted whether the attempt failed; one that was only cut short did not */
  giveBack(run: HeldRun, fault: string, isCounted: boolean): Promise<boolean> {
    const pause = isCounted ? Math.min(30, 2 ** run.attempt) : 0;
    return this.ask('SELECT executor_give_back($1, $2, $3, $4, $5) AS ok', [
      run.id,
      run.leaseId,
      fault,
      isCounted,
      pause,
    ]);
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  private async ask(sql: string, values: unknown[]): Promise<boolean> {
    const { rows } = await this.pool.query<{ ok: boolean }>(sql, values);
    return rows[0]?.ok === true;
  }
}

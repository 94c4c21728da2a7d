import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Probe, SandboxError } from '../../../sandbox/sandbox.js';
import { ExecutionArea } from '../execution-area.js';
import { COLLECT } from '../run.policy.js';
import { hearRuns } from '../run-signals.js';
import { ExecutorClaims, type HeldRun, RENEWAL } from './claims.js';
import { EXECUTE_CONFIG, type ExecuteConfig, introduced } from './execute-config.js';
import { FrameWriter } from './frame-writer.js';

/** How often a free slot asks for a run without being told of one, in milliseconds. */
const PAUSE = 2_000;
/** After a failure of the database or the sandbox. */
const FAILURE_PAUSE = 3_000;

/** What a run in a slot can be told. */
interface Working {
  run: HeldRun;
  abort: AbortController;
  done: Promise<void>;
}

/** Runs notebooks, one in each slot. It decides nothing: leases do, and what it returns is looked at by others. */
@Injectable()
export class Executor implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('executor');
  private readonly claims: ExecutorClaims;
  private readonly area: ExecutionArea;
  private readonly working = new Map<number, Working>();
  private probe: Probe | undefined;
  private silence: (() => Promise<void>) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private asking = false;
  private askAgain = false;

  constructor(@Inject(EXECUTE_CONFIG) private readonly config: ExecuteConfig) {
    this.claims = new ExecutorClaims(config.databaseUrl, config.name);
    this.area = new ExecutionArea(config.area);
  }

  /** What was left by a process that was killed is removed before anything is run. */
  async onModuleInit(): Promise<void> {
    const { runner, environments, databaseUrl } = this.config;
    await runner.reap();
    this.probe = await runner.probe();
    await this.claims.hello(this.probe, introduced(environments));
    if (!this.probe.ok) {
      this.logger.error(`no notebook is run here: ${this.probe.missing}`);
      return;
    }
    this.silence = hearRuns(databaseUrl, (runId, what) => {
      if (what === 'cancelled') this.cancelled(runId);
      if (what === 'staged' || runId === null) void this.ask();
    });
    this.timer = setInterval(() => void this.ask(), PAUSE);
    void this.ask();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.silence?.();
    const left = [...this.working.values()];
    for (const { abort } of left) abort.abort();
    await Promise.allSettled(left.map(({ done }) => done));
    await this.claims.end();
  }

  /** Whether it takes notebooks, for whoever started it. */
  get state(): { ok: boolean; missing: string | null } {
    return { ok: this.probe?.ok === true, missing: this.probe?.missing ?? null };
  }

  private cancelled(runId: string | null): void {
    for (const { run, abort } of this.working.values()) if (run.id === runId) abort.abort();
  }

  /** Fills the free slots. */
  private async ask(): Promise<void> {
    this.askAgain = true;
    if (this.asking || this.stopping) return;
    this.asking = true;
    try {
      while (this.askAgain && !this.stopping) {
        this.askAgain = false;
        const slot = this.freeSlot();
        if (slot === null) return;
        const names = this.config.environments.map(({ name }) => name);
        const run = await this.claims.next(slot, names);
        if (!run) continue;
        this.askAgain = true;
        const abort = new AbortController();
        const done = this.work(run, slot, abort).finally(() => {
          this.working.delete(slot);
          void this.ask();
        });
        this.working.set(slot, { run, abort, done });
      }
    } catch (error) {
      this.logger.warn(`has to wait: ${(error as Error).message}`);
    } finally {
      this.asking = false;
    }
  }

  private freeSlot(): number | null {
    const slots = this.probe?.slots ?? 0;
    for (let slot = 0; slot < slots; slot++) if (!this.working.has(slot)) return slot;
    return null;
  }

  private async work(run: HeldRun, slot: number, abort: AbortController): Promise<void> {
    const writer = new FrameWriter(this.claims, run, () => abort.abort());
    // While the database is away nobody else takes the run; a lease that is lost is said so.
    const renewal = setInterval(() => {
      this.claims.renew(run).then(
        (isOurs) => isOurs || abort.abort(),
        () => undefined,
      );
    }, RENEWAL * 1000);
    try {
      await this.execute(run, slot, abort, writer);
    } catch (error) {
      const fault = error instanceof SandboxError ? error.message : `${(error as Error).name}`;
      this.logger.error(`run ${run.id}, attempt ${run.attempt}: ${(error as Error).message}`);
      await this.claims.giveBack(run, fault, true).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, this.stopping ? 0 : FAILURE_PAUSE));
    } finally {
      clearInterval(renewal);
      await writer.end();
    }
  }

  private async execute(
    run: HeldRun,
    slot: number,
    abort: AbortController,
    writer: FrameWriter,
  ): Promise<void> {
    const environment = this.config.environments.find(({ name }) => name === run.environment);
    if (!environment) throw new SandboxError(`there is no environment named ${run.environment}`);
    const staged = this.area.staged(run.id, run.inputs.length);
    const result = await this.config.runner.run(
      {
        id: `${run.id}-${run.attempt}`,
        program: { kind: 'notebook', notebook: await readFile(staged.notebook) },
        inputs: run.inputs.map((name, k) => ({ name, path: staged.inputs[k] as string })),
        collect: COLLECT,
        environment,
        limits: run.limits,
        seed: run.seed,
      },
      slot,
      { onFrame: (frame) => writer.add(frame), signal: abort.signal },
    );
    await writer.end();
    if (result.verdict === 'cancelled') {
      // By people: then the lease is gone already. By this process being stopped: then somebody else runs it.
      await this.claims.giveBack(run, 'the process that executed it was stopped', false);
      return;
    }
    const { output, ...rest } = result;
    if (output) await this.area.leave(run.id, output);
    await this.claims.finish(run, {
      ...rest,
      outputSha256: output && createHash('sha256').update(output).digest('hex'),
      engine: this.probe?.engine ?? '',
      version: this.probe?.version ?? '',
      limits: this.probe?.limits ?? '',
      digest: environment.digest,
    });
  }
}

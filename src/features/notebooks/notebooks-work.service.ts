import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Live } from '../../platform/live/live.js';
import { repeatRuns, UNREPEATED } from './repeat.queries.js';
import { RunCollecting } from './run-collecting.service.js';
import { hearRuns } from './run-signals.js';
import { RunStaging } from './run-staging.service.js';

/** How often it looks without being told, in milliseconds. */
const PAUSE = 2_000;
/** How often it tidies up and looks for what is to be repeated. */
const TIDYING = 30_000;

/** The worker's part in runs: what lies before and behind their execution. */
@Injectable()
export class NotebooksWork implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('notebooks');
  private timer: NodeJS.Timeout | undefined;
  private silence: (() => Promise<void>) | undefined;
  private turn: Promise<void> = Promise.resolve();
  private asked = false;
  private working = false;
  private stopping = false;
  private tidied = 0;

  constructor(
    private readonly database: DataSource,
    private readonly staging: RunStaging,
    private readonly collecting: RunCollecting,
    private readonly live: Live,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.look(), PAUSE);
    this.silence = hearRuns(this.config.databaseUrl, (runId, what) => {
      if (runId) this.live.changed(`run:${runId}`);
      if (
        what === '' ||
        what === 'waiting' ||
        what === 'staged' ||
        what === 'running' ||
        what === 'collected'
      )
        this.look();
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.silence?.();
    await this.turn;
  }

  /** One turn at a time; what is asked meanwhile makes one more. */
  private look(): void {
    this.asked = true;
    if (this.working || this.stopping) return;
    this.working = true;
    this.turn = this.work().finally(() => {
      this.working = false;
    });
  }

  private async work(): Promise<void> {
    while (this.asked && !this.stopping) {
      this.asked = false;
      try {
        if ((await this.collecting.collect()) + (await this.staging.stageNext()) > 0) this.asked = true;
        if (Date.now() - this.tidied > TIDYING) await this.tidy();
      } catch (error) {
        this.logger.warn(`has to wait: ${(error as Error).name}: ${(error as { code?: string }).code ?? ''}`);
      }
    }
  }

  private async tidy(): Promise<void> {
    this.tidied = Date.now();
    await this.staging.tidy();
    const rows: { id: string }[] = await this.database.query(UNREPEATED);
    if (rows.length > 0)
      await this.database.transaction(async (manager) => {
        // Of several workers one begins the repetitions.
        await manager.query('SELECT pg_advisory_xact_lock(23119)');
        const still: { id: string }[] = await manager.query(UNREPEATED);
        await repeatRuns(
          manager,
          still.map(({ id }) => id),
          null,
        );
      });
  }
}

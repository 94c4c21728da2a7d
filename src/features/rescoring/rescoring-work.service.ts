import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Live } from '../../platform/live/live.js';
import { Claims } from '../submissions/claims.service.js';
import { Rescoring } from './rescoring.entity.js';
import { claimEntry, progress } from './rescoring.queries.js';
import { RescoringApplication } from './rescoring-application.service.js';
import { RescoringScores } from './rescoring-scores.service.js';

/** How often a worker looks for something to rescore, in milliseconds. */
const PAUSE = 2_000;

/** Longest wait for entries of the day before a rescored one, in milliseconds: background work, but it ends. */
const COURTESY = 500;

/** How long a silent worker keeps an entry, in seconds; one is scored in far less. */
const LEASE = 120;

/** Scores entries anew, one at a time and after those that teams wait for. */
@Injectable()
export class RescoringWork implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('rescoring');
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly claims: Claims,
    private readonly scores: RescoringScores,
    private readonly application: RescoringApplication,
    private readonly live: Live,
  ) {}

  onModuleInit(): void {
    this.next(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private next(pause: number): void {
    if (this.stopping) return;
    this.timer = setTimeout(() => {
      this.turn = this.step().then(
        (didSomething) => this.next(didSomething ? 0 : PAUSE),
        (error: Error) => {
          this.logger.warn(`has to wait: ${error.name}`);
          this.next(PAUSE);
        },
      );
    }, pause);
  }

  /** @returns whether there may be more to do at once */
  private async step(): Promise<boolean> {
    const open = await this.database.getRepository(Rescoring).find({
      where: [{ status: 'scoring' }, { status: 'ready' }, { status: 'applying' }],
      order: { requestedAt: 'ASC' },
    });
    for (const rescoring of open) {
      const claim = await claimEntry(this.database.manager, rescoring, LEASE);
      if (claim) {
        await this.giveWay();
        await this.scores.score(rescoring, claim);
        this.live.changed(`rescoring:${rescoring.taskId}`);
        return true;
      }
      const { total, done } = await progress(this.database.manager, rescoring);
      if (done === total && (await this.application.settle(rescoring.id))) return true;
    }
    return false;
  }

  /** Teams wait for their entries; nobody waits for this one. */
  private async giveWay(): Promise<void> {
    for (const until = Date.now() + COURTESY; Date.now() < until && !this.stopping; ) {
      if ((await this.claims.takeable()) === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import type { JobsOptions, Queue } from 'bullmq';

/**
 * A job of this queue is a token that says "take the next entry", and nothing else: PostgreSQL knows which one is
 * next, so a lost or doubled token loses and doubles nothing.
 */
export const SCORING_QUEUE = 'scoring';
const TOKEN = 'take-next';
const OPTIONS: JobsOptions = { removeOnComplete: true, removeOnFail: true };

@Injectable()
export class ScoringTokens {
  private readonly logger = new Logger('scoring tokens');

  constructor(@InjectQueue(SCORING_QUEUE) private readonly queue: Queue) {
    queue.on('error', () => undefined);
  }

  /** Call after the commit. Does not wait and does not fail: a worker's sweep adds what is missing. */
  add(): void {
    this.queue
      .add(TOKEN, {}, OPTIONS)
      .catch((error: Error) => this.logger.debug(`token not added: ${error.message}`));
  }

  /** Makes sure that at least `wanted` tokens wait. */
  async topUp(wanted: number): Promise<void> {
    const { waiting = 0 } = await this.queue.getJobCounts('waiting');
    const missing = Math.min(wanted - waiting, 1_000);
    if (missing > 0) {
      await this.queue.addBulk(
        Array.from({ length: missing }, () => ({ name: TOKEN, data: {}, opts: OPTIONS })),
      );
    }
  }
}

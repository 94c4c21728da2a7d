import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type JobsOptions, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';

/**
 * A job of this queue is a token that says "send the next message", and nothing else: PostgreSQL knows which one is
 * next, so a lost or doubled token loses and doubles nothing.
 */
export const MAIL_QUEUE = 'mail';
const TOKEN = 'send-next';
const OPTIONS: JobsOptions = { removeOnComplete: true, removeOnFail: true };
const MOST = 1_000;

@Injectable()
export class MailTokens implements OnModuleDestroy {
  private readonly logger = new Logger('mail tokens');
  private redis: Redis | undefined;
  private opened: Queue | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async onModuleDestroy(): Promise<void> {
    await this.opened?.close().catch(() => undefined);
    this.redis?.disconnect();
  }

  /** Call after the commit. Does not wait and does not fail: a worker's sweep adds what is missing. */
  add(count: number): void {
    this.addTokens(count).catch((error: Error) => this.logger.debug(`token not added: ${error.message}`));
  }

  /** Makes sure that at least `wanted` tokens wait. */
  async topUp(wanted: number): Promise<void> {
    if (wanted === 0) return;
    const { waiting = 0 } = await this.queue().getJobCounts('waiting');
    await this.addTokens(wanted - waiting);
  }

  private async addTokens(count: number): Promise<void> {
    if (count <= 0) return;
    const token = { name: TOKEN, data: {}, opts: OPTIONS };
    await this.queue().addBulk(Array.from({ length: Math.min(count, MOST) }, () => token));
  }

  /** Opened at the first need: commands that write no mail shall not wait for Redis. */
  private queue(): Queue {
    if (this.opened) return this.opened;
    this.redis = new Redis(this.config.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    this.redis.on('error', () => undefined);
    this.opened = new Queue(MAIL_QUEUE, { prefix: this.config.redisPrefix, connection: this.redis as never });
    this.opened.on('error', () => undefined);
    return this.opened;
  }
}

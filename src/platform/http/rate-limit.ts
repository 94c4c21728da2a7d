import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { DomainError } from './domain-error.js';
import { TOO_MANY_REQUESTS } from './http.errors.js';

/** At most `points` in `seconds`, counted over all API processes; while Redis is away each process counts for itself. */
export interface RateRule {
  name: string;
  points: number;
  seconds: number;
}

@Injectable()
export class RateLimits implements OnModuleDestroy {
  private readonly redis: Redis;
  private readonly limiters = new Map<string, RateLimiterRedis>();

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.redis = new Redis(config.redisUrl, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (tries) => Math.min(tries * 100, 2_000),
    });
    this.redis.on('error', () => undefined);
  }

  onModuleDestroy(): void {
    this.redis.disconnect();
  }

  /** Takes one point. @throws TOO_MANY_REQUESTS with the seconds to wait */
  async take(rule: RateRule, key: string): Promise<void> {
    await this.limiter(rule).consume(key).catch(refuse);
  }

  /**
   * Gives a taken point back, for limits that count failures only: taken before the attempt and given back after a
   * success, so that a thousand attempts at the same moment do not all see an empty count.
   */
  async giveBack(rule: RateRule, key: string): Promise<void> {
    await this.limiter(rule).reward(key, 1);
  }

  /** Forgets what was counted: a person who got in has proved who they are. */
  async reset(rule: RateRule, key: string): Promise<void> {
    await this.limiter(rule).delete(key);
  }

  private limiter(rule: RateRule): RateLimiterRedis {
    let limiter = this.limiters.get(rule.name);
    if (!limiter) {
      const limits = { points: rule.points, duration: rule.seconds };
      limiter = new RateLimiterRedis({
        ...limits,
        storeClient: this.redis,
        keyPrefix: `${this.config.redisPrefix}.rate.${rule.name}`,
        insuranceLimiter: new RateLimiterMemory(limits),
      });
      this.limiters.set(rule.name, limiter);
    }
    return limiter;
  }
}

function refuse(state: RateLimiterRes | Error): never {
  if (state instanceof Error) throw state;
  throw new DomainError(TOO_MANY_REQUESTS, { seconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) });
}

import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';

/** BullMQ for the API, which only adds tokens: it must answer at once when Redis is away. */
@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        prefix: config.redisPrefix,
        connection: quiet(new Redis(config.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 })),
      }),
    }),
  ],
})
export class QueueModule {}

/** BullMQ for a worker, which waits for Redis as long as it takes. */
@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        prefix: config.redisPrefix,
        connection: quiet(new Redis(config.redisUrl, { maxRetriesPerRequest: null })),
      }),
    }),
  ],
})
export class WorkerQueueModule {}

/** A connection error is news for the log of whoever uses it, not a crash. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}

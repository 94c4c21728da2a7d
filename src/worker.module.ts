import { type DynamicModule, Module } from '@nestjs/common';
import { DeliveryModule } from './features/mail/delivery.module.js';
import { NotebooksWorkModule } from './features/notebooks/notebooks-work.module.js';
import { RescoringWorkModule } from './features/rescoring/rescoring-work.module.js';
import { ScoringModule } from './features/submissions/scoring.module.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { LiveModule } from './platform/live/live.module.js';
import { WorkerQueueModule } from './platform/queue/queue.module.js';
import { StorageModule } from './platform/storage/storage.module.js';

@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static method
export class WorkerModule {
  static of(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.of(config),
        DatabaseModule,
        WorkerQueueModule,
        LiveModule,
        StorageModule,
        HealthModule,
        ScoringModule,
        NotebooksWorkModule,
        RescoringWorkModule,
        DeliveryModule,
      ],
    };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { EXECUTE_CONFIG, type ExecuteConfig } from './features/notebooks/execute/execute-config.js';
import { ExecuteHealthController } from './features/notebooks/execute/execute-health.controller.js';
import { Executor } from './features/notebooks/execute/executor.service.js';

/** The executing process: no storage, no queue, no entity, nothing that knows a label. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static method
export class ExecuteModule {
  static of(config: ExecuteConfig): DynamicModule {
    return {
      module: ExecuteModule,
      providers: [{ provide: EXECUTE_CONFIG, useValue: config }, Executor],
      controllers: [ExecuteHealthController],
    };
  }
}

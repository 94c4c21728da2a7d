import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ConfigError, readConfig } from './platform/config/config.js';
import { requirePermissions } from './platform/http/permission.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { createAdapter } from './platform/http/server.js';
import { createLog, NestLog } from './platform/log/log.js';
import { exitWithParent } from './runtime/parent.js';
import { WorkerModule } from './worker.module.js';

try {
  const config = readConfig('worker');
  const log = createLog(config.logLevel);
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.of(config),
    createAdapter(log, false),
    {
      logger: new NestLog(log),
      abortOnError: false,
    },
  );
  requirePermissions(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
  exitWithParent();
  if (config.workerPort === null) await app.init();
  else await app.listen(config.workerPort, config.host);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(78);
}

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ExecuteModule } from './execute.module.js';
import { ConfigError } from './platform/config/config.js';
import { readExecuteSettings } from './platform/config/execute-settings.js';
import { requirePermissions } from './platform/http/permission.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { createAdapter } from './platform/http/server.js';
import { createLog, NestLog } from './platform/log/log.js';
import { exitWithParent } from './runtime/parent.js';
import { bubblewrapRunner } from './sandbox/bubblewrap.js';
import { listEnvironments } from './sandbox/environment.js';

try {
  const settings = readExecuteSettings();
  const environments = listEnvironments(settings.environments);
  const [environment] = environments;
  if (!environment) throw new ConfigError(`There is no environment in ${settings.environments}.`);
  const { stateDir, slots } = settings;
  const runner = bubblewrapRunner({ stateDir, slots, environment });
  const log = createLog(settings.logLevel);
  const app = await NestFactory.create<NestFastifyApplication>(
    ExecuteModule.of({ ...settings, runner, environments }),
    createAdapter(log, false),
    { logger: new NestLog(log), abortOnError: false },
  );
  requirePermissions(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
  exitWithParent();
  await app.listen(settings.port, settings.host);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(78);
}

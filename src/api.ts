import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ApiModule, OUTSIDE_THE_API } from './api.module.js';
import { Credentials } from './features/accounts/credentials.service.js';
import { serveDocuments } from './openapi-document.js';
import type { Config } from './platform/config/config.js';
import { requestSeconds } from './platform/health/metrics.js';
import { enforcePermissions } from './platform/http/authentication.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { createAdapter, prepareServer } from './platform/http/server.js';
import { validation } from './platform/http/validation.js';
import { createLog, NestLog } from './platform/log/log.js';

/** The API, ready to listen. */
export async function createApi(config: Config): Promise<NestFastifyApplication> {
  const log = createLog(config.logLevel);
  const adapter = createAdapter(log, config.publicUrl.protocol === 'https:');
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(config), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
  });
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await prepareServer(server, config.publicUrl.protocol === 'https:');
  const credentials = app.get(Credentials);
  enforcePermissions(server, config.publicUrl.origin, (request) => credentials.identify(request));
  measureRequests(server);
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_API });
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter());
  serveDocuments(app, server);
  return app;
}

function measureRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    requestSeconds.observe(
      { method: request.method, route: request.pattern, status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
    done();
  });
}

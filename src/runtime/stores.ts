import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { embeddedUrls } from './connection.js';
import type { Home } from './home.js';
import { freePort, keptOrFreePort } from './ports.js';
import { clusterDir, preparePostgres, superuserUrl } from './postgres.js';
import { findOrGetRedis, redisAnswers, redisProgram, redisUrl, removeLeftRedis } from './redis.js';
import { Refusal } from './refusal.js';
import { type DatabaseUrls, ensureDatabase, ensureRoles, externalDatabase } from './roles.js';
import { keep, label, type Run } from './run.js';

/** The person's own PostgreSQL, or the built-in one with its data in the home. */
export async function startDatabase(run: Run, env: NodeJS.ProcessEnv): Promise<DatabaseUrls> {
  const { home, progress } = run;
  if (env.DATABASE_URL) {
    return progress.step(
      label(
        'Asking the PostgreSQL of DATABASE_URL',
        'The PostgreSQL of DATABASE_URL answers',
        'DATABASE_URL의 PostgreSQL이 응답합니다',
      ),
      () => externalDatabase(env, home.secrets),
    );
  }
  const remembered = home.remembered();
  const dataDir = dataDirOf(home);
  const elsewhere = dataDir !== home.path('postgres');
  const running = label('Starting PostgreSQL', 'PostgreSQL is running', 'PostgreSQL이 실행 중입니다');
  if (elsewhere) running.done += ` (${dataDir}: its own user cannot enter ${home.dir})`;
  return progress.step(running, async () => {
    const settings = {
      dataDir,
      port: remembered.postgresPort ?? (await freePort()),
      superuserPassword: home.secrets.superuser,
      logFile: home.path('logs', 'postgres.log'),
    };
    let program = await preparePostgres(settings);
    const port = await keptOrFreePort(settings.port);
    if (port !== settings.port) program = await preparePostgres({ ...settings, port });
    home.remember({ postgresPort: port, ...(elsewhere ? { postgresDir: dataDir } : {}) });
    await keep(run, program);
    const admin = superuserUrl({ ...settings, port });
    await ensureRoles(admin, home.secrets);
    await ensureDatabase(admin);
    return embeddedUrls(home, port);
  });
}

/** The person's own Redis, or a private one with its data in the home. */
export async function startRedis(run: Run, env: NodeJS.ProcessEnv): Promise<string> {
  const { home, progress } = run;
  if (env.REDIS_URL) {
    const url = env.REDIS_URL;
    return progress.step(
      label(
        'Asking the Redis of REDIS_URL',
        'The Redis of REDIS_URL answers',
        'REDIS_URL의 Redis가 응답합니다',
      ),
      async () => {
        if (await redisAnswers(url)) return url;
        throw new Refusal(
          'The Redis of REDIS_URL does not answer: check the address and password, and that it runs.',
        );
      },
    );
  }
  return progress.step(label('Starting Redis', 'Redis is running', 'Redis가 실행 중입니다'), async () => {
    const server = await findOrGetRedis(progress.line);
    const dataDir = home.path('redis');
    removeLeftRedis(server, dataDir);
    const port = await keptOrFreePort(home.remembered().redisPort);
    const settings = {
      dataDir,
      port,
      password: home.secrets.redis,
      logFile: home.path('logs', 'redis.log'),
    };
    home.remember({ redisPort: port });
    await keep(run, redisProgram(server, settings));
    return redisUrl(settings);
  });
}

function dataDirOf(home: Home): string {
  const { postgresDir } = home.remembered();
  if (postgresDir === undefined) return clusterDir(home.path('postgres'), randomBytes(6).toString('hex'));
  if (existsSync(postgresDir)) return postgresDir;
  throw new Refusal(
    `The database of this home is kept in ${postgresDir}, and that folder is gone: restore it from a backup, or set DATATHON_HOME to another folder to begin anew.`,
  );
}

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Home, openHome } from './home.js';
import { redisUrl } from './redis.js';
import { type DatabaseUrls, externalUrls, ROLE } from './roles.js';

/** The folder of the checkout or of the image: above `dist/`, or above `src/` where the sources run. */
export const ROOT = (() => {
  const above = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
  return above.endsWith('dist') ? dirname(above) : above;
})();

export function homeDir(env: NodeJS.ProcessEnv): string {
  return resolve(env.DATATHON_HOME || join(ROOT, '.datathon'));
}

/** How the three roles reach the built-in PostgreSQL. */
export function embeddedUrls(home: Home, port: number): DatabaseUrls {
  const as = (user: string, password: string) =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/datathon`;
  return {
    migrator: as(ROLE.migrator, home.secrets.migrator),
    api: as(ROLE.api, home.secrets.api),
    worker: as(ROLE.worker, home.secrets.worker),
    executor: as(ROLE.executor, home.secrets.executor),
  };
}

/**
 * The settings that a command needs in order to reach what `up` runs on this home.
 * What is set already is left as it is.
 */
export function environmentOfHome(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const dir = homeDir(env);
  if (env.NODE_ENV === 'production' || !existsSync(join(dir, 'secrets.json'))) return { ...env };
  const home = openHome(dir);
  const { postgresPort, redisPort } = home.remembered();
  const found: NodeJS.ProcessEnv = { DATATHON_HOME: dir, DATATHON_SECRET: home.secrets.secret };
  const urls = env.DATABASE_URL
    ? externalUrls(env, home.secrets)
    : postgresPort && embeddedUrls(home, postgresPort);
  if (urls) {
    found.DATABASE_URL = urls.migrator;
    found.DATABASE_API_URL = urls.api;
    found.DATABASE_WORKER_URL = urls.worker;
  }
  if (redisPort) found.REDIS_URL = redisUrl({ port: redisPort, password: home.secrets.redis });
  const given = Object.entries(env).filter(([, value]) => value);
  return { ...found, ...Object.fromEntries(given) };
}

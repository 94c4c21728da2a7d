import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError } from './config.js';

/** What the executing process is told through its environment: no key, no queue, and one role's way into the database. */
export interface ExecuteSettings {
  name: string;
  databaseUrl: string;
  /** The folder that it shares with the workers. */
  area: string;
  /** Its own, for runs while they last. */
  stateDir: string;
  environments: string;
  slots: number;
  host: string;
  port: number;
  logLevel: string;
}

/** @throws ConfigError */
export function readExecuteSettings(env: NodeJS.ProcessEnv = process.env): ExecuteSettings {
  const home = resolve(env.DATATHON_HOME || '.datathon');
  if (!env.DATABASE_EXECUTOR_URL) throw new ConfigError('DATABASE_EXECUTOR_URL must be set.');
  const slots = Number(env.EXECUTOR_SLOTS || 2);
  if (!Number.isInteger(slots) || slots < 1 || slots > 32)
    throw new ConfigError(`EXECUTOR_SLOTS must be a whole number from 1 to 32, not "${env.EXECUTOR_SLOTS}".`);
  return {
    name: `${hostname()} ${home}`.slice(-100),
    databaseUrl: env.DATABASE_EXECUTOR_URL,
    area: join(home, 'execution'),
    stateDir: join(home, 'sandbox'),
    environments: env.DATATHON_ENVIRONMENTS || join(home, 'environments'),
    slots,
    host: env.HOST || '127.0.0.1',
    port: Number(env.EXECUTOR_PORT || 0),
    logLevel: env.LOG_LEVEL || 'info',
  };
}

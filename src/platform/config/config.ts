import { resolve } from 'node:path';
import { type GuardedRole, type OidcProvider, readGuardedRoles, readProviders } from './sign-in-settings.js';

/** What the installation is told through its environment; see docs/architecture.md for every name. */
export interface Config {
  production: boolean;
  host: string;
  port: number;
  /** null: the worker opens no health port. */
  workerPort: number | null;
  home: string;
  publicUrl: URL;
  databaseUrl: string;
  redisUrl: string;
  redisPrefix: string;
  /** Empty in a worker, which signs nobody in. */
  secret: string;
  /** Where a worker hands in mail; null: it is kept in the mailbox instead. The API sends none and is not told. */
  smtpUrl: string | null;
  /** Whom mail is from: `Datathon <no-reply@example.org>`. */
  mailFrom: string;
  /** Mail is kept and shown on this machine: in development without a mail server, and never behind a proxy. */
  mailbox: boolean;
  /** Mails are neither sent nor shown: no server, and an address behind a proxy, where no mailbox may be. */
  mailsHidden: boolean;
  logLevel: string;
  /** Whom people may sign in with besides a password. */
  oidcProviders: readonly OidcProvider[];
  secondFactorFor: readonly GuardedRole[];
}

/** One or more sentences for the person who starts the program. */
export class ConfigError extends Error {}

/** Such as `Datathon <no-reply@example.org>`, or the address alone. */
const SENDER = /^(?:[^<>\r\n]*<)?[^\s<>@,;]+@[^\s<>@,;]+>?$/;
const DEVELOPMENT_SECRET = 'development-only-secret-of-this-machine';

/**
 * Reads the settings of one process.
 * @param role decides whose database URL is read: each process signs in to PostgreSQL as its own role.
 * @throws ConfigError naming every setting that is missing or unsafe, so that they are mended in one go.
 */
export function readConfig(role: 'api' | 'worker', env: NodeJS.ProcessEnv = process.env): Config {
  const production = env.NODE_ENV === 'production';
  const problems: string[] = [];
  const required = (name: string, fallback: string): string => {
    const value = env[name];
    if (value) return value;
    if (production) problems.push(`${name} must be set when NODE_ENV is production.`);
    return fallback;
  };
  const host = env.HOST || '127.0.0.1';
  const port = readPort('PORT', env.PORT ?? '3000', problems);
  const config: Config = {
    production,
    host,
    port,
    workerPort: env.WORKER_PORT ? readPort('WORKER_PORT', env.WORKER_PORT, problems) : null,
    home: resolve(env.DATATHON_HOME || '.datathon'),
    publicUrl: readUrl('PUBLIC_URL', required('PUBLIC_URL', `http://${host}:${port}`), problems),
    databaseUrl: required(
      role === 'api' ? 'DATABASE_API_URL' : 'DATABASE_WORKER_URL',
      'postgresql://127.0.0.1/datathon',
    ),
    redisUrl: required('REDIS_URL', 'redis://127.0.0.1:6379'),
    redisPrefix: env.DATATHON_REDIS_PREFIX || 'datathon',
    secret: role === 'api' ? required('DATATHON_SECRET', DEVELOPMENT_SECRET) : '',
    smtpUrl: role === 'worker' ? required('SMTP_URL', '') || null : null,
    mailFrom: role === 'worker' ? required('MAIL_FROM', 'Datathon <no-reply@datathon.local>') : '',
    mailbox: false,
    mailsHidden: false,
    logLevel: env.LOG_LEVEL || 'info',
    oidcProviders: role === 'api' ? readProviders(env, production, problems) : [],
    secondFactorFor: readGuardedRoles(env.REQUIRE_SECOND_FACTOR, problems),
  };
  const isKept = !production && !env.SMTP_URL;
  config.mailbox = isKept && config.publicUrl.protocol === 'http:';
  config.mailsHidden = isKept && !config.mailbox;
  if (config.smtpUrl !== null && !isSmtp(config.smtpUrl)) {
    problems.push('SMTP_URL must be an address such as smtps://name:password@mail.example.org.');
  }
  if (config.mailFrom && !SENDER.test(config.mailFrom)) {
    problems.push(
      'MAIL_FROM must be an e-mail address, or a name with one: Datathon <no-reply@example.org>.',
    );
  }
  if (production) problems.push(...unsafeSettings(config, env));
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return config;
}

function unsafeSettings(config: Config, env: NodeJS.ProcessEnv): string[] {
  const problems: string[] = [];
  if (
    config.secret &&
    env.DATATHON_SECRET &&
    (config.secret.length < 32 || config.secret === DEVELOPMENT_SECRET)
  ) {
    problems.push('DATATHON_SECRET must have at least 32 characters; `openssl rand -hex 32` makes one.');
  }
  if (env.PUBLIC_URL && config.publicUrl.protocol !== 'https:') {
    problems.push(
      'PUBLIC_URL must begin with https:// in production: sign-in cookies are sent over TLS only.',
    );
  }
  if (env.DATATHON_DEMO_PASSWORD) {
    problems.push('DATATHON_DEMO_PASSWORD must not be set in production: there is no demo event there.');
  }
  if (config.redisPrefix.includes(':')) problems.push('DATATHON_REDIS_PREFIX must not contain a colon.');
  return problems;
}

/** What is wrong with it is not quoted: a password may stand in it. */
function isSmtp(text: string): boolean {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '';
}

function readPort(name: string, text: string, problems: string[]): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  problems.push(`${name} must be a whole number from 0 to 65535, not "${text}".`);
  return 0;
}

function readUrl(name: string, text: string, problems: string[]): URL {
  try {
    return new URL(text);
  } catch {
    problems.push(`${name} must be an address such as https://datathon.example.org, not "${text}".`);
    return new URL('http://127.0.0.1');
  }
}

import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from './home.js';
import { isAlive, type ProcessRecord, recordOf, stopRecorded } from './identity.js';
import { freePort } from './ports.js';
import { preparePostgres, superuserUrl } from './postgres.js';
import { end, launch, type Program, untilReady } from './processes.js';
import { findOrGetRedis, redisProgram, redisUrl } from './redis.js';
import { type DatabaseUrls, ensureDatabase, ensureRoles, ROLE, signedInAs } from './roles.js';

const RECORD = '.process.json';
const OWNER = 'owner.json';

/** A PostgreSQL and a Redis that nobody else uses, for tests and measurements. */
export interface Services {
  adminUrl: string;
  redisUrl: string;
  passwords: { migrator: string; api: string; worker: string; executor: string };
  postgres: Store;
  redis: Store;
  urls(database: string): DatabaseUrls;
  /** An empty database, or a copy of another one. */
  createDatabase(name: string, template?: string): Promise<DatabaseUrls>;
  stop(): Promise<void>;
  /** At once, without waiting and without asking. */
  killAll(): void;
}

export interface Store {
  pid(): number | undefined;
  /** kill -9. PostgreSQL’s own processes notice it and end by themselves. */
  kill(): Promise<void>;
  /** On the same port and the same data. */
  restart(): Promise<void>;
}

/** @param volatile nothing is forced to the disk: faster, and lost with the machine's power only. */
export async function startServicesIn(dir: string, { volatile = false } = {}): Promise<Services> {
  mkdirSync(dir, { recursive: true });
  // PostgreSQL runs as another user where this runs as root.
  chmodSync(dir, 0o711);
  const random = () => randomBytes(18).toString('base64url');
  const settings = {
    dataDir: join(dir, 'postgres'),
    port: await freePort(),
    superuserPassword: random(),
    logFile: join(dir, 'postgres.log'),
    volatile,
  };
  const redisSettings = {
    dataDir: join(dir, 'redis'),
    port: await freePort(),
    password: random(),
    logFile: join(dir, 'redis.log'),
  };
  const passwords = { migrator: random(), api: random(), worker: random(), executor: random() };
  const server = await findOrGetRedis((line) => process.stderr.write(`${line}\n`));
  const [postgres, redis] = await Promise.all([
    startStore(dir, () => preparePostgres(settings)),
    startStore(dir, async () => redisProgram(server, redisSettings)),
  ]);
  const adminUrl = superuserUrl(settings);
  await ensureRoles(adminUrl, passwords);
  const urls = (database: string) => databaseUrls(superuserUrl(settings, database), passwords);
  return {
    adminUrl,
    redisUrl: redisUrl(redisSettings),
    passwords,
    postgres,
    redis,
    urls,
    async createDatabase(name, template) {
      await ensureDatabase(adminUrl, name, template);
      return urls(name);
    },
    async stop() {
      await Promise.all([postgres.end('SIGINT'), redis.end('SIGTERM')]);
    },
    killAll() {
      for (const pid of [postgres.pid(), redis.pid()]) if (pid) process.kill(pid, 'SIGKILL');
    },
  };
}

export function databaseUrls(
  url: string,
  passwords: Services['passwords'],
): DatabaseUrls & { executor: string } {
  return {
    migrator: signedInAs(url, ROLE.migrator, passwords.migrator),
    api: signedInAs(url, ROLE.api, passwords.api),
    worker: signedInAs(url, ROLE.worker, passwords.worker),
    executor: signedInAs(url, ROLE.executor, passwords.executor),
  };
}

async function startStore(
  dir: string,
  prepare: () => Promise<Program>,
): Promise<Store & { end(signal: NodeJS.Signals): Promise<void> }> {
  let child: ChildProcess;
  async function start() {
    const program = await prepare();
    child = launch(program);
    const record = recordOf(child.pid ?? 0, program.name);
    writeFileSync(join(dir, `${program.name}${RECORD}`), JSON.stringify(record));
    await untilReady(program, child);
  }
  await start();
  return {
    pid: () => (child.exitCode === null && child.signalCode === null ? child.pid : undefined),
    kill: () => end(child, 'SIGKILL', 0),
    restart: start,
    end: (signal) => end(child, signal, 20_000),
  };
}

/** A folder for one run. What earlier runs, ended by kill -9, have left in theirs is stopped and removed. */
export async function makeRunFolder(prefix: string): Promise<string> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    // It may be somebody else's, or be removed by another run at this moment: then it is left alone.
    await removeIfLeft(join(tmpdir(), name)).catch(() => undefined);
  }
  const dir = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(dir, OWNER), JSON.stringify(recordOf(process.pid, 'tests')));
  return dir;
}

async function removeIfLeft(dir: string) {
  const owner = readJson<ProcessRecord>(join(dir, OWNER));
  if (!owner || isAlive(owner)) return;
  for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith(RECORD)) continue;
    const record = readJson<ProcessRecord>(join(dir, file));
    if (record) await stopRecorded(record, 'SIGKILL', 0);
  }
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

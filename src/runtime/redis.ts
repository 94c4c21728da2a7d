import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { installWithApt, isRootWithApt } from './apt.js';
import type { Program } from './processes.js';
import { fetchImage, hasDocker, inContainer, removeLeftContainer } from './redis-container.js';
import { Refusal } from './refusal.js';

/** Where the server comes from: a program of this machine, or an image that Docker runs. */
export type RedisServer = { program: string } | { image: true };

export interface RedisSettings {
  /** The folder that holds the append-only file. */
  dataDir: string;
  port: number;
  password: string;
  logFile: string;
}

export function redisUrl(settings: Pick<RedisSettings, 'port' | 'password'>): string {
  return `redis://:${encodeURIComponent(settings.password)}@127.0.0.1:${settings.port}`;
}

/** The server program on this machine: Redis or Valkey, whichever is there and new enough. */
function findRedis(): string | undefined {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/usr/local/bin', '/opt/homebrew/bin');
  const candidates = folders
    .filter(Boolean)
    .flatMap((dir) => [join(dir, 'redis-server'), join(dir, 'valkey-server')]);
  return candidates.find((file) => isExecutable(file) && isNewEnough(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The queues use commands that came with Redis 6.2; Valkey began after that. */
function isNewEnough(file: string): boolean {
  const told = spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const [, major, minor] = /v=(\d+)\.(\d+)/.exec(told) ?? [];
  return Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 2);
}

/** Finds a server, or gets one through apt or Docker where this user may, saying so through `tell`. */
export async function findOrGetRedis(tell: (line: string) => void): Promise<RedisServer> {
  const found = findRedis();
  if (found) return { program: found };
  const failures: string[] = [];
  if (isRootWithApt()) {
    tell('Redis is not on this machine: installing Debian’s package redis-server');
    const failure = await installWithApt(['redis-server']);
    const installed = findRedis();
    if (installed) return { program: installed };
    failures.push(failure ?? 'no program was found after the installation');
  }
  if (hasDocker()) {
    const failure = await fetchImage(tell);
    if (failure === undefined) return { image: true };
    failures.push(failure);
  }
  const how =
    failures.length > 0 ? `could not be installed (${failures.join('; ')})` : 'is not on this machine';
  throw new Refusal(`Redis ${how}. ${WHAT_TO_DO}`);
}

const WHAT_TO_DO =
  'Install Redis 6.2 or Valkey (for example: sudo apt-get install redis-server), or set REDIS_URL to a server of your own, and start again.';

/** A Redis of our own: on loopback with a password, and every job on the disk before it is promised for long. */
export function redisProgram(server: RedisServer, settings: RedisSettings): Program {
  const { dataDir, port, logFile } = settings;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lines = [
    `port ${port}`,
    // A container has an address of its own, and only its port on this machine's loopback is published.
    'image' in server ? 'bind *' : 'bind 127.0.0.1',
    'protected-mode yes',
    `requirepass ${settings.password}`,
    'daemonize no',
    // Started in its folder: a path with spaces or Korean letters needs no quoting this way.
    'dir ./',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    // BullMQ needs every key to stay until it is removed.
    'maxmemory-policy noeviction',
    'set-proc-title no',
    '',
  ];
  const url = redisUrl(settings);
  return {
    name: 'Redis',
    ...('image' in server
      ? inContainer(dataDir, port, { cwd: dataDir, logFile })
      : {
          command: server.program,
          args: ['-'],
          cwd: dataDir,
          env: { PATH: process.env.PATH, LC_ALL: 'C' },
          logFile,
        }),
    // Its settings go through the standard input: the password stands in no file and in no list of processes.
    input: lines.join('\n'),
    stopSignal: 'SIGTERM',
    stopPatienceMs: 15_000,
    ready: () => redisAnswers(url),
    readyPatienceMs: 60_000,
  };
}

/** Ends what a start that was killed has left in a container, so that its port is free again. */
export function removeLeftRedis(server: RedisServer, dataDir: string): void {
  if ('image' in server) removeLeftContainer(dataDir);
}

/** False also while Redis is still reading its file. */
export async function redisAnswers(url: string): Promise<boolean> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

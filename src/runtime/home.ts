import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, type ProcessRecord, recordOf, stopRecorded } from './identity.js';
import { Refusal } from './refusal.js';

/** Everything that is random once per installation. In the home, readable by its owner alone. */
export interface Secrets {
  secret: string;
  demoPassword: string;
  superuser: string;
  migrator: string;
  api: string;
  worker: string;
  executor: string;
  redis: string;
}

/** What a later start wants to find as it was, and that is no secret. */
export interface Remembered {
  postgresPort?: number;
  redisPort?: number;
  postgresDir?: string;
  demo?: string;
}

export interface Home {
  dir: string;
  secrets: Secrets;
  path(...parts: string[]): string;
  remembered(): Remembered;
  remember(change: Remembered): void;
}

const PRIVATE = 0o700;

/** Makes the home ready, or says in a sentence why it cannot be used. */
export function openHome(wanted: string): Home {
  const dir = resolve(wanted);
  try {
    // Others may pass through but not look: as root, PostgreSQL runs as another user and must reach its folder.
    mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : PRIVATE });
    accessSync(dir, constants.W_OK | constants.X_OK);
    for (const part of ['run', 'logs', 'redis'])
      mkdirSync(join(dir, part), { recursive: true, mode: PRIVATE });
    const probe = join(dir, 'run', '.written');
    writeFileSync(probe, '');
    rmSync(probe);
    return homeAt(dir);
  } catch (error) {
    throw new Refusal(whyNoHome(dir, error as NodeJS.ErrnoException));
  }
}

function homeAt(dir: string): Home {
  const file = join(dir, 'remembered.json');
  return {
    dir,
    secrets: readSecrets(join(dir, 'secrets.json')),
    path: (...parts) => join(dir, ...parts),
    remembered: () => readJson<Remembered>(file) ?? {},
    remember: (change) => replaceFile(file, { ...readJson<Remembered>(file), ...change }),
  };
}

function whyNoHome(dir: string, error: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    EROFS: 'it is on a read-only file system',
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    ENOTDIR: 'a part of the path is a file, not a folder',
    EEXIST: 'it is a file, not a folder',
    ENAMETOOLONG: 'the path is longer than the file system allows',
    ENOSPC: 'the disk is full',
    ELOOP: 'its symbolic links lead in a circle',
  };
  const reason = reasons[error.code ?? ''] ?? error.message;
  return `The home ${dir} cannot be used: ${reason}. Set DATATHON_HOME to a folder that this user can write to.`;
}

function readSecrets(file: string): Secrets {
  const known = readJson<Partial<Secrets>>(file) ?? {};
  const random = () => randomBytes(24).toString('base64url');
  const secrets: Secrets = {
    secret: random(),
    demoPassword: pronounceable(),
    superuser: random(),
    migrator: random(),
    api: random(),
    worker: random(),
    executor: random(),
    redis: random(),
    ...known,
  };
  if (Object.keys(known).length < Object.keys(secrets).length) replaceFile(file, secrets);
  return secrets;
}

/** Some sixty random bits that can be read aloud and typed: no letter is mistaken for another. */
function pronounceable(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = Array.from(randomBytes(48))
    .filter((byte) => byte < 248)
    .slice(0, 12)
    .map((byte) => letters[byte % 31])
    .join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}`;
}

export function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    throw new Refusal(`The file ${file} is damaged: restore it from a backup, or remove it to start anew.`);
  }
}

/** A reader sees the old text or the new one, never half of it. */
function replaceFile(file: string, value: unknown) {
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(next, file);
}

/** What is known of the `up` that holds a home. */
interface Holder extends ProcessRecord {
  address?: string;
  stopping?: boolean;
}

export interface HomeLock {
  /** From now on a next start waits instead of being refused. */
  isStopping(): void;
  release(): void;
}

const STOPPING_PATIENCE_MS = 60_000;

/** Takes the home for this process. */
export async function lockHome(home: Home, address: string): Promise<HomeLock> {
  const lock = home.path('run', 'up.json');
  const mine: Holder = { ...recordOf(process.pid, 'up')!, address };
  const draft = home.path('run', `up.${process.pid}`);
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  const patient = Date.now() + STOPPING_PATIENCE_MS;
  try {
    while (!linked(draft, lock)) {
      const holder = holderOf(lock);
      if (!holder || !isAlive(holder)) removeStale(home, lock);
      else if (!holder.stopping || Date.now() > patient) throw new Refusal(whyHeld(home, holder));
      else await wait(100);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    isStopping: () => replaceFile(lock, { ...mine, stopping: true }),
    release: () => {
      if (holderOf(lock)?.identity === mine.identity) rmSync(lock, { force: true });
    },
  };
}

/** Two starts may find the same stale lock: what was moved away is looked at again, and put back if it is new. */
function removeStale(home: Home, lock: string) {
  const aside = home.path('run', `up.stale.${process.pid}`);
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const holder = holderOf(aside);
  if (holder && isAlive(holder)) linked(aside, lock);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function whyHeld(home: Home, holder: Holder | undefined): string {
  const where = holder?.address ? ` at ${holder.address}` : '';
  return `Datathon is already running${where} on this home (${home.dir}, process ${holder?.pid ?? 'unknown'}). Stop it first, or set DATATHON_HOME and PORT for a second one.`;
}

interface ChildRecord extends ProcessRecord {
  stopSignal: NodeJS.Signals;
}

export function recordChild(home: Home, name: string, pid: number, stopSignal: NodeJS.Signals) {
  const record = recordOf(pid, name);
  if (record) replaceFile(home.path('run', `child-${name}.json`), { ...record, stopSignal });
}

export function forgetChild(home: Home, name: string) {
  rmSync(home.path('run', `child-${name}.json`), { force: true });
}

/** Stops what an `up` that was killed has left running. Returns the names of what was stopped. */
export async function stopLeftChildren(home: Home): Promise<string[]> {
  const files = readdirSync(home.path('run')).filter((name) => /^child-.*\.json$/.test(name));
  const records = files.map((file) => readJson<ChildRecord>(home.path('run', file))!);
  const left = records.filter(isAlive);
  // All at once: what uses the database ends in its own time, and PostgreSQL does not wait for it.
  await Promise.all(left.map((record) => stopRecorded(record, record.stopSignal, 15_000)));
  for (const file of files) rmSync(home.path('run', file), { force: true });
  return left.map(({ name }) => name);
}

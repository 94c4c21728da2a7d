import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  alone,
  areDependenciesFresh,
  hasSources,
  isFresh,
  ROOT,
  stamp,
  stampDependencies,
  takeReading,
} from './freshness.js';
import { refuseOldNode, run, runNpm, runPackage, StepFailure } from './run.js';

const has = (path) => existsSync(join(ROOT, path));

/** Says what takes long, with the time it took. */
async function timed(tell, label, work) {
  const began = Date.now();
  const waiting = setInterval(() => tell(`${label} … ${Math.round((Date.now() - began) / 1000)} s`), 10_000);
  try {
    tell(`${label} …`);
    await work();
    tell(`${label}: done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  } finally {
    clearInterval(waiting);
  }
}

export async function install(tell) {
  if (areDependenciesFresh()) return;
  await alone(async () => {
    if (areDependenciesFresh()) return;
    await timed(tell, 'Installing dependencies (npm ci)', npmCi);
    stampDependencies();
  });
}

async function npmCi() {
  // What builds the program is among the development dependencies, in production too.
  const how = ['--include=dev', '--no-audit', '--no-fund'];
  try {
    await runNpm(['ci', ...how], { quiet: true });
  } catch (error) {
    // A lock file that was made where packages for other machines are missing is refused by `npm ci` alone.
    if (!/code EUSAGE/.test(error.message)) throw error;
    await runNpm(['install', '--no-save', ...how], { quiet: true });
  }
}

/** Makes what is older than its sources. Parts that are not there yet are passed over. */
export async function build(tell, parts = ['server', 'schema', 'web']) {
  if (!hasSources()) return;
  const needed = () => parts.filter((part) => isThere[part]() && !isFresh(part));
  if (needed().length === 0) return;
  await alone(async () => {
    for (const part of parts) {
      if (!isThere[part]() || isFresh(part)) continue;
      const reading = takeReading(part);
      await timed(tell, LABEL[part], make[part]);
      stamp(part, reading);
    }
  });
}

const LABEL = {
  server: 'Building the server',
  schema: 'Describing the API to the page',
  web: 'Building the page',
};

const isThere = {
  server: () => true,
  schema: () => has('openapi.json') && has('web/src'),
  web: () => has('web/index.html'),
};

const make = {
  async server() {
    await runPackage('@nestjs/cli/bin/nest.js', ['build'], { quiet: true });
    removeOrphans('dist/src', 'src');
    removeOrphans('dist/migrations', 'migrations');
    if (has('dist/src/openapi.js')) await run(process.execPath, ['dist/src/openapi.js'], { quiet: true });
  },
  schema: () =>
    runPackage('openapi-typescript/bin/cli.js', ['openapi.json', '-o', 'web/src/api/schema.d.ts'], {
      quiet: true,
    }),
  web: () => runPackage('vite/bin/vite.js', ['build', 'web'], { quiet: true }),
};

/** The compiler leaves the output of removed sources behind; a removed migration must not be run. */
function removeOrphans(built, sources) {
  if (!has(built)) return;
  for (const entry of readdirSync(join(ROOT, built), { withFileTypes: true })) {
    const output = join(built, entry.name);
    if (entry.isDirectory()) {
      if (has(join(sources, entry.name))) removeOrphans(output, join(sources, entry.name));
      else rmSync(join(ROOT, output), { recursive: true });
      continue;
    }
    const source = /^(.*?)(\.d\.ts|\.js)(\.map)?$/.exec(entry.name)?.[1];
    const known = source !== undefined && ['.ts', '.tsx'].some((end) => has(join(sources, source + end)));
    if (source !== undefined && !known) rmSync(join(ROOT, output));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  refuseOldNode();
  const tell = (line) => process.stdout.write(`${line}\n`);
  try {
    await install(tell);
    await build(tell);
  } catch (error) {
    process.stderr.write(`${error instanceof StepFailure ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

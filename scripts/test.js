import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build, install } from './build.js';
import { ROOT } from './freshness.js';
import { refuseOldNode, runPackage, StepFailure } from './run.js';

/**
 * Everything that must hold, cheap things first. A failure does not keep the later steps from running,
 * so that one run shows all there is to mend. The last line is for programs that read it.
 */
refuseOldNode();
const results = [];
const scratch = mkdtempSync(join(tmpdir(), 'datathon-report-'));
const tell = (line) => process.stdout.write(`${line}\n`);
const has = (path) => existsSync(join(ROOT, path));
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
  });
}

/** `work` returns numbers of its own, or nothing when the step is one check. */
async function step(name, work) {
  if (interrupted) return;
  tell(`\n== ${name}`);
  const began = Date.now();
  let counted = { passed: 1, failed: 0 };
  try {
    counted = (await work()) ?? counted;
  } catch (error) {
    process.stdout.write(`${error instanceof StepFailure ? error.message : error.stack}\n`);
    counted = { passed: 0, failed: 1 };
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  results.push({ name, seconds, ...counted });
  tell(`== ${name}: ${counted.failed ? 'FAILED' : 'passed'} in ${seconds} s`);
}

const JEST = 'jest/bin/jest.js';

/** A spec file that could not even be loaded counts as a failure, and so does a run without any test. */
async function jest(config, where) {
  const report = join(scratch, `${results.length}.json`);
  const args = ['--config', config, '--ci', '--json', '--outputFile', report, ...where];
  let failure;
  await runPackage(JEST, args, {
    node: ['--experimental-vm-modules', '--no-warnings'],
    env: { ...process.env, DATATHON_TEST_NO_BUILD: '1' },
  }).catch((error) => {
    failure = error;
  });
  if (!existsSync(report)) throw failure ?? new StepFailure('jest left no report');
  const told = JSON.parse(readFileSync(report, 'utf8'));
  const passed = told.numPassedTests;
  const failed = told.numFailedTests + told.numRuntimeErrorTestSuites;
  if (failed === 0 && (failure || told.numTotalTests === 0)) {
    process.stdout.write(`${failure?.message ?? 'There was no test to run.'}\n`);
    return { passed, failed: 1 };
  }
  return { passed, failed };
}

function specsIn(folder) {
  return (
    has(folder) &&
    readdirSync(join(ROOT, folder), { recursive: true }).some((name) => /spec\.ts$/.test(String(name)))
  );
}

function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin');
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
}

async function browser() {
  if (!findChromium()) {
    const { isRootWithApt, installWithApt } = await import('../dist/src/runtime/apt.js');
    if (!isRootWithApt()) {
      throw new StepFailure(
        'There is no Chromium on this machine: install it (for example: sudo apt-get install chromium fonts-noto-cjk), or set CHROMIUM_PATH.',
      );
    }
    tell('Chromium is not on this machine: installing Debian’s packages chromium and fonts-noto-cjk …');
    const failure = await installWithApt(['chromium', 'fonts-noto-cjk']);
    if (failure) throw new StepFailure(`Chromium could not be installed: ${failure}`);
  }
  return jest('jest.e2e.config.js', ['test/browser/']);
}

await step('dependencies', () => install(tell));
await step('lint and format', () =>
  runPackage('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
);
await step('types', () => runPackage('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']));
if (has('web/tsconfig.json')) {
  await step('build of the server', () => build(tell, ['server', 'schema']));
  await step('types of the page', () =>
    runPackage('typescript/bin/tsc', ['--noEmit', '-p', 'web/tsconfig.json']),
  );
}
await step('build', () => build(tell));
await step('unit and architecture', () => jest('jest.config.js', []));
await step('end to end', () => jest('jest.e2e.config.js', ['test/e2e/']));
await step('sandbox', () => jest('jest.sandbox.config.js', ['test/sandbox/']));
if (specsIn('test/browser')) await step('browser', browser);
rmSync(scratch, { recursive: true, force: true });

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const failed = sum('failed') + (interrupted ? 1 : 0);
tell('');
for (const result of results) {
  tell(`${result.seconds.padStart(7)} s  ${result.name}: ${result.passed} passed, ${result.failed} failed`);
}
if (interrupted) tell('Interrupted: the steps after this one did not run.');
process.exitCode = failed ? 1 : 0;
// Others may read only this line; it stands alone, whatever else was said.
process.stdout.write(`\n${sum('passed')} passed, ${failed} failed\n`);

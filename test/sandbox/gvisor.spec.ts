import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gvisorRunner } from '../../src/sandbox/gvisor.js';
import type { NotebookRunner } from '../../src/sandbox/sandbox.js';
import { environment, LIMITS, notebookOf, runNotebook } from './support/runs.js';

const HOLD = fileURLToPath(new URL('./support/hold-run.js', import.meta.url));
const ENDLESS = "import time\nprint('running', flush=True)\nwhile True: time.sleep(1)";

let stateDir: string;
let runner: NotebookRunner;
beforeAll(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'datathon-gvisor-'));
  runner = gvisorRunner({ stateDir, slots: 2, environment: environment() });
});
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

/** All of gVisor's processes name the folder that it keeps its state in. */
const processesLeft = () =>
  readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(stateDir, 'runsc'))
      );
    } catch {
      return false;
    }
  });
const groupsLeft = () =>
  ['/sys/fs/cgroup', '/sys/fs/cgroup/memory']
    .filter(existsSync)
    .flatMap((dir) => readdirSync(dir).filter((name) => name.startsWith('datathon-g')));

function expectNothingLeft() {
  expect(processesLeft()).toEqual([]);
  expect(groupsLeft()).toEqual([]);
  expect(readdirSync(stateDir)).toEqual(['runsc']);
  expect(readdirSync(join(stateDir, 'runsc'))).toEqual([]);
}

test('what was cancelled ends at once and leaves nothing', async () => {
  const abort = new AbortController();
  const onFrame = ({ type }: { type: string }) => {
    if (type === 'output') abort.abort();
  };
  const { result } = await runNotebook(runner, 0, notebookOf(ENDLESS), { signal: abort.signal, onFrame });
  expect(result).toMatchObject({ verdict: 'cancelled', output: null });
  expectNothingLeft();
});

test('kill -9 of the worker leaves nothing that reaping does not remove', async () => {
  const child = spawn(process.execPath, [HOLD], { stdio: ['pipe', 'pipe', 'ignore'] });
  const settings = { engine: 'gvisor', stateDir, environment: environment(), source: ENDLESS, inputs: [] };
  child.stdin.end(JSON.stringify({ ...settings, limits: LIMITS }));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (bytes) => {
      if (String(bytes).includes('running')) resolve();
    });
  });
  child.kill('SIGKILL');
  for (let k = 0; k < 400 && processesLeft().length; k += 1) await wait(50);
  expect(processesLeft()).toEqual([]);
  await gvisorRunner({ stateDir, slots: 2, environment: environment() }).reap();
  expectNothingLeft();
});

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bubblewrapRunner, slotsOf } from '../../src/sandbox/bubblewrap.js';
import { type NotebookRunner, SandboxError } from '../../src/sandbox/sandbox.js';
import {
  environment,
  type Inputs,
  LIMITS,
  makeInputs,
  notebookOf,
  processesOfSlots,
  runNotebook,
  runProgram,
} from './support/runs.js';

const HOLD = fileURLToPath(new URL('./support/hold-run.js', import.meta.url));
/** Processes that leave their session, so that nothing but the sandbox's end ends them. */
const STUBBORN = `
import os, signal, time
for k in range(10):
    if os.fork() == 0:
        os.setsid(); signal.signal(15, signal.SIG_IGN); signal.signal(1, signal.SIG_IGN)
        while True: time.sleep(1)
open('/tmp/left', 'w').write('x' * 1000)
print('running', flush=True)
while True: time.sleep(1)
`;

let inputs: Inputs;
let stateDir: string;
let runner: NotebookRunner;
beforeAll(() => {
  inputs = makeInputs();
  stateDir = mkdtempSync(join(tmpdir(), 'datathon-state-'));
  runner = bubblewrapRunner({ stateDir, slots: 2, environment: environment() });
});
afterAll(() => {
  inputs.remove();
  rmSync(stateDir, { recursive: true, force: true });
});

const groupsLeft = () =>
  ['memory', 'pids', 'cpu', ''].flatMap((controller) => {
    try {
      return readdirSync(join('/sys/fs/cgroup', controller)).filter((name) =>
        name.startsWith(slotsOf(stateDir).prefix),
      );
    } catch {
      return [];
    }
  });
const mountsLeft = () =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => line.includes(stateDir));

async function eventually(check: () => boolean) {
  for (let k = 0; k < 400 && !check(); k += 1) await wait(50);
  return check();
}

function expectNothingLeft() {
  expect(processesOfSlots(slotsOf(stateDir).user(0))).toEqual([]);
  expect(groupsLeft()).toEqual([]);
  expect(mountsLeft()).toEqual([]);
  expect(readdirSync(stateDir)).toEqual([]);
}

test('a run leaves nothing, whatever its end', async () => {
  await runNotebook(runner, 0, notebookOf('1'), { inputs: inputs.files });
  expectNothingLeft();
  await runNotebook(runner, 0, notebookOf(STUBBORN), { limits: { wallSeconds: 4 } });
  expectNothingLeft();
});

test('what was cancelled ends at once, at whatever point it is', async () => {
  for (const when of ['before', 'starting', 'running'] as const) {
    const abort = new AbortController();
    if (when === 'before') abort.abort();
    if (when === 'starting') setTimeout(() => abort.abort(), 30);
    const onFrame = ({ type }: { type: string }) => {
      if (type === 'output') abort.abort();
    };
    const { result } = await runNotebook(runner, 0, notebookOf(STUBBORN), { signal: abort.signal, onFrame });
    expect({ when, verdict: result.verdict, output: result.output }).toEqual({
      when,
      verdict: 'cancelled',
      output: null,
    });
    expectNothingLeft();
  }
});

/** The process that holds the run is killed while it starts, while it stages, and while the code runs. */
test.each([['soon'], ['later'], ['running']])(
  'kill -9 of the worker (%s) leaves nothing that reaping does not remove',
  async (when) => {
    const child = spawn(process.execPath, [HOLD], { stdio: ['pipe', 'pipe', 'ignore'] });
    const settings = {
      stateDir,
      environment: environment(),
      source: STUBBORN,
      limits: LIMITS,
      inputs: inputs.files,
    };
    child.stdin.end(JSON.stringify(settings));
    const said = (word: string) =>
      new Promise<void>((resolve) => {
        let text = '';
        child.stdout.on('data', (bytes) => {
          text += bytes;
          if (text.includes(word)) resolve();
        });
      });
    await said(when === 'running' ? 'running' : 'began');
    if (when === 'later') await wait(150);
    child.kill('SIGKILL');
    // Without anybody's help, no process is left: the sandbox ends with the worker.
    expect(await eventually(() => processesOfSlots(slotsOf(stateDir).user(0)).length === 0)).toBe(true);
    const after = bubblewrapRunner({ stateDir, slots: 2, environment: environment() });
    await after.reap();
    expectNothingLeft();
    const { result } = await runNotebook(after, 1, notebookOf("open('predictions.csv','w').write('a')"));
    expect(result.verdict).toBe('finished');
  },
);

describe('what a run is given', () => {
  test('the same seed, hashes and threads each time; cells are counted and timed', async () => {
    const source =
      "import os\nprint(os.environ['DATATHON_SEED'], hash('a'))\n# %%\n\n# %%\nprint(os.getcwd(), os.environ['DATATHON_INPUT'], os.environ['DATATHON_OUTPUT'])\nopen('predictions.csv','w').write(open('/data/test.csv').read()[:10])";
    const one = await runNotebook(runner, 0, notebookOf(source), { inputs: inputs.files, seed: 42 });
    const two = await runNotebook(runner, 1, notebookOf(source), { inputs: inputs.files, seed: 42 });
    expect(one.said).toBe(two.said);
    expect(one.said).toMatch(/^42 -?\d+\n\/out \/data \/out\n$/);
    expect(one.result.output?.toString()).toBe('id,a,b\n200');
    const cells = one.frames.flatMap((frame) =>
      frame.type === 'cell' ? [`${frame.cell}/${frame.of} ${frame.state}`] : [],
    );
    expect(cells).toEqual([
      '0/3 started',
      '0/3 finished',
      '1/3 started',
      '1/3 finished',
      '2/3 started',
      '2/3 finished',
    ]);
  });

  test('what the issue of packages promises can be imported and draws', async () => {
    const source = `
import lightgbm, matplotlib.pyplot as plt, numpy as np, pandas as pd, sklearn, statsmodels.api as sm
d = lightgbm.LGBMClassifier(n_estimators=3, verbose=-1).fit(np.arange(200).reshape(-1, 1), np.arange(200) > 99)
plt.plot([1, 2]); plt.show()
# %%
pd.DataFrame({'a': [1]})
# %%
1 / 0`;
    const { result, frames } = await runNotebook(runner, 0, notebookOf(source), {
      limits: { wallSeconds: 60 },
    });
    expect(result).toMatchObject({ verdict: 'crashed', cell: 2, output: null });
    const outputs = frames.flatMap((frame) => (frame.type === 'output' ? [frame] : []));
    expect(outputs.map(({ cell, output }) => `${cell} ${output.kind}`)).toEqual([
      '0 png',
      '1 html',
      '2 error',
    ]);
    expect(outputs[1]!.output).toMatchObject({ text: '   a\n0  1' });
    expect(outputs[2]!.output).toMatchObject({ name: 'ZeroDivisionError', message: 'division by zero' });
  });

  test('a spec that cannot be carried out is our fault, not the notebook’s', async () => {
    const file = notebookOf('1');
    await expect(runNotebook(runner, 7, file)).rejects.toThrow(SandboxError);
    await expect(
      runNotebook(runner, 0, file, { inputs: [{ name: '../x', path: '/etc/passwd' }] }),
    ).rejects.toThrow(SandboxError);
    await expect(
      runNotebook(runner, 0, file, { inputs: [{ name: 'x', path: '/nonexistent' }] }),
    ).rejects.toThrow(SandboxError);
    const broken = { ...environment(), python: '/nonexistent/python' };
    await expect(runNotebook(runner, 0, file, { environment: broken })).rejects.toThrow(SandboxError);
    await expect(
      runNotebook(runner, 0, file, { environment: { ...environment(), root: '/nonexistent' } }),
    ).rejects.toThrow(SandboxError);
    const first = runNotebook(runner, 0, file);
    await expect(runNotebook(runner, 0, file)).rejects.toThrow('taken');
    await first;
    expectNothingLeft();
  });
});

test('two runs cannot tell each other anything by a lock on a file that both read', async () => {
  const sender =
    "import fcntl\nf = open('/data/train.csv')\ntry: fcntl.flock(f, fcntl.LOCK_EX); print('LEAK')\nexcept OSError as e: print('refused', e.errno)\ntry: fcntl.lockf(f, fcntl.LOCK_SH); print('shared')\nexcept OSError as e: print('refused', e.errno)\nimport time; time.sleep(4)";
  const reader =
    "import fcntl, struct, time\ntime.sleep(2)\nf = open('/usr/bin/python3', 'rb')\ntry: print('LEAK', fcntl.fcntl(f, 5, struct.pack('hhqqi4x', 1, 0, 0, 0, 0)))\nexcept OSError as e: print('refused', e.errno)";
  const [one, two] = await Promise.all([
    runNotebook(runner, 0, notebookOf(sender), { inputs: inputs.files }),
    runNotebook(runner, 1, notebookOf(reader), { inputs: inputs.files }),
  ]);
  expect(one.said).toMatch(/^refused 1\n/);
  expect(two.said).toMatch(/^refused 22\n/);
});

describe('a scorer of an organizer’s', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'datathon-scorer-'));
    writeFileSync(join(dir, 'labels.csv'), 'id,label\n1,0\n', { mode: 0o600 });
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const score = (source: string, limits = {}) => {
    const path = join(dir, 'main.py');
    writeFileSync(path, source);
    const files = [{ name: 'main.py', path }];
    const command = ['python', '$program/main.py', '$input', '$output'];
    const given = [
      { name: 'ref/labels.csv', path: join(dir, 'labels.csv') },
      { name: 'res/predictions.csv', path: join(dir, 'labels.csv') },
    ];
    return runProgram(runner, 0, { kind: 'scorer', files, command }, 'scores.json', {
      inputs: given,
      limits,
    });
  };

  test('reads both folders and leaves its scores; what it prints is its log', async () => {
    const { result, text } = await score(
      "import sys, json, os\nprint(sorted(os.listdir(sys.argv[1])), open(sys.argv[1] + '/ref/labels.csv').read())\njson.dump({'auc': 0.5}, open(sys.argv[2] + '/scores.json', 'w'))",
    );
    expect(result).toMatchObject({ verdict: 'finished', cell: null });
    expect(result.output?.toString()).toBe('{"auc": 0.5}');
    expect(text).toContain("['ref', 'res'] id,label");
  });

  test('that crashes, writes nothing or does not end is never finished', async () => {
    const crashed = await score(
      "import json\njson.dump({}, open('/out/scores.json', 'w'))\nraise ValueError('no such column')",
    );
    expect(crashed.result).toMatchObject({ verdict: 'crashed', output: null });
    expect(crashed.text).toContain('ValueError: no such column');
    expect((await score('1')).result.verdict).toBe('no_output');
    expect((await score('while True: pass', { wallSeconds: 3 })).result.verdict).toBe('time');
    const flood = await score("while True: print('x' * 10_000)", { wallSeconds: 3, logBytes: 100_000 });
    expect(flood.result.verdict).toBe('time');
    expect(flood.text.length).toBeLessThan(100_000);
  });
});

import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import type { Frame, RunSpec } from '../../src/sandbox/sandbox.js';
import { supervise } from '../../src/sandbox/supervise.js';
import { environment, LIMITS, notebookOf } from './support/runs.js';

/** Programs in the place of the driver, through a real pipe: what one that was taken over could say at worst. */
async function drivenBy(script: string, limits = {}) {
  const frames: Frame[] = [];
  const pids: (number | undefined)[] = [];
  const spec: RunSpec = {
    id: 'taken-over',
    program: { kind: 'notebook', notebook: notebookOf('1\n# %%\n2') },
    inputs: [],
    collect: 'predictions.csv',
    environment: environment(),
    limits: { ...LIMITS, ...limits },
    seed: 1,
  };
  const started = {
    command: ['/bin/bash', '-c', script],
    env: { PATH: '/usr/bin:/bin' },
    descriptors: [],
    pollMs: 100,
    started: (child: { pid?: number | undefined }) => pids.push(child.pid),
    usage: () => ({ memoryBytes: 0, processes: 1, sockets: 0 }),
    memoryKills: () => 0,
    // `supervise` gives each a session of its own.
    kill: (child: { pid?: number | undefined }) => {
      spawnSync('kill', ['-9', '--', `-${child.pid}`]);
    },
  };
  const hooks = { onFrame: (frame: Frame) => frames.push(frame), signal: new AbortController().signal };
  const result = await supervise(started, spec, hooks);
  return { result, frames: frames.filter(({ type }) => type !== 'usage') };
}

const say = (...lines: unknown[]) => lines.map((line) => `echo '${JSON.stringify(line)}'`).join('\n');
const HELLO = { t: 'hello' };
const END = { t: 'end', s: 'ok', dropped: 0 };
const chunk = (text: string) => ({ t: 'chunk', x: Buffer.from(text).toString('base64') });

test('an honest stream is taken', async () => {
  const { result, frames } = await drivenBy(
    say(
      HELLO,
      { t: 'cell', i: 0, s: 'started' },
      { t: 'text', i: 0, s: 'stdout', x: 'a' },
      { t: 'cell', i: 0, s: 'finished' },
      { t: 'output', s: 'file', size: 2 },
      chunk('ok'),
      END,
    ),
  );
  expect(result).toMatchObject({ verdict: 'finished', cell: null });
  expect(result.output?.toString()).toBe('ok');
  expect(frames).toHaveLength(3);
});

test('a flood ends at the cap of the stream', async () => {
  for (const flood of [
    'yes',
    'yes "$(head -c 60000 /dev/zero | tr "\\0" x)"',
    'cat /dev/zero',
    `while true; do ${say(HELLO)}; done | cat - /dev/zero`,
  ]) {
    const { result, frames } = await drivenBy(`${say(HELLO)}\n${flood}`);
    expect({ flood, verdict: result.verdict, output: result.output, frames }).toEqual({
      flood,
      verdict: 'crashed',
      output: null,
      frames: [],
    });
  }
});

test('a flood of proper frames is kept to the cap of the log', async () => {
  const line = JSON.stringify({ t: 'text', i: 0, s: 'stdout', x: 'x'.repeat(1_000) });
  const { result, frames } = await drivenBy(`${say(HELLO)}\nyes '${line}' | head -n 20000\n${say(END)}`);
  expect(result.verdict).toBe('no_output');
  expect(JSON.stringify(frames).length).toBeLessThan(2 * LIMITS.logBytes);
  expect(frames.at(-1)).toMatchObject({ type: 'dropped' });
});

test('a flood of empty frames too', async () => {
  const { frames } = await drivenBy(
    `${say(HELLO)}\nyes '{"t":"text","i":0,"s":"stdout","x":""}' | head -n 100000\n${say(END)}`,
  );
  expect(frames.length).toBeLessThan(LIMITS.logBytes / 100);
});

const text = (x: unknown, more = {}) => ({ t: 'text', i: 0, s: 'stdout', x, ...more });
test.each<[string, unknown[]]>([
  [
    'names and types that are not agreed',
    [
      { t: 'file', name: '../../x' },
      { t: 'constructor' },
      { t: '__proto__' },
      { t: 5 },
      [],
      null,
      'x',
      { __proto__: { polluted: 1 }, t: 'log' },
    ],
  ],
  [
    'cells that are not there',
    [
      text('a', { i: 2 }),
      text('a', { i: -1 }),
      text('a', { i: 1e30 }),
      text('a', { i: '0' }),
      text('a', { i: 0.5 }),
      { t: 'cell', i: 1, s: 'started' },
      { t: 'cell', i: 0, s: 'finished' },
    ],
  ],
  ['texts that are none', [text(5), text({}), text(['a']), text('a', { s: 'stdin' })]],
  [
    'pictures that are none',
    [
      { t: 'png', i: 0, x: 'AAAA', last: true },
      { t: 'png', i: 0, x: 5, last: true },
      {
        t: 'png',
        i: 0,
        x: Buffer.from(
          `\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff${'x'.repeat(50)}`,
          'latin1',
        ).toString('base64'),
        last: true,
      },
    ],
  ],
])('%s are passed over', async (_name, lines) => {
  const { result, frames } = await drivenBy(say(HELLO, ...lines, END));
  expect({ verdict: result.verdict, frames }).toEqual({ verdict: 'no_output', frames: [] });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test.each<[string, unknown[], string]>([
  ['larger than it said', [{ t: 'output', s: 'file', size: 2 }, chunk('three')], 'bad_output'],
  ['shorter than it said', [{ t: 'output', s: 'file', size: 9 }, chunk('three')], 'bad_output'],
  ['larger than allowed', [{ t: 'output', s: 'file', size: LIMITS.outputBytes + 1 }], 'bad_output'],
  ['of no size', [{ t: 'output', s: 'file', size: 'x' }], 'bad_output'],
  ['of a size below nothing', [{ t: 'output', s: 'file', size: -1 }], 'bad_output'],
  ['only chunks', [chunk('x')], 'no_output'],
])('an output that is %s is not taken', async (_name, lines, verdict) => {
  const { result } = await drivenBy(say(HELLO, ...lines, END));
  expect({ verdict: result.verdict, output: result.output }).toEqual({ verdict, output: null });
});

test.each<[string, string]>([
  ['no end', say(HELLO, { t: 'output', s: 'file', size: 2 }, chunk('ok'))],
  [
    'an end that is none',
    say(HELLO, { t: 'output', s: 'file', size: 2 }, chunk('ok'), { t: 'end', s: { __proto__: 1 } }),
  ],
  [
    'a failure first',
    say(HELLO, { t: 'output', s: 'file', size: 2 }, chunk('ok'), { t: 'end', s: 'failed' }, END),
  ],
  ['bytes that are no text', `${say(HELLO)}\nprintf '\\xff\\xfe\\x00\\n{{{{\\n'`],
])('%s is a crash', async (_name, script) => {
  expect((await drivenBy(script)).result).toMatchObject({ verdict: 'crashed', output: null });
});

test('control characters, turned directions and half surrogates do not come through', async () => {
  const { frames } = await drivenBy(
    `${say(HELLO)}\nprintf '%s\\n' '{"t":"text","i":0,"s":"stdout","x":"a\\u001b[2J\\u0000\\u202eb\\ud800\\u009b\\tc\\r\\nd"}'\n${say(END)}`,
  );
  expect(frames).toEqual([
    { type: 'output', cell: 0, output: { kind: 'text', stream: 'stdout', text: 'a[2Jb\ufffd\tc\nd' } },
  ]);
});

test('what never said hello has failed for our reasons, not the notebook’s', async () => {
  await expect(drivenBy('echo "no such thing" >&2; exit 3')).rejects.toThrow('no such thing');
});

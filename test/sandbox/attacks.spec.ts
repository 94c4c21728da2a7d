import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bubblewrapRunner, type RunnerSettings } from '../../src/sandbox/bubblewrap.js';
import { gvisorRunner } from '../../src/sandbox/gvisor.js';
import { preflight } from '../../src/sandbox/preflight.js';
import type { NotebookRunner } from '../../src/sandbox/sandbox.js';
import { ATTACKS, type Expectation, type Mode, REFUSED, tableOf } from './support/expectations.js';
import {
  attack,
  environment,
  ATTACKS as FOLDER,
  type Inputs,
  LIMITS,
  makeInputs,
  type Ran,
  runNotebook,
} from './support/runs.js';

const HONEST_ROWS = 2_000;
let inputs: Inputs;
beforeAll(() => {
  inputs = makeInputs();
});
afterAll(() => inputs.remove());

test('every attack of the folder is in the table', () => {
  const files = readdirSync(FOLDER).map((name) => name.replace(/\.(ipynb|py)$/, ''));
  expect(files.sort()).toEqual([...Object.keys(ATTACKS), ...Object.keys(REFUSED), 'benign_full'].sort());
});

test.each(Object.entries(REFUSED))('%s is not run', (name, code) => {
  const checked = preflight(attack(name));
  expect(checked.ok ? [] : checked.errors.map((error) => error.code)).toEqual([code]);
});

type Make = (settings: RunnerSettings) => NotebookRunner;
const ENGINES: [string, Make, Mode][] = [
  ['bubblewrap with control groups', bubblewrapRunner, 'cgroup'],
  ['bubblewrap without them', (settings) => bubblewrapRunner({ ...settings, groups: false }), 'degraded'],
  ['gVisor', gvisorRunner, 'gvisor'],
];

/** Attacks run in two slots at a time, and honest notebooks between them: the neighbour must not suffer. */
describe.each(ENGINES)('%s', (_name, make, mode) => {
  let stateDir: string;
  let runner: NotebookRunner;
  const table = tableOf(mode);
  const results = new Map<string, Ran>();
  const honest: Ran[] = [];

  beforeAll(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'datathon-state-'));
    runner = make({ stateDir, slots: 3, environment: environment() });
    const waiting = [...table];
    let over = false;
    const attacker = async (slot: number) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [name, { wallSeconds }] = next;
        const limits = wallSeconds ? { wallSeconds } : {};
        results.set(name, await runNotebook(runner, slot, attack(name), { inputs: inputs.files, limits }));
      }
    };
    const neighbour = async () => {
      while (!over) {
        honest.push(
          await runNotebook(runner, 2, attack('benign_full'), {
            inputs: inputs.files,
            limits: { wallSeconds: 60 },
          }),
        );
      }
    };
    const beside = neighbour();
    await Promise.all([attacker(0), attacker(1)]);
    over = true;
    await beside;
  });
  afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

  test.each(table)('%s', (name, expected: Expectation) => {
    const ran = results.get(name)!;
    const { verdict, output, peakMemoryBytes } = ran.result;
    if (expected.leaks !== 'any')
      expect({ name, leaks: ran.said.match(/^LEAK.*/gm) }).toEqual({ name, leaks: expected.leaks ?? null });
    expect(expected.verdict).toContain(verdict);
    if (expected.says && verdict !== 'memory') expect(ran.text).toMatch(expected.says);
    if (expected.output) expect(output?.toString()).toMatch(expected.output);
    if (verdict !== 'finished') expect(output).toBeNull();
    expect(peakMemoryBytes).toBeLessThanOrEqual(LIMITS.memoryBytes);
    expect(Buffer.byteLength(JSON.stringify(ran.frames))).toBeLessThan(4 << 20);
  });

  test('honest notebooks beside them all finish', () => {
    expect(honest.length).toBeGreaterThan(3);
    expect(new Set(honest.map(({ result }) => result.verdict))).toEqual(new Set(['finished']));
    for (const { result } of honest)
      expect(result.output?.toString().trim().split('\n')).toHaveLength(HONEST_ROWS + 1);
  });

  test('the engine says in which mode it is', async () => {
    expect(await runner.probe()).toMatchObject({
      ok: true,
      limits: mode === 'degraded' ? 'degraded' : 'cgroup',
      missing: null,
    });
  });

  test('nothing is left', async () => {
    expect(readdirSync(stateDir)).toEqual(mode === 'gvisor' ? ['runsc'] : []);
    if (mode === 'gvisor') expect(readdirSync(join(stateDir, 'runsc'))).toEqual([]);
  });
});

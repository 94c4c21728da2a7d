import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createGenerator, nextUint32, shuffle } from '../../src/scoring/random.js';
import { runCli } from '../support/stack.js';

// The built command, since threads run from the built tree only.

const ROWS = 20_000; // times 1,000 replicates: enough that threads are started
const folder = mkdtempSync(join(tmpdir(), 'score-'));
afterAll(() => rmSync(folder, { recursive: true }));

const generator = createGenerator(11);
const chance = () => nextUint32(generator) / 4294967296;
const stays = Array.from({ length: ROWS }, (_, k) => {
  const risk = Math.round(chance() * 1e5) / 1e5; // so that some are tied
  const label = chance() < risk * risk ? 1 : 0;
  return { truth: `stay-${k},${label},p${k % 7000},${k % 2 ? 'f' : 'm'}\n`, entry: `stay-${k},${risk}\n` };
});
const shuffled = () => {
  const order = Uint32Array.from(stays.keys());
  shuffle(generator, order);
  return Array.from(order, (k) => stays[k]!);
};
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const truthOf = (rows: typeof stays) => `id,label,patient,sex\n${rows.map(({ truth }) => truth).join('')}`;
const entryOf = (rows: typeof stays) => `id,prediction\n${rows.map(({ entry }) => entry).join('')}`;
const truth = file('truth.csv', truthOf(stays));
const entry = file('entry.csv', entryOf(stays));

async function score(truthPath: string, entryPath: string, ...options: string[]): Promise<string> {
  const asked = ['--truth', truthPath, '--predictions', entryPath, '--bootstrap', '1000', '--json'];
  const { code, stdout, output } = await runCli(['score', ...asked, ...options]);
  if (code !== 0) throw new Error(output);
  return stdout;
}

describe.each([
  ['rows', []],
  ['patients', ['--cluster', 'patient', '--group', 'sex']],
])('drawn by %s', (_, options: string[]) => {
  test('the figures are the same to the last bit, whatever the threads and the order of rows', async () => {
    const alone = await score(truth, entry, '--threads', '1', ...options);
    expect(JSON.parse(alone).metrics.brier.ci).toEqual([expect.any(Number), expect.any(Number)]);
    for (const threads of ['2', '3']) {
      expect(await score(truth, entry, '--threads', threads, ...options)).toBe(alone);
    }
    const otherTruth = file('other-truth.csv', truthOf(shuffled()));
    const otherEntry = file('other-entry.csv', entryOf(shuffled()));
    expect(await score(otherTruth, otherEntry, ...options)).toBe(alone);
    expect(await score(truth, entry, '--seed', '2', ...options)).not.toBe(alone);
  });
});

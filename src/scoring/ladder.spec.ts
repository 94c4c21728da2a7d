import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { climbLadder, type LadderEntry } from './ladder.js';
import { pairedLosses } from './paired.js';

interface Sequence {
  name: string;
  loss: '01' | 'log';
  y: number[];
  submissions: number[][];
  raw: number[];
  released: number[];
  updated: boolean[];
  released_rounded_1_over_n: number[];
  updated_rounded_1_over_n: boolean[];
}

const sequences: Sequence[] = JSON.parse(
  readFileSync(new URL('../../test/oracles/ladder.json', import.meta.url), 'utf8'),
);

function lossesOf({ loss, y }: Sequence, predictions: number[]): Float64Array {
  return Float64Array.from(predictions, (p, k) => {
    if (loss === '01') return p === y[k] ? 0 : 1;
    const clipped = Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON);
    return -Math.log(y[k] === 1 ? clipped : 1 - clipped);
  });
}

describe('the sequences of the oracle', () => {
  test.each(sequences.map((one) => [one.name, one] as const))('%s', (_, sequence) => {
    const entries = sequence.submissions.map((predictions) => {
      const losses = lossesOf(sequence, predictions);
      return { losses, value: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
    });
    entries.forEach(({ value }, k) => {
      expect(value).toBeCloseTo(sequence.raw[k]!, 12);
    });
    const shown = climbLadder(entries, {
      direction: 'lower',
      steps: 1,
      standardError: (entry, best) => pairedLosses(entry.losses, best.losses).standardError,
    });
    expect(shown.map((of, k) => of === k)).toEqual(sequence.updated);
    expect(shown.map((of, k) => of === k)).toEqual(sequence.updated_rounded_1_over_n);
    const n = sequence.y.length;
    shown.forEach((of, k) => {
      expect(entries[of]!.value).toBeCloseTo(sequence.released[k]!, 12);
      expect(Math.round(entries[of]!.value * n) / n).toBeCloseTo(sequence.released_rounded_1_over_n[k]!, 12);
    });
  });
});

const rules = (steps: number, error = 0.01) => ({
  direction: 'higher' as const,
  steps,
  standardError: () => error,
});
const values = (...of: (number | null)[]): LadderEntry[] => of.map((value) => ({ value }));

describe('the rule', () => {
  test('more steps hold back more; none holds back nothing', () => {
    const entries = values(0.7, 0.705, 0.715, 0.719, 0.74);
    expect(climbLadder(entries, rules(0))).toEqual([0, 1, 2, 3, 4]);
    expect(climbLadder(entries, rules(1))).toEqual([0, 0, 2, 2, 4]);
    expect(climbLadder(entries, rules(2))).toEqual([0, 0, 0, 0, 4]);
  });

  test('an exact tie is no gain, also where the error is nothing; without an error no gain is known', () => {
    expect(climbLadder(values(0.7, 0.7), rules(1, 0))).toEqual([0, 0]);
    expect(climbLadder(values(0.7, 0.71), rules(1, 0))).toEqual([0, 1]);
    expect(climbLadder(values(0.7, 0.99), rules(1, Number.NaN))).toEqual([0, 0]);
  });

  test('undefined is worse than any value and beats nothing', () => {
    expect(climbLadder(values(null, null, 0.2, null, 0.1, 0.5), rules(1))).toEqual([0, 0, 2, 2, 2, 5]);
  });

  test('only what counted for the team when an entry came in is compared', () => {
    const entries = [0.7, 0.9, 0.75, 0.71].map((value, at) => ({ value, at, until: value === 0.9 ? 2 : 9 }));
    const shown = climbLadder(entries, {
      ...rules(1),
      counted: (earlier: (typeof entries)[0], entry: (typeof entries)[0]) => earlier.until > entry.at,
    });
    // The second was taken away before the third came in: that one climbs from the first again.
    expect(shown).toEqual([0, 1, 2, 2]);
  });
});

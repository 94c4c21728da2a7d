import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { boardBands } from './bands.js';
import { percentileInterval } from './bootstrap.js';
import { holmAdjusted } from './holm.js';
import { metricNamed } from './metrics/index.js';
import { twoSidedP } from './normal.js';
import { pairedDelong } from './paired.js';
import { createGenerator, nextUint32 } from './random.js';
import { rankUncertainty } from './rank-uncertainty.js';
import { comparePair, differenceP, pairedError } from './replicates.js';
import { createSample, createWeights } from './sample.js';

const ORACLES = new URL('../../test/oracles/', import.meta.url);
const oracle = JSON.parse(readFileSync(new URL('ranking_uncertainty.json', ORACLES), 'utf8'));
const NAMES: string[] = oracle.names;

function table(name: string): Record<string, string[]> {
  const [header, ...rows] = readFileSync(new URL(`data/${name}.csv`, ORACLES), 'utf8')
    .trim()
    .split('\n');
  const cells = rows.map((row) => row.split(','));
  return Object.fromEntries(header!.split(',').map((column, k) => [column, cells.map((row) => row[k]!)]));
}

const data = table('ranking_uncertainty');
const labels = Uint8Array.from(data.label!, Number);
const samples = NAMES.map((name) => createSample(labels, Float64Array.from(data[name]!, Number)));

/** Replicates of every entry under weights of rows, one array of weights for each replicate. */
function replicatesUnder(weights: number[][]): Float64Array[] {
  return samples.map((sample) => {
    const auroc = metricNamed('auroc').prepare(sample as never);
    return Float64Array.from(
      weights,
      (each) => auroc(createWeights(Float64Array.from(sample.order, (row) => each[row]!))) as number,
    );
  });
}

const columns = (of: Record<string, string[]>) =>
  Object.keys(of)
    .filter((name) => /^r\d+$/.test(name))
    .map((name) => of[name]!.map(Number));

const replicates = replicatesUnder(columns(table('ranking_uncertainty_weights')));
const point: number[] = oracle.auroc;

function close(got: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-12): void {
  expect(got.length).toBe(expected.length);
  for (let k = 0; k < got.length; k++)
    expect(Math.abs(got[k]! - expected[k]!)).toBeLessThanOrEqual(tolerance);
}

describe('six entries under 200 common weights', () => {
  test('the replicates', () => {
    oracle.auroc_replicates.forEach((row: number[], r: number) => {
      close(
        replicates.map((values) => values[r]!),
        row,
      );
    });
  });

  test('percentile intervals', () => {
    replicates.forEach((values, k) => {
      close(percentileInterval(values), oracle.percentile95[k]);
    });
  });

  test('rank intervals and the share of first ranks', () => {
    const ranks = rankUncertainty(replicates, 'higher');
    ranks.forEach((one, k) => {
      close(one!.interval, oracle.rank_interval95[k]);
      expect(one!.first).toBeCloseTo(oracle.p_rank1[k], 12);
    });
    const losses = replicates.map((values) => values.map((value) => 1 - value));
    expect(rankUncertainty(losses, 'lower')).toEqual(ranks);
  });

  test('rows of a patient are drawn together', () => {
    const weights = table('ranking_uncertainty_patient_weights');
    const row = new Map(weights.patient!.map((patient, k) => [patient, k]));
    const expanded = columns(weights).map((each) => data.patient!.map((patient) => each[row.get(patient)!]!));
    const clustered = replicatesUnder(expanded);
    oracle.cluster_auroc_replicates.forEach((figures: number[], r: number) => {
      close(
        clustered.map((values) => values[r]!),
        figures,
      );
    });
  });

  const index = (name: string) => NAMES.indexOf(name);
  interface Pair {
    a: string;
    b: string;
    diff: number;
    se: number;
    z: number;
    p: number;
    boot_p_a_gt_b: number;
    p_holm: number;
  }
  const pairs: Pair[] = oracle.pairs;

  test.each(pairs.map((pair) => [`${pair.a} and ${pair.b}`, pair] as const))('%s', (_, pair) => {
    const [a, b] = [index(pair.a), index(pair.b)];
    const delong = pairedDelong(samples[a]!, samples[b]!)!;
    close([delong.difference, delong.standardError], [pair.diff, pair.se]);
    expect(differenceP(delong.difference, delong.standardError)).toBeCloseTo(pair.p, 10);
    const compared = comparePair(
      { value: point[a]!, replicates: replicates[a]! },
      { value: point[b]!, replicates: replicates[b]! },
      'higher',
    )!;
    expect(compared.probability).toBeCloseTo(pair.boot_p_a_gt_b, 12);
    // The bootstrap's standard error estimates the same as DeLong's, here from 200 replicates.
    expect(pairedError(replicates[a]!, replicates[b]!)).toBeGreaterThanOrEqual(pair.se * 0.85);
    expect(pairedError(replicates[a]!, replicates[b]!)).toBeLessThanOrEqual(pair.se * 1.15);
  });

  test('Holm', () => {
    close(
      holmAdjusted(pairs.map(({ p }) => p)),
      pairs.map(({ p_holm }) => p_holm),
    );
    close(holmAdjusted([0.001, 0.04, 0.03, 0.2, 0.5, 0.009]), [0.006, 0.12, 0.12, 0.4, 0.5, 0.045]);
    close(holmAdjusted([]), []);
  });

  test('nobody is set apart', () => {
    const rows = ['C', 'B', 'A', 'A_copy', 'D', 'E'].map((name) => ({
      value: point[index(name)]!,
      replicates: replicates[index(name)]!,
    }));
    expect(boardBands(rows, 'higher')).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

test("paired DeLong, against R's pROC", () => {
  const { cases } = JSON.parse(readFileSync(new URL('expected_r.json', ORACLES), 'utf8'));
  const { expected } = cases.find(({ metric }: { metric: string }) => metric === 'delong_paired_test');
  const clean = table('bin_clean');
  const truth = Uint8Array.from(clean.label!, Number);
  const [a, b] = ['prediction', 'prediction2'].map((name) =>
    createSample(truth, Float64Array.from(clean[name]!, Number)),
  );
  const delong = pairedDelong(a!, b!)!;
  expect(delong.difference).toBeCloseTo(expected.auc1 - expected.auc2, 12);
  expect(delong.difference / delong.standardError).toBeCloseTo(expected.z, 8);
  expect(differenceP(delong.difference, delong.standardError)).toBeCloseTo(expected.p_two_sided, 8);
  const few = createSample(Uint8Array.of(1, 0, 0), Float64Array.of(0.3, 0.2, 0.1));
  expect(pairedDelong(few, few)).toBeNull();
});

test('normal p-values (of the C library: erfc(z / sqrt 2))', () => {
  expect(twoSidedP(0)).toBe(1);
  close(
    [0.5, 1, -1.959963984540054, 2.8, 2.9].map(twoSidedP),
    [0.6170750774519738, 0.31731050786291415, 0.05, 0.005110260660855874, 0.003731626600768077],
    1e-14,
  );
  expect(twoSidedP(10) / 1.5239706048321186e-23).toBeCloseTo(1, 10);
  expect(twoSidedP(60)).toBe(0);
});

/** Replicates around a value with a common part, as entries scored under the same weights have. */
function drawn(seed: number, value: number, own: number): { value: number; replicates: Float64Array } {
  const common = createGenerator(1);
  const noise = createGenerator(seed + 2);
  const next = (of: Int32Array) => nextUint32(of) / 2 ** 31 - 1;
  return {
    value,
    replicates: Float64Array.from({ length: 400 }, () => value + next(common) * 0.05 + next(noise) * own),
  };
}

describe('bands', () => {
  test('the first that is significantly worse than the top tops the next band, whoever stands between', () => {
    const rows = [
      drawn(1, 0.9, 0.02),
      drawn(2, 0.89, 0.02),
      drawn(3, 0.88, 0.3),
      drawn(4, 0.7, 0.02),
      drawn(5, 0.69, 0.02),
    ];
    expect(boardBands(rows, 'higher')).toEqual([1, 1, 1, 2, 2]);
    // Against one test more, a difference must be larger: Holm over all lower teams.
    const edge = [drawn(1, 0.9, 0.02), drawn(2, 0.8655, 0.02)];
    expect(boardBands(edge, 'higher')).toEqual([1, 2]);
    const crowd = Array.from({ length: 60 }, (_, k) => drawn(k + 9, 0.86, 0.3));
    expect(boardBands([...edge, ...crowd], 'higher').slice(0, 2)).toEqual([1, 1]);
  });

  test('what is undefined or cannot be compared has no band, and ties nobody', () => {
    const top = drawn(1, 0.9, 0.01);
    const unknown = {
      value: 0.2,
      replicates: Float64Array.from({ length: 400 }, (_, r) => (r % 2 ? 0.2 : Number.NaN)),
    };
    const rows = [top, { value: 0.5, replicates: null }, unknown, { value: null, replicates: null }];
    expect(boardBands(rows, 'higher')).toEqual([1, null, null, null]);
    expect(boardBands([], 'higher')).toEqual([]);
    expect(boardBands([{ value: null, replicates: null }], 'higher')).toEqual([null]);
  });

  test('a row that is better than the one above it, as rounding can have it, is not set apart', () => {
    const rows = [drawn(1, 0.8272, 0.001), drawn(2, 0.8324, 0.001), drawn(3, 0.7, 0.001)];
    expect(boardBands(rows, 'higher')).toEqual([1, 1, 2]);
    expect(boardBands(rows.toReversed(), 'lower')).toEqual([1, 2, 2]);
    expect(boardBands([rows[2]!, rows[1]!, rows[0]!], 'lower')).toEqual([1, 2, 2]);
    expect(boardBands([rows[2]!, rows[1]!], 'lower')).toEqual([1, 2]);
  });

  test('a top that cannot be compared does not tie those below it', () => {
    const vague = {
      value: 0.99,
      replicates: Float64Array.from({ length: 400 }, (_, r) => (r % 3 ? 0.99 : Number.NaN)),
    };
    const rows = [vague, drawn(1, 0.9, 0.01), drawn(2, 0.4, 0.01)];
    expect(boardBands(rows, 'higher')).toEqual([null, 1, 2]);
  });

  test('entries that say the same are never set apart; certain ones are', () => {
    const constant = (value: number) => ({ value, replicates: new Float64Array(400).fill(value) });
    expect(boardBands([constant(1), constant(1), constant(0.5)], 'higher')).toEqual([1, 1, 2]);
  });
});

test('a team without a value in a replicate comes last there; a replicate without any is left out', () => {
  const { NaN: none } = Number;
  const ranks = rankUncertainty(
    [
      Float64Array.of(0.9, none, none, 0.9),
      Float64Array.of(0.8, 0.8, none, 0.8),
      Float64Array.of(none, none, none, 0.8),
    ],
    'higher',
  );
  expect(ranks.map((one) => one!.first)).toEqual([2 / 3, 1 / 3, 0]);
  expect(ranks[2]!.interval[1]).toBeCloseTo(2.95, 10);
  expect(rankUncertainty([Float64Array.of(none)], 'higher')).toEqual([null]);
  expect(rankUncertainty([], 'higher')).toEqual([]);
});

import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleTable } from '../../../../test/support/oracles.js';
import type { RegressionSample } from '../../outcomes/samples.js';
import { createWeights } from '../../sample.js';
import { blandAltman } from './bland-altman.js';
import { REGRESSION_FAMILIES } from './index.js';

const NAMES = REGRESSION_FAMILIES.map(({ name }) => name);
const RENAMED: Record<string, string> = { rmsle_clipped: 'rmsle', bland_altman: 'mean_bias' };

const sampleOf = (truth: number[], predictions: number[]): RegressionSample => ({
  n: truth.length,
  order: Uint32Array.from(truth.keys()),
  truth: Float64Array.from(truth),
  predictions: Float64Array.from(predictions),
});

const take = ({ truth, predictions }: RegressionSample, rows: number[]): RegressionSample =>
  sampleOf(
    rows.map((row) => truth[row]!),
    rows.map((row) => predictions[row]!),
  );

/** `distinct` values on either side, so that there are ties. */
function drawn(n: number, distinct: number, seed: number): RegressionSample {
  const truth = numbers(n, seed, 1).map((u) => Math.floor(u * distinct) / 4);
  const noise = numbers(n, seed, 2);
  return sampleOf(
    truth,
    truth.map((value, k) => Math.floor(value + noise[k]! * distinct * 0.2)),
  );
}

describe('figures of scikit-learn and scipy', () => {
  const cases = oracleCases('regression');
  const { label, prediction } = oracleTable('regression');
  const sample = sampleOf(label!.map(Number), prediction!.map(Number));
  const ones = createWeights(new Uint8Array(sample.n).fill(1));
  test('there are cases of every metric', () => {
    const known = new Set(cases.map(({ metric }) => RENAMED[metric] ?? metric));
    expect(NAMES.filter((name) => !known.has(name))).toEqual([]);
  });
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { metric, params, expected, tol }) => {
    if (metric === 'bland_altman') {
      const { bias, loa_lo, loa_hi } = expected as Record<string, number>;
      const { bias: ours, lower, upper } = blandAltman(sample, ones)!;
      expect(agrees([ours, lower, upper], [bias, loa_lo, loa_hi], tol)).toBe(true);
      expect(agrees(figureOf('mean_bias', sample), bias, tol)).toBe(true);
      return;
    }
    const name = RENAMED[metric] ?? metric;
    const figure = figureOf(params.alpha === undefined ? name : `${name}@${params.alpha}`, sample);
    expect([figure, agrees(figure, expected, tol)]).toEqual([figure, true]);
  });
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 2, 3])('does not depend on the order of rows (seed %d)', (seed) => {
    const sample = drawn(300, 40, seed);
    const figure = figureOf(name, sample) as number;
    expect(agrees(figureOf(name, take(sample, permuted(sample.n, seed))), figure, 1e-12)).toBe(true);
  });

  test.each([4, 5, 6])('takes a weight as that many rows (seed %d)', (seed) => {
    const sample = drawn(301, 25, seed);
    const weights = counts(sample.n, seed);
    const figure = figureOf(name, take(sample, repeated(weights))) as number;
    expect(agrees(figureOf(name, sample, weights), figure, 1e-12)).toBe(true);
  });

  test('is undefined without rows or weight', () => {
    expect(figureOf(name, sampleOf([], []))).toEqual({ undefined: 'no_rows' });
    expect(figureOf(name, sampleOf([1, 2], [2, 1]), [0, 0])).toEqual({ undefined: 'no_rows' });
  });

  test('is a finite number or undefined, whatever is predicted', () => {
    const columns = [
      [0, 0, 0],
      [1, 1, 1],
      [1, 2, 3],
      [1e308, -1e308, 5],
      [5e-324, 0, -0],
      [0.1 + 0.2, 0.3, 0.3],
    ];
    for (const truth of columns) {
      for (const predictions of columns) {
        for (const weights of [null, [1, 0, 0], [0.1, 0.7, 0.2], [0, 2, 2]]) {
          const figure = figureOf(name, sampleOf(truth, predictions), weights);
          if (typeof figure === 'number') expect(Number.isFinite(figure)).toBe(true);
          else expect(figure).toEqual({ undefined: expect.any(String) });
        }
      }
    }
  });
});

describe('against counting by hand', () => {
  test.each([
    [7, 200, 6],
    [8, 150, 400],
    [9, 77, 12],
  ])('Kendall over all pairs (seed %d)', (seed, n, distinct) => {
    const { truth, predictions, ...sample } = drawn(n, distinct, seed);
    const weights = counts(n, seed);
    let difference = 0;
    let untiedTruth = 0;
    let untiedPredictions = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const weight = weights[i]! * weights[j]!;
        const [x, y] = [Math.sign(truth[i]! - truth[j]!), Math.sign(predictions[i]! - predictions[j]!)];
        difference += weight * x * y;
        untiedTruth += weight * x * x;
        untiedPredictions += weight * y * y;
      }
    }
    expect(figureOf('kendall_tau_b', { ...sample, truth, predictions }, weights)).toBeCloseTo(
      difference / Math.sqrt(untiedTruth * untiedPredictions),
      12,
    );
  });

  test.each([10, 11])('Spearman with ranks counted one by one (seed %d)', (seed) => {
    const sample = drawn(120, 15, seed);
    const rank = (values: Float64Array) =>
      Array.from(values, (one) => {
        const below = values.filter((other) => other < one).length;
        return below + (values.filter((other) => other === one).length + 1) / 2;
      });
    const ranks = sampleOf(rank(sample.truth), rank(sample.predictions));
    expect(figureOf('spearman', sample)).toBeCloseTo(figureOf('pearson', ranks) as number, 12);
  });

  test('the median of an even number of rows lies between the two in the middle', () => {
    const sample = sampleOf([0, 0, 0, 0], [1, 2, 4, 9]);
    expect(figureOf('median_ae', sample)).toBe(3);
    expect(figureOf('median_ae', sample, [1, 1, 1, 0])).toBe(2);
    expect(figureOf('median_ae', sample, [1, 0, 0, 1])).toBe(5);
    expect(figureOf('median_ae', sample, [0, 0, 0, 3])).toBe(9);
    expect(figureOf('median_ae', sample, [3, 0, 0, 1])).toBe(1);
  });
});

describe('edge cases', () => {
  test('a constant explains and correlates nothing', () => {
    const flat = [0.1, 0.1, 0.1];
    const rising = [1, 2, 3];
    for (const name of ['r2', 'explained_variance', 'pearson', 'spearman', 'kendall_tau_b']) {
      expect(figureOf(name, sampleOf(flat, rising))).toEqual({ undefined: 'constant_truth' });
    }
    for (const name of ['pearson', 'spearman', 'kendall_tau_b']) {
      expect(figureOf(name, sampleOf(rising, flat))).toEqual({ undefined: 'no_variation' });
      // Sums of fractions differ in the last bit with their order; that is no variation.
      expect(figureOf(name, sampleOf(rising, flat), [0.1, 0.7, 0.2])).toEqual({
        undefined: 'no_variation',
      });
    }
    expect(figureOf('r2', sampleOf(rising, [2, 2, 2]))).toBe(0);
    expect(figureOf('lin_ccc', sampleOf(rising, flat))).toBe(0);
    expect(figureOf('lin_ccc', sampleOf(flat, flat))).toEqual({ undefined: 'constant_truth' });
  });
  test('what is large beyond doubles is undefined', () => {
    expect(figureOf('mse', sampleOf([1e308], [-1e308]))).toEqual({ undefined: 'too_large' });
    expect(figureOf('mae', sampleOf([1e308], [-1e308]))).toEqual({ undefined: 'too_large' });
  });
  test('a common level of 1e9 costs no digits', () => {
    const shift = (values: Float64Array) => Array.from(values, (value) => value + 2 ** 30);
    const sample = drawn(100, 50, 12);
    const shifted = sampleOf(shift(sample.truth), shift(sample.predictions));
    for (const name of ['r2', 'pearson', 'lin_ccc', 'explained_variance']) {
      expect(figureOf(name, shifted)).toBeCloseTo(figureOf(name, sample) as number, 12);
    }
  });
  test('logarithms of negative truths are not taken', () => {
    expect(figureOf('rmsle', sampleOf([-0.5, 1], [1, 1]))).toEqual({ undefined: 'negative_truth' });
    expect(figureOf('rmsle', sampleOf([0, 0], [-3, 0]))).toBe(0);
  });
});

import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleTable } from '../../../../test/support/oracles.js';
import type { MulticlassSample } from '../../outcomes/samples.js';
import { createSample, createWeights } from '../../sample.js';
import { riskCoverage } from '../doubt/risk-coverage.js';
import { metricNamed } from '../index.js';
import { prepareConfusion } from './confusion.js';
import { byHighestProbability } from './doubt.js';
import { MULTICLASS_FAMILIES } from './index.js';

const NAMES = MULTICLASS_FAMILIES.map(({ name }) => name);

function sampleOf(classes: number, truth: number[], probabilities: number[][]): MulticlassSample {
  return {
    n: truth.length,
    order: Uint32Array.from(truth.keys()),
    classes,
    truth: Uint16Array.from(truth),
    probabilities: Float64Array.from(probabilities.flat()),
  };
}

function take({ classes, truth, probabilities }: MulticlassSample, rows: number[]): MulticlassSample {
  return sampleOf(
    classes,
    rows.map((row) => truth[row]!),
    rows.map((row) => [...probabilities.subarray(row * classes, (row + 1) * classes)]),
  );
}

/** Probabilities in tenths, so that there are ties; the last class is rare. */
function drawn(n: number, classes: number, seed: number): MulticlassSample {
  const chance = numbers(n, seed, 1);
  const noise = numbers(n * classes, seed, 2);
  const truth = chance.map((u) => Math.floor(classes * u ** 1.7));
  return sampleOf(
    classes,
    truth,
    truth.map((own, k) => {
      const parts = Array.from({ length: classes }, (_, c) =>
        Math.ceil(10 * noise[k * classes + c]! + (c === own ? 3 : 0)),
      );
      const sum = parts.reduce((all, part) => all + part, 0);
      return parts.map((part) => part / sum);
    }),
  );
}

/** The metric that an oracle means. */
function nameOf(metric: string, params: Record<string, unknown>): string {
  if (metric === 'auroc') return `auroc_${params.multi_class}_${params.average}`;
  if (metric === 'top2_accuracy') return 'top_k_accuracy@2';
  if (metric === 'cohen_kappa') return 'multiclass_kappa';
  if (metric === 'brier_multiclass') return 'multiclass_brier';
  // Each error is one class's false positive and another's false negative.
  if (params.average === 'micro') return 'multiclass_f1_micro';
  const average = params.average === undefined ? '' : `_${params.average}`;
  return metric.endsWith('weighted_kappa') ? metric : `multiclass_${metric}${average}`;
}

describe('figures of scikit-learn', () => {
  const cases = oracleCases('multiclass');
  const table = oracleTable('multiclass');
  const sample = sampleOf(
    4,
    table.label!.map(Number),
    table.label!.map((_, k) => [0, 1, 2, 3].map((c) => Number(table[`p${c}`]![k]))),
  );
  test('there are cases of every metric', () => {
    const known = new Set(cases.map(({ metric, params }) => nameOf(metric, params).split('@')[0]));
    expect(NAMES.filter((name) => !known.has(name))).toEqual(['multiclass_aurc', 'multiclass_augrc']);
  });
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { metric, params, expected, tol }) => {
    if (metric === 'confusion_matrix') {
      const { cells } = prepareConfusion(sample)(createWeights(new Uint8Array(sample.n).fill(1)));
      expect([...cells]).toEqual((expected as number[][]).flat());
      return;
    }
    const figure = figureOf(nameOf(metric, params), sample);
    expect([figure, agrees(figure, expected, tol)]).toEqual([figure, true]);
  });
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 2])('does not depend on the order of rows (seed %d)', (seed) => {
    const sample = drawn(200, 5, seed);
    const other = figureOf(name, take(sample, permuted(sample.n, seed)));
    expect(agrees(other, figureOf(name, sample), 1e-12)).toBe(true);
  });
  test.each([3, 4, 5])('takes a weight as that many rows (seed %d)', (seed) => {
    const sample = drawn(60, 6, seed); // so few rows that a class may get no weight
    const weights = counts(sample.n, seed);
    const figure = figureOf(name, take(sample, repeated(weights)));
    expect(agrees(figureOf(name, sample, weights), figure, 1e-12)).toBe(true);
  });
  test('is undefined without rows or weight', () => {
    expect(figureOf(name, sampleOf(3, [], []))).toEqual({ undefined: 'no_rows' });
    expect(figureOf(name, drawn(9, 3, 6), new Array(9).fill(0))).toEqual({ undefined: 'no_rows' });
  });
  test('is a number in its range or undefined, whatever is predicted', () => {
    const certain = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1 / 3, 1 / 3, 1 / 3],
    ];
    const [low, high] = MULTICLASS_FAMILIES.find((family) => family.name === name)!.of(2, name).range;
    for (const truth of [
      [0, 0],
      [0, 1],
      [2, 1],
    ]) {
      for (const first of certain) {
        for (const second of certain) {
          const figure = figureOf(name, sampleOf(3, truth, [first, second]));
          if (typeof figure !== 'number') expect(figure).toEqual({ undefined: 'one_class' });
          else {
            expect(figure).toBeGreaterThanOrEqual(low!);
            expect(figure).toBeLessThanOrEqual(high ?? 40);
          }
        }
      }
    }
  });
});

describe('against counting by hand', () => {
  test.each([7, 8])('AUROC over all pairs of rows (seed %d)', (seed) => {
    const classes = 4;
    const sample = drawn(90, classes, seed);
    const weights = counts(sample.n, seed);
    const p = (row: number, c: number) => sample.probabilities[row * classes + c]!;
    const area = (positive: number, isNegative: (c: number) => boolean) => {
      let [sum, all] = [0, 0];
      for (let i = 0; i < sample.n; i++) {
        for (let j = 0; j < sample.n; j++) {
          if (sample.truth[i] !== positive || !isNegative(sample.truth[j]!)) continue;
          const weight = weights[i]! * weights[j]!;
          all += weight;
          sum += weight * (p(i, positive) > p(j, positive) ? 1 : p(i, positive) === p(j, positive) ? 0.5 : 0);
        }
      }
      return sum / all;
    };
    const each = [0, 1, 2, 3];
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(figureOf('auroc_ovr_macro', sample, weights)).toBeCloseTo(
      mean(each.map((c) => area(c, (other) => other !== c))),
      12,
    );
    expect(figureOf('auroc_ovo_macro', sample, weights)).toBeCloseTo(
      mean(each.flatMap((a) => each.filter((b) => b !== a).map((b) => area(a, (other) => other === b)))),
      12,
    );
  });
});

describe('edge cases', () => {
  const uniform = [1 / 3, 1 / 3, 1 / 3];
  test('of equally probable classes the first counts', () => {
    expect(figureOf('multiclass_accuracy', sampleOf(3, [0, 1], [uniform, uniform]))).toBe(0.5);
    expect(figureOf('top_k_accuracy@2', sampleOf(3, [0, 1, 2], [uniform, uniform, uniform]))).toBeCloseTo(
      2 / 3,
    );
  });
  test.each([9, 10])('top 1 is accuracy, and as many as there are classes is 1', (seed) => {
    const sample = drawn(100, 4, seed);
    expect(figureOf('top_k_accuracy@1', sample)).toBe(figureOf('multiclass_accuracy', sample));
    expect(figureOf('top_k_accuracy@4', sample)).toBe(1);
  });
  test('one class alone', () => {
    const alone = sampleOf(3, [1, 1], [uniform, [0, 1, 0]]);
    for (const name of ['auroc_ovr_macro', 'auroc_ovo_weighted', 'multiclass_mcc']) {
      expect(figureOf(name, alone)).toEqual({ undefined: 'one_class' });
    }
    expect(figureOf('multiclass_kappa', sampleOf(3, [1], [[0, 1, 0]]))).toEqual({ undefined: 'one_class' });
    expect(figureOf('multiclass_mcc', sampleOf(3, [0, 1], [uniform, uniform]))).toBe(0);
    expect(figureOf('multiclass_f1_macro', sampleOf(3, [1], [[0, 1, 0]]))).toBe(1); // the others don't occur
  });
  test('with two classes the AUROCs agree and Brier is twice the usual one', () => {
    const sample = drawn(80, 2, 11);
    const area = figureOf('auroc_ovr_macro', sample) as number;
    expect(figureOf('auroc_ovo_macro', sample)).toBeCloseTo(area, 12);
    const mean = sample.truth.reduce(
      (sum, label, k) => sum + (sample.probabilities[2 * k + 1]! - label) ** 2,
      0,
    );
    expect(figureOf('multiclass_brier', sample)).toBeCloseTo((2 * mean) / sample.n, 12);
  });
  test('certain and wrong costs a finite log loss', () => {
    expect(figureOf('multiclass_log_loss', sampleOf(3, [0], [[0, 1, 0]]))).toBeCloseTo(
      -Math.log(2 ** -52),
      10,
    );
  });
});

describe('doubt', () => {
  // Surest first: right, then a right and a wrong one equally sure, then wrong.
  const sample = sampleOf(
    3,
    [0, 1, 2, 2],
    [
      [0.9, 0.1, 0],
      [0.1, 0.7, 0.2],
      [0.7, 0.2, 0.1],
      [0.1, 0.5, 0.4],
    ],
  );
  test('the curve has a point after each group of equally sure rows', () => {
    expect(riskCoverage(byHighestProbability(sample), [1, 1, 1, 1])).toEqual([
      { coverage: 0.25, risk: 0 },
      { coverage: 0.75, risk: 1 / 3 },
      { coverage: 1, risk: 0.5 },
    ]);
    expect(riskCoverage(byHighestProbability(sample), [0, 0, 2, 2])).toEqual([
      { coverage: 0.5, risk: 1 },
      { coverage: 1, risk: 1 },
    ]);
    expect(riskCoverage(byHighestProbability(sample), [0, 0, 0, 0])).toEqual([]);
  });
  test('its area is the mean over both orders of the equally sure ones', () => {
    const orders = [
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ];
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const wrongUpTo = (order: number[], k: number) =>
      order.slice(0, k + 1).reduce((sum, one) => sum + one, 0);
    const area = (order: number[]) => mean(order.map((_, k) => wrongUpTo(order, k) / (k + 1)));
    expect(figureOf('multiclass_aurc', sample)).toBeCloseTo(mean(orders.map(area)), 12);
    // Trapezoids under the share that is answered and wrong.
    const generalised = (order: number[]) =>
      mean(
        order.map(
          (_, k) => (wrongUpTo(order, k) + (k === 0 ? 0 : wrongUpTo(order, k - 1))) / 2 / order.length,
        ),
      );
    expect(figureOf('multiclass_augrc', sample)).toBeCloseTo(mean(orders.map(generalised)), 12);
  });
  test('of two classes they are those of yes or no', () => {
    const truth = numbers(60, 13, 1).map((u) => Math.round(u));
    // In 64ths and no half, where the first class would be the answer here, and yes there.
    const positive = numbers(60, 13, 2).map((u, k) => (2 * Math.floor(12 * u + 4 * truth[k]!) + 17) / 64);
    const two = sampleOf(
      2,
      truth,
      positive.map((p) => [1 - p, p]),
    );
    const binary = createSample(Uint8Array.from(truth), Float64Array.from(positive));
    for (const name of ['aurc', 'augrc']) {
      const figure = metricNamed(name).prepare(binary)(createWeights(new Uint8Array(60).fill(1)));
      expect(agrees(figureOf(`multiclass_${name}`, two), figure, 1e-12)).toBe(true);
    }
  });
});

test('a share of rows tells how many of how many', () => {
  const sample = drawn(50, 4, 12);
  for (const name of ['multiclass_accuracy', 'top_k_accuracy@2']) {
    const { successes, trials } = metricNamed(name).proportion!(sample);
    expect(trials).toBe(50);
    expect(successes / trials).toBeCloseTo(figureOf(name, sample) as number, 12);
  }
});

import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleTable } from '../../../../test/support/oracles.js';
import type { MultilabelSample } from '../../outcomes/samples.js';
import { MULTILABEL_FAMILIES } from './index.js';
import { perLabel } from './per-label.js';

const NAMES = MULTILABEL_FAMILIES.map(({ name }) => name);

const sampleOf = (labels: number, truth: number[][], probabilities: number[][]): MultilabelSample => ({
  n: truth.length,
  order: Uint32Array.from(truth.keys()),
  labels,
  truth: Uint8Array.from(truth.flat()),
  probabilities: Float64Array.from(probabilities.flat()),
});

function take({ labels, truth, probabilities }: MultilabelSample, rows: number[]): MultilabelSample {
  const cells = (values: Uint8Array | Float64Array, row: number) => [
    ...values.subarray(row * labels, (row + 1) * labels),
  ];
  return sampleOf(
    labels,
    rows.map((row) => cells(truth, row)),
    rows.map((row) => cells(probabilities, row)),
  );
}

/** Probabilities in tenths; label l is true in about one of l + 2 rows. */
function drawn(n: number, labels: number, seed: number): MultilabelSample {
  const chance = numbers(n * labels, seed, 1);
  const noise = numbers(n * labels, seed, 2);
  const truth = chance.map((u, cell) => (u * ((cell % labels) + 2) < 1 ? 1 : 0));
  return {
    n,
    order: Uint32Array.from({ length: n }, (_, k) => k),
    labels,
    truth: Uint8Array.from(truth),
    probabilities: Float64Array.from(truth, (label, cell) => Math.floor(7 * noise[cell]! + 3 * label) / 10),
  };
}

/** The metric that an oracle means. */
function nameOf(metric: string, { average, t }: Record<string, unknown>): string {
  if (metric === 'f1') return `multilabel_f1_${average}@${t}`;
  if (metric === 'jaccard_samples') return `multilabel_jaccard@${t}`;
  if (t !== undefined) return `${metric}@${t}`;
  const [, figure, over] = /^(auroc|ap)_(macro|micro)/.exec(metric) ?? [];
  return figure === undefined
    ? metric
    : `multilabel_${figure === 'ap' ? 'average_precision' : 'auroc'}_${over}`;
}

describe('figures of scikit-learn', () => {
  const cases = oracleCases('multilabel');
  const table = oracleTable('multilabel');
  const six = [0, 1, 2, 3, 4, 5];
  const columns = (letter: string) =>
    table.id!.map((_, k) => six.map((c) => Number(table[`${letter}${c}`]![k])));
  const sample = sampleOf(6, columns('y'), columns('p'));
  test('there are cases of every metric', () => {
    const known = new Set(cases.map(({ metric, params }) => nameOf(metric, params).split('@')[0]));
    expect(NAMES.filter((name) => !known.has(name))).toEqual([]);
  });
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { metric, params, expected, tol }) => {
    const of =
      metric === 'auroc_per_label' ? 'auroc' : metric === 'ap_per_label' ? 'average_precision' : null;
    const figure =
      of === null
        ? figureOf(nameOf(metric, params), sample)
        : perLabel(sample, of)(new Uint8Array(sample.n).fill(1));
    expect([figure, agrees(figure, expected, tol)]).toEqual([figure, true]);
  });
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 2])('does not depend on the order of rows (seed %d)', (seed) => {
    const sample = drawn(150, 5, seed);
    const other = figureOf(name, take(sample, permuted(sample.n, seed)));
    expect(agrees(other, figureOf(name, sample), 1e-12)).toBe(true);
  });
  test.each([3, 4, 5])('takes a weight as that many rows (seed %d)', (seed) => {
    const sample = drawn(40, 7, seed); // so few rows that a label may get no positive
    const weights = counts(sample.n, seed);
    const figure = figureOf(name, take(sample, repeated(weights)));
    expect(agrees(figureOf(name, sample, weights), figure, 1e-12)).toBe(true);
  });
  test('is undefined without rows or weight', () => {
    expect(figureOf(name, sampleOf(3, [], []))).toEqual({ undefined: 'no_rows' });
    expect(figureOf(name, drawn(9, 3, 6), new Array(9).fill(0))).toEqual({ undefined: 'no_rows' });
  });
  test('is a number in its range or undefined, whatever is predicted', () => {
    const cells = [
      [0, 0],
      [0, 1],
      [1, 1],
    ];
    const [low, high] = MULTILABEL_FAMILIES.find((family) => family.name === name)!.of(0.5, name).range;
    for (const a of cells) {
      for (const b of cells) {
        for (const p of [...cells, [0.5, 0.5]]) {
          const figure = figureOf(name, sampleOf(2, [a, b], [p, [0.2, 0.9]]));
          if (typeof figure !== 'number') {
            expect(figure).toEqual({ undefined: expect.stringMatching(/^(one_class|no_positives)$/) });
          } else {
            expect(figure).toBeGreaterThanOrEqual(low!);
            expect(figure).toBeLessThanOrEqual(high ?? 2);
          }
        }
      }
    }
  });
});

describe('against counting by hand', () => {
  test.each([7, 8])('F1 and the AUROC of all cells (seed %d)', (seed) => {
    const labels = 4;
    const sample = drawn(60, labels, seed);
    const weights = counts(sample.n, seed);
    const cells = Array.from(sample.truth, (label, cell) => ({
      label,
      of: cell % labels,
      p: sample.probabilities[cell]!,
      weight: weights[Math.floor(cell / labels)]!,
    }));
    const f1 = (some: typeof cells) => {
      const sum = (of: (cell: (typeof cells)[number]) => boolean) =>
        some.filter(of).reduce((all, { weight }) => all + weight, 0);
      const hits = sum(({ label, p }) => label === 1 && p >= 0.4);
      return hits === 0 ? 0 : (2 * hits) / (sum(({ label }) => label === 1) + sum(({ p }) => p >= 0.4));
    };
    const each = [0, 1, 2, 3].map((l) => f1(cells.filter(({ of }) => of === l)));
    expect(figureOf('multilabel_f1_macro@0.4', sample, weights)).toBeCloseTo(
      each.reduce((sum, value) => sum + value, 0) / labels,
      12,
    );
    expect(figureOf('multilabel_f1_micro@0.4', sample, weights)).toBeCloseTo(f1(cells), 12);
    let [won, all] = [0, 0];
    for (const a of cells.filter(({ label }) => label === 1)) {
      for (const b of cells.filter(({ label }) => label === 0)) {
        all += a.weight * b.weight;
        won += a.weight * b.weight * (a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0);
      }
    }
    expect(figureOf('multilabel_auroc_micro', sample, weights)).toBeCloseTo(won / all, 12);
  });
});

describe('edge cases', () => {
  test('labels that never occur', () => {
    const none = sampleOf(2, [[0, 0]], [[0.9, 0.1]]);
    expect(figureOf('multilabel_auroc_macro', none)).toEqual({ undefined: 'one_class' });
    expect(figureOf('multilabel_average_precision_micro', none)).toEqual({ undefined: 'no_positives' });
    expect(figureOf('multilabel_f1_macro', none)).toEqual({ undefined: 'no_positives' });
    expect(figureOf('multilabel_f1_samples', none)).toBe(0);
    expect(figureOf('hamming_loss', none)).toBe(0.5);
    expect(figureOf('label_ranking_average_precision', none)).toBe(1);
    expect(figureOf('coverage_error', none)).toBe(0);
  });
  test('ties among labels are no merit', () => {
    const flat = sampleOf(4, [[1, 0, 0, 0]], [[0.3, 0.3, 0.3, 0.3]]);
    expect(figureOf('label_ranking_loss', flat)).toBe(1);
    expect(figureOf('coverage_error', flat)).toBe(4);
    expect(figureOf('label_ranking_average_precision', flat)).toBe(0.25);
  });
  test('a label is named at the threshold itself', () => {
    expect(figureOf('subset_accuracy@0.3', sampleOf(1, [[1]], [[0.3]]))).toBe(1);
    expect(figureOf('subset_accuracy@0.31', sampleOf(1, [[1]], [[0.3]]))).toBe(0);
  });
});

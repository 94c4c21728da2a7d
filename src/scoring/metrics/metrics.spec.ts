import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createSample, createWeights, type Sample } from '../sample.js';
import { METRIC_NAMES, metricNamed } from './index.js';

interface OracleCase {
  id: string;
  data: string;
  metric: string;
  expected: number | number[];
  tol: number;
}

const ORACLES = new URL('../../../test/oracles/', import.meta.url);
const { cases }: { cases: OracleCase[] } = JSON.parse(
  readFileSync(new URL('expected.json', ORACLES), 'utf8'),
);

function tableOf(name: string): Record<string, number[]> {
  const [header, ...rows] = readFileSync(new URL(`data/${name}.csv`, ORACLES), 'utf8')
    .trim()
    .split('\n');
  return Object.fromEntries(
    header!.split(',').map((column, k) => [column, rows.map((row) => Number(row.split(',')[k]))]),
  );
}

function sampleOf({ label, prediction }: Record<string, number[]>): Sample {
  return createSample(Uint8Array.from(label!), Float64Array.from(prediction!));
}

function value(metric: string, sample: Sample, weights: number[] | null = null) {
  const sorted = Float64Array.from(sample.order, (row) => (weights ? weights[row]! : 1));
  return metricNamed(metric).prepare(sample)(createWeights(sorted));
}

describe('figures of scikit-learn', () => {
  const binary = /^(bin_|tiny_)/;
  const plain = cases.filter(({ data, metric }) => binary.test(data) && METRIC_NAMES.includes(metric));
  test('there are cases of every metric', () => {
    expect(plain.length).toBe(50);
  });
  test.each(plain.map((one) => [one.id, one] as const))('%s', (_, { data, metric, expected, tol }) => {
    const got = value(metric, sampleOf(tableOf(data))) as number;
    expect(Math.abs(got - (expected as number))).toBeLessThanOrEqual(
      tol * Math.max(1, Math.abs(expected as number)),
    );
  });

  test.each(METRIC_NAMES)('weighted %s', (metric) => {
    const table = tableOf('bin_weighted');
    const { expected, tol } = cases.find(({ id }) => id === `bin_weighted/${metric}_weighted`)!;
    expect(
      Math.abs((value(metric, sampleOf(table), table.weight) as number) - (expected as number)),
    ).toBeLessThan(tol);
  });

  test.each([
    ['auroc', 'auroc_replicates'],
    ['average_precision', 'ap_replicates'],
    ['brier', 'brier_replicates'],
  ])('%s under bootstrap weights', (metric, oracle) => {
    const { expected, tol } = cases.find((one) => one.metric === oracle)!;
    const sample = sampleOf(tableOf('boot_data'));
    const weights = tableOf('boot_weights');
    (expected as number[]).forEach((figure, replicate) => {
      expect(Math.abs((value(metric, sample, weights[`r${replicate}`]) as number) - figure)).toBeLessThan(
        tol,
      );
    });
  });
});

describe('undefined, never NaN', () => {
  const sample = (label: number[], prediction: number[]) => sampleOf({ label, prediction });
  test.each(METRIC_NAMES)('%s of no rows', (metric) => {
    expect(value(metric, sample([], []))).toEqual({ undefined: 'no_rows' });
    expect(value(metric, sample([0, 1], [0.1, 0.2]), [0, 0])).toEqual({ undefined: 'no_rows' });
  });
  test('one class', () => {
    for (const labels of [
      [0, 0],
      [1, 1],
    ]) {
      expect(value('auroc', sample(labels, [0.1, 0.2]))).toEqual({ undefined: 'one_class' });
      expect(value('brier', sample(labels, [0.1, 0.2]))).toEqual(expect.any(Number));
    }
    expect(value('average_precision', sample([0, 0], [0.1, 0.2]))).toEqual({ undefined: 'no_positives' });
    expect(value('average_precision', sample([1, 1], [0.1, 0.2]))).toBe(1);
  });
  test.each(['brier', 'log_loss'])('%s of what is no probability', (metric) => {
    expect(value(metric, sample([0, 1], [0.5, 1.2]))).toEqual({ undefined: 'not_probabilities' });
    expect(value(metric, sample([0, 1], [0.5, -0.1]))).toEqual({ undefined: 'not_probabilities' });
    expect(value(metric, sample([0, 1], [1, 0]))).toEqual(expect.any(Number));
  });
});

test('equal by definition: pairs counted one by one, any size and any ties', () => {
  for (const [n, distinct] of [
    [50, 7],
    [5000, 300],
    [9000, 1e9],
  ] as const) {
    const label = Array.from({ length: n }, (_, k) => ((k * 7919) % 13 < 3 ? 1 : 0));
    const prediction = label.map((y, k) => ((((k * 48271) % 65537) % distinct) - 100 + 20 * y) / 64);
    const positives = prediction.filter((_, k) => label[k] === 1);
    const negatives = prediction.filter((_, k) => label[k] === 0);
    let doubled = 0;
    for (const p of positives) for (const q of negatives) doubled += p > q ? 2 : p === q ? 1 : 0;
    expect(value('auroc', sampleOf({ label, prediction }))).toBe(
      doubled / (2 * positives.length * negatives.length),
    );
  }
});

test('names and directions', () => {
  expect(METRIC_NAMES.map((name) => [name, metricNamed(name).direction])).toEqual([
    ['auroc', 'higher'],
    ['average_precision', 'higher'],
    ['brier', 'lower'],
    ['log_loss', 'lower'],
  ]);
  expect(() => metricNamed('accuracy')).toThrow(/known: auroc, average_precision, brier, log_loss/);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createSample, createWeights, type Sample } from '../sample.js';
import { findMetric, METRIC_FAMILIES, METRIC_NAMES, metricNamed } from './index.js';
import { METRIC_TEXTS_EN } from './texts/en.js';
import { METRIC_TEXTS_KO } from './texts/ko.js';

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

describe('scikit-learn under weights', () => {
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

test('the catalogue', () => {
  for (const [name, family] of METRIC_FAMILIES) {
    const metric = metricNamed(name);
    expect([name, family.name, metric.kind]).toEqual([name, name, family.kind]);
    expect(metric.name).toBe(family.parameter ? `${name}@${family.parameter.usual}` : name);
    expect(metric.direction === 'target').toBe(metric.target !== undefined);
    if (family.parameter) {
      const { min, max, usual } = family.parameter;
      expect([min <= usual, usual <= max]).toEqual([true, true]);
      for (const bad of ['', 'x', '-1', '1e9', `${max + 1}`, '0.50', '01'])
        expect(findMetric(`${name}@${bad}`)).toBeNull();
    } else {
      expect(findMetric(`${name}@0.5`)).toBeNull();
    }
    for (const texts of [METRIC_TEXTS_EN, METRIC_TEXTS_KO] as Record<string, string>[]) {
      expect([name, texts[`metric.${name}`], texts[`metric.${name}.explained`]]).not.toContain(undefined);
      expect([name, texts[`metric.${name}.at`]?.includes('{value}') ?? null]).toEqual([
        name,
        family.parameter ? true : null,
      ]);
    }
  }
  const named = Object.keys(METRIC_TEXTS_EN).filter((key) => key.endsWith('.explained'));
  expect(named.map((key) => key.split('.')[1]).sort()).toEqual([...METRIC_FAMILIES.keys()].sort());
  expect(() => metricNamed('magic')).toThrow(/known: auroc, /);
});

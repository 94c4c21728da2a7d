import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bootstrapReplicates, percentileInterval } from './bootstrap.js';
import { delongVariance, logitInterval } from './delong.js';
import { metricIntervals } from './intervals.js';
import { metricNamed } from './metrics/index.js';
import { drawMultinomials } from './multinomial.js';
import { createGenerator, nextUint32 } from './random.js';
import { createSample, createWeights } from './sample.js';

const ORACLES = new URL('../../test/oracles/', import.meta.url);
const oracle = (name: string) => JSON.parse(readFileSync(new URL(name, ORACLES), 'utf8'));

function sampleOf(name: string) {
  const rows = readFileSync(new URL(`data/${name}.csv`, ORACLES), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const cells = rows.map((row) => row.split(',').map(Number));
  return createSample(
    Uint8Array.from(cells, (row) => row[1]!),
    Float64Array.from(cells, (row) => row[2]!),
  );
}

interface DelongCase {
  data: string;
  metric: string;
  expected: { auc: number; var: number | 'NA' };
}

describe("DeLong, against R's pROC", () => {
  const cases: DelongCase[] = oracle('expected_r.json').cases.filter(
    ({ metric }: DelongCase) => metric === 'delong',
  );
  test.each(cases.map((one) => [one.data, one.expected] as const))('%s', (data, expected) => {
    const estimate = delongVariance(sampleOf(data));
    if (expected.var === 'NA') {
      expect(estimate).toBeNull();
      return;
    }
    expect(Math.abs(estimate!.auroc - expected.auc)).toBeLessThan(1e-10);
    expect(Math.abs(estimate!.variance - expected.var)).toBeLessThan(1e-10);
    const interval = logitInterval(expected.auc, expected.var);
    const { ci, flags } = metricIntervals(sampleOf(data), [metricNamed('auroc')], null, DRAWS)[0]!;
    if (expected.var === 0) {
      expect([interval, ci]).toEqual([null, null]);
      expect(flags).toContain('degenerate');
    } else {
      const logit = (p: number) => Math.log(p / (1 - p));
      expect(logit(ci![0]) + logit(ci![1])).toBeCloseTo(2 * logit(expected.auc), 8);
      expect(logit(ci![1]) - logit(ci![0])).toBeCloseTo(
        (2 * 1.959963984540054 * Math.sqrt(expected.var)) / (expected.auc * (1 - expected.auc)),
        8,
      );
    }
  });
});

const DRAWS = { seed: 7, stream: 0, replicates: 400 };
const ALL = ['auroc', 'average_precision', 'brier', 'log_loss'].map(metricNamed);

test('the percentile interval is of type 7', () => {
  const { cases } = oracle('expected.json');
  const find = (metric: string) => cases.find((one: { metric: string }) => one.metric === metric).expected;
  const [low, high] = percentileInterval(Float64Array.from(find('auroc_replicates')));
  expect(Math.abs(low - find('auroc_percentile95')[0])).toBeLessThan(1e-12);
  expect(Math.abs(high - find('auroc_percentile95')[1])).toBeLessThan(1e-12);
});

test('intervals hold the value, and the same seed gives the same', () => {
  const sample = sampleOf('bin_clean');
  const intervals = metricIntervals(sample, ALL, null, DRAWS);
  intervals.forEach(({ ci, flags }, k) => {
    const value = ALL[k]!.prepare(sample)(createWeights(new Uint8Array(sample.n).fill(1))) as number;
    expect(ci![0]).toBeLessThan(value);
    expect(ci![1]).toBeGreaterThan(value);
    expect(flags).toEqual([]);
  });
  expect(metricIntervals(sample, ALL, null, DRAWS)).toEqual(intervals);
  expect(metricIntervals(sample, ALL, null, { ...DRAWS, seed: 8 })).not.toEqual(intervals);
});

test('clusters of one row are as rows; doubled rows in clusters are as single rows', () => {
  const { labels, predictions, n } = sampleOf('bin_clean');
  const single = createSample(labels, predictions);
  const rows = metricIntervals(single, ALL.slice(1), null, DRAWS);
  const ones = metricIntervals(single, ALL, { unitOf: single.order, units: n }, DRAWS);
  expect(ones.slice(1)).toEqual(rows);
  const twice = Uint32Array.from({ length: 2 * n }, (_, k) => k % n);
  const doubled = createSample(
    Uint8Array.from(twice, (k) => labels[k]!),
    Float64Array.from(twice, (k) => predictions[k]!),
  );
  const unitOf = doubled.order.map((k) => twice[k]!);
  const together = metricIntervals(doubled, ALL, { unitOf, units: n }, DRAWS);
  together.forEach(({ ci }, k) => {
    expect(ci![0]).toBeCloseTo(ones[k]!.ci![0], 10);
    expect(ci![1]).toBeCloseTo(ones[k]!.ci![1], 10);
  });
});

test('doubtful intervals are flagged', () => {
  const few = metricIntervals(sampleOf('tiny_sklearn'), ALL, null, DRAWS);
  for (const { flags } of few) expect(flags).toContain('too_few_positives');
  expect(few[1]!.flags).toContain('undefined_replicates');
  expect(few[1]!.ci).toBeNull();
  const perfect = createSample(
    Uint8Array.from({ length: 100 }, (_, k) => k % 2),
    Float64Array.from({ length: 100 }, (_, k) => k % 2),
  );
  for (const { ci, flags } of metricIntervals(perfect, ALL, null, DRAWS))
    expect([ci, flags]).toEqual([null, ['degenerate']]);
});

describe('random numbers', () => {
  test('are the same for ever', () => {
    const generator = createGenerator(2 ** 40 + 5, 1, 2);
    const first = [nextUint32(generator), nextUint32(generator), nextUint32(generator)];
    const again = createGenerator(2 ** 40 + 5, 1, 2);
    expect([nextUint32(again), nextUint32(again), nextUint32(again)]).toEqual(first);
    expect(first).toMatchInlineSnapshot(`
[
  1590483368,
  4118459379,
  1989775923,
]
`);
    expect(nextUint32(createGenerator(5, 1, 2))).not.toBe(first[0]);
  });

  test('xoshiro128**: ten numbers of its reference implementation', () => {
    const state = Int32Array.of(1, 2, 3, 4);
    expect(Array.from({ length: 10 }, () => nextUint32(state))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('multinomial weights have their sum, and the distribution of their counts', () => {
    for (const units of [1, 2, 3, 1000]) {
      const words = new Int32Array(units);
      const seen = new Float64Array(6);
      let together = 0;
      let wrong = 0;
      const draws = 100_000 / units;
      for (let draw = 0; draw < draws; draw++) {
        drawMultinomials(createGenerator(3, 0, draw), words);
        for (let shift = 0; shift < 32; shift += 8) {
          const counts = Array.from(words, (word) => (word >>> shift) & 0xff);
          if (counts.reduce((sum, count) => sum + count, 0) !== units) wrong++;
          for (const count of counts) seen[Math.min(count, 5)]!++;
          if (units > 1) together += counts[0]! * counts.at(-1)!;
        }
      }
      expect(wrong).toBe(0);
      // Each count is binomial(n, 1/n); two of them covary by -1/n.
      let chance = (1 - 1 / units) ** units;
      for (let count = 0; count < 5 && count <= units; count++) {
        if (units === 1) chance = count;
        const trials = 4 * draws * units;
        const error = Math.sqrt((chance * (1 - chance)) / trials) + 1e-9;
        expect(Math.abs(seen[count]! / trials - chance)).toBeLessThan(4.5 * error);
        chance *= (units - count) / (count + 1) / (units - 1);
      }
      if (units > 1) expect(together / (4 * draws)).toBeCloseTo(1 - 1 / units, units > 3 ? 0 : 1);
    }
  });

  test('replicates are the same whichever others are computed along with them', () => {
    const sample = sampleOf('bin_clean');
    const figures = ALL.map((metric) => metric.prepare(sample));
    const units = { unitOf: sample.order, units: sample.n };
    const whole = bootstrapReplicates(figures, units, { seed: 5, stream: 1, replicates: 23 });
    for (const cut of [1, 4, 6, 20]) {
      const parts = [
        { first: 0, replicates: cut },
        { first: cut, replicates: 23 - cut },
      ].map((part) => bootstrapReplicates(figures, units, { seed: 5, stream: 1, ...part }));
      whole.forEach((values, f) => {
        expect(Float64Array.of(...parts[0]![f]!, ...parts[1]![f]!)).toEqual(values);
      });
    }
  });
});

import { findMetric, type Metric, type MetricValue } from '../../src/scoring/metrics/index.js';
import type { OutcomeKind, Samples } from '../../src/scoring/outcomes/samples.js';
import { createGenerator, nextUint32 } from '../../src/scoring/random.js';
import { createWeights } from '../../src/scoring/sample.js';

/** The figure of a metric; weights of one unless given. */
export function figureOf<Kind extends OutcomeKind>(
  metric: string | Metric<Kind>,
  sample: Samples[Kind],
  weights: ArrayLike<number> | null = null,
): MetricValue {
  const found = typeof metric === 'string' ? findMetric(metric) : metric;
  if (found === null) throw new Error(`no metric ${metric}`);
  return found.prepare(sample)(createWeights(Float64Array.from(weights ?? new Uint8Array(sample.n).fill(1))));
}

/** Numbers in [0, 1) that follow from the seed. */
export function numbers(n: number, seed: number, stream = 0): number[] {
  const state = createGenerator(seed, stream);
  return Array.from({ length: n }, () => nextUint32(state) / 4294967296);
}

/** Weights of a bootstrap replicate: whole, many of them 0. */
export const counts = (n: number, seed: number): number[] =>
  numbers(n, seed, 99).map((u) => (u < 0.37 ? 0 : u < 0.74 ? 1 : u < 0.92 ? 2 : 3));

/** Row k as often as its count says. */
export const repeated = (each: number[]): number[] =>
  each.flatMap((count, row) => Array.from({ length: count }, () => row));

/** The rows 0 … n - 1 in another order. */
export function permuted(n: number, seed: number): number[] {
  const keys = numbers(n, seed, 98);
  return Array.from({ length: n }, (_, k) => k).sort((a, b) => keys[a]! - keys[b]!);
}

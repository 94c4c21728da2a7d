import type { Figure, Metric } from './metrics/index.js';
import { drawMultinomials, LANES } from './multinomial.js';
import type { OutcomeKind, SampleRows, Samples } from './outcomes/samples.js';
import { createGenerator } from './random.js';
import type { Weights } from './sample.js';

/** Which units are drawn: unit (row or patient) of each sorted row, and how many units there are. */
export interface BootstrapUnits {
  unitOf: Uint32Array;
  units: number;
}

export interface BootstrapDraws {
  seed: number;
  /** Part of the labels: the public and the final part have draws of their own. */
  stream: number;
  replicates: number;
  /** The first of them, 0 unless told: a range of the replicates that others compute the rest of. */
  first?: number;
}

interface LaneWeights extends Weights {
  each: Uint8Array;
  cumulative: Int32Array;
}

/**
 * Values of several figures in each replicate of the nonparametric bootstrap (Efron 1979): units are drawn with
 * replacement, all rows of a unit together, as weights. Weights follow from seed, stream and number of units alone,
 * so every submission is scored under the same ones and any two can be compared in pairs; and a replicate is the same
 * whichever others are computed along with it, so that they may be shared out.
 * Returns per figure its values, NaN where a replicate has none (a class was not drawn). O(n) per replicate and figure.
 */
export function bootstrapReplicates(
  figures: Figure[],
  { unitOf, units }: BootstrapUnits,
  { seed, stream, replicates, first = 0 }: BootstrapDraws,
): Float64Array[] {
  const n = unitOf.length;
  const values = figures.map(() => new Float64Array(replicates));
  const drawn = new Int32Array(units);
  const sorted = new Int32Array(n);
  const four = new Float64Array(LANES);
  const single = figures.some(({ lanes }) => !lanes);
  const weights = { each: new Uint8Array(n), cumulative: new Int32Array(n + 1) };
  const last = first + replicates;
  for (let block = Math.floor(first / LANES); block * LANES < last; block++) {
    drawMultinomials(createGenerator(seed, stream, block), drawn);
    gather(drawn, unitOf, sorted);
    const from = Math.max(first, block * LANES);
    const to = Math.min(last, (block + 1) * LANES);
    figures.forEach(({ lanes }, f) => {
      if (!lanes) return;
      lanes(sorted, four);
      for (let replicate = from; replicate < to; replicate++)
        values[f]![replicate - first] = four[replicate % LANES]!;
    });
    for (let replicate = from; single && replicate < to; replicate++) {
      unpackLane(sorted, replicate % LANES, weights);
      figures.forEach((figure, f) => {
        if (figure.lanes) return;
        const value = figure(weights);
        values[f]![replicate - first] = typeof value === 'number' ? value : Number.NaN;
      });
    }
  }
  return values;
}

function gather(drawn: Int32Array, unitOf: Uint32Array, sorted: Int32Array): void {
  for (let k = 0; k < sorted.length; k++) sorted[k] = drawn[unitOf[k]!]!;
}

/** Byte `lane` of each word as weights with their running sums. */
function unpackLane(words: Int32Array, lane: number, { each, cumulative }: LaneWeights): void {
  const n = words.length;
  const shift = 8 * lane;
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const count = (words[k]! >>> shift) & 0xff;
    each[k] = count;
    sum = (sum + count) | 0;
    cumulative[k + 1] = sum;
  }
}

/** How replicates of metrics come about: here and now, or in threads that share them. The values are the same. */
export type Bootstrap = (
  sample: Samples[OutcomeKind] & SampleRows,
  metrics: Metric[],
  units: BootstrapUnits,
  draws: BootstrapDraws,
) => Float64Array[];

export const bootstrapMetrics: Bootstrap = (sample, metrics, units, draws) =>
  bootstrapReplicates(
    metrics.map((metric) => metric.prepare(sample)),
    units,
    draws,
  );

/**
 * Quantile of sorted values, linear between order statistics: type 7 of Hyndman & Fan (American Statistician 50:361,
 * 1996), the default of R and numpy. `probability` in [0, 1]; at least one value.
 */
export function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

/** Percentile interval (2.5% to 97.5%) of replicates without NaN; at least one. */
export function percentileInterval(replicates: Float64Array): [number, number] {
  const sorted = replicates.slice().sort();
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}

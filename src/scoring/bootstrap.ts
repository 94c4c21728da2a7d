import type { MetricValue } from './metrics/index.js';
import { createGenerator, drawMultinomial } from './random.js';
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
}

/**
 * Values of several figures in each replicate of the nonparametric bootstrap (Efron 1979): units are drawn with
 * replacement, all rows of a unit together, as weights. Weights follow from seed, stream and number of units alone,
 * so every submission is scored under the same ones and any two can be compared in pairs.
 * Returns per figure its values, NaN where a replicate has none (a class was not drawn). O(n) per replicate and figure.
 */
export function bootstrapReplicates(
  figures: ((weights: Weights) => MetricValue)[],
  { unitOf, units }: BootstrapUnits,
  { seed, stream, replicates }: BootstrapDraws,
): Float64Array[] {
  const values = figures.map(() => new Float64Array(replicates));
  // One byte is enough: up to 255 units can't exceed it, and with more, a count beyond 255 has a chance below 1e-500.
  const counts = new Uint8Array(units);
  const each = new Uint8Array(unitOf.length);
  const cumulative = new Float64Array(unitOf.length + 1);
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawMultinomial(createGenerator(seed, stream, replicate), counts);
    let sum = 0;
    for (let k = 0; k < each.length; k++) {
      const count = counts[unitOf[k]!]!;
      each[k] = count;
      sum += count;
      cumulative[k + 1] = sum;
    }
    const weights = { each, cumulative };
    figures.forEach((figure, f) => {
      const value = figure(weights);
      values[f]![replicate] = typeof value === 'number' ? value : Number.NaN;
    });
  }
  return values;
}

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

import type { Weights } from '../sample.js';
import type { MetricValue } from './metric.js';

const BLOCK = 256;

/** Weighted mean of the losses of the sorted rows. Summed in blocks, so that the rounding error stays small. */
export function meanLoss(losses: Float64Array, { each, cumulative }: Weights): MetricValue {
  const n = losses.length;
  const total = cumulative[n]!;
  let sum = 0;
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    let block = 0;
    for (let k = from; k < to; k++) block += losses[k]! * each[k]!;
    sum += block;
  }
  return total > 0 ? sum / total : { undefined: 'no_rows' };
}

/** Whether every prediction lies in [0, 1]. Sorted descending, so the first and the last tell. */
export function areProbabilities(sorted: Float64Array): boolean {
  const n = sorted.length;
  return n === 0 || (sorted[0]! <= 1 && sorted[n - 1]! >= 0);
}

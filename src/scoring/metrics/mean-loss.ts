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
    // Four sums side by side: none waits for another's addition.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let k = from;
    for (; k + 3 < to; k += 4) {
      a += losses[k]! * each[k]!;
      b += losses[k + 1]! * each[k + 1]!;
      c += losses[k + 2]! * each[k + 2]!;
      d += losses[k + 3]! * each[k + 3]!;
    }
    for (; k < to; k++) a += losses[k]! * each[k]!;
    sum += a + b + (c + d);
  }
  return total > 0 ? sum / total : { undefined: 'no_rows' };
}

/** Whether every prediction lies in [0, 1]. Sorted descending, so the first and the last tell. */
export function areProbabilities(sorted: Float64Array): boolean {
  const n = sorted.length;
  return n === 0 || (sorted[0]! <= 1 && sorted[n - 1]! >= 0);
}

import { orderDescending } from '../../order.js';
import { finite } from '../finite.js';
import type { Metric } from '../metric.js';

/**
 * Median absolute error: half of the rows are predicted better than that, whatever the worst ones do (Rousseeuw, JASA
 * 79:871, 1984). Where weights split evenly between two errors it is their mean, so that whole weights act as repeated
 * rows. Lower is better.
 */
export const medianAe: Metric<'regression'> = {
  name: 'median_ae',
  kind: 'regression',
  direction: 'lower',
  range: [0, null],
  needsProbabilities: false,
  prepare({ n, truth, predictions }) {
    const errors = truth.map((value, k) => Math.abs(value - predictions[k]!));
    const order = orderDescending(errors);
    const sorted = Float64Array.from(order, (row) => errors[row]!);
    return ({ each, cumulative }) => {
      const total = cumulative[n]!;
      if (total <= 0) return { undefined: 'no_rows' };
      let above = 0;
      let k = 0;
      while (k < n - 1) {
        above += each[order[k]!]!;
        if (2 * above >= total) break;
        k++;
      }
      if (2 * above !== total) return finite(sorted[k]!);
      let next = k + 1;
      while (next < n - 1 && each[order[next]!]! === 0) next++;
      return finite((sorted[k]! + sorted[next]!) / 2);
    };
  },
};

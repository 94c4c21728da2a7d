import { orderDescending } from '../../order.js';
import { finite } from '../finite.js';
import type { Metric } from '../metric.js';

/**
 * The largest absolute error of any row (of those with weight). Lower is better. A maximum has no useful bootstrap: most
 * replicates repeat the very same row, so its interval is far too narrow (Efron & Tibshirani 1993, section 7.4).
 */
export const maxError: Metric<'regression'> = {
  name: 'max_error',
  kind: 'regression',
  direction: 'lower',
  range: [0, null],
  needsProbabilities: false,
  prepare({ truth, predictions }) {
    const errors = truth.map((value, k) => Math.abs(value - predictions[k]!));
    const worstFirst = orderDescending(errors);
    return ({ each }) => {
      const row = worstFirst.find((k) => each[k]! > 0);
      return row === undefined ? { undefined: 'no_rows' } : finite(errors[row]!);
    };
  },
};

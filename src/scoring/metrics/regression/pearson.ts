import { finite } from '../finite.js';
import type { Metric } from '../metric.js';
import { moments } from './moments.js';

/**
 * Pearson's product-moment correlation of truth and predictions: linear association, whatever the scale and the level
 * (Pearson, Philosophical Transactions A 187:253, 1896). In [-1, 1], higher is better; undefined where either is constant.
 */
export const pearson: Metric<'regression'> = {
  name: 'pearson',
  kind: 'regression',
  direction: 'higher',
  range: [-1, 1],
  needsProbabilities: false,
  prepare:
    ({ truth, predictions }) =>
    (weights) => {
      const found = moments(truth, predictions, weights);
      if (found === null) return { undefined: 'no_rows' };
      const { varianceX, varianceY, covariance } = found;
      if (varianceX === 0) return { undefined: 'constant_truth' };
      if (varianceY === 0) return { undefined: 'no_variation' };
      const correlation = covariance / (Math.sqrt(varianceX) * Math.sqrt(varianceY));
      return finite(Math.min(Math.max(correlation, -1), 1)); // rounding may lead past the ends
    },
};

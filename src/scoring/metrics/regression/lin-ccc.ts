import { finite } from '../finite.js';
import type { Metric } from '../metric.js';
import { moments } from './moments.js';

/**
 * Lin's concordance correlation coefficient: agreement with the line of identity, so both correlation and level count
 * (Lin, Biometrics 45:255, 1989; moments divided by n). In [-1, 1], higher is better; undefined where truth and
 * predictions are one and the same constant.
 */
export const linCcc: Metric<'regression'> = {
  name: 'lin_ccc',
  kind: 'regression',
  direction: 'higher',
  range: [-1, 1],
  needsProbabilities: false,
  prepare:
    ({ truth, predictions }) =>
    (weights) => {
      const found = moments(truth, predictions, weights);
      if (found === null) return { undefined: 'no_rows' };
      const { meanDifference, varianceX, varianceY, covariance } = found;
      const spread = varianceX + varianceY + meanDifference ** 2;
      return spread === 0 ? { undefined: 'constant_truth' } : finite((2 * covariance) / spread);
    },
};

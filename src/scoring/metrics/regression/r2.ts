import { finite } from '../finite.js';
import type { Metric } from '../metric.js';
import { moments } from './moments.js';

/**
 * Coefficient of determination: 1 - squared errors / squared distances of the truth from its mean (Kvålseth, American
 * Statistician 39:279, 1985, his R1²). At most 1; 0 is as good as always predicting the mean, negative is worse. Higher
 * is better; undefined where the truth is constant (scikit-learn says 1 or 0 there).
 */
export const r2: Metric<'regression'> = {
  name: 'r2',
  kind: 'regression',
  direction: 'higher',
  range: [null, 1],
  needsProbabilities: false,
  prepare({ truth, predictions }) {
    const errors = truth.map((value, k) => value - predictions[k]!);
    return (weights) => {
      const found = moments(truth, errors, weights);
      if (found === null) return { undefined: 'no_rows' };
      const { varianceX, varianceY, meanY } = found;
      if (varianceX === 0) return { undefined: 'constant_truth' };
      return finite(1 - (varianceY + meanY * meanY) / varianceX);
    };
  },
};

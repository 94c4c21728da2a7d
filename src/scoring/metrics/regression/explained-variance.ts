import { finite } from '../finite.js';
import type { Metric } from '../metric.js';
import { moments } from './moments.js';

/**
 * Explained variance: 1 - variance of the errors / variance of the truth. As R², except that a constant bias costs
 * nothing (scikit-learn's explained_variance_score). At most 1, higher is better; undefined where the truth is constant.
 */
export const explainedVariance: Metric<'regression'> = {
  name: 'explained_variance',
  kind: 'regression',
  direction: 'higher',
  range: [null, 1],
  needsProbabilities: false,
  prepare({ truth, predictions }) {
    const errors = truth.map((value, k) => value - predictions[k]!);
    return (weights) => {
      const found = moments(truth, errors, weights);
      if (found === null) return { undefined: 'no_rows' };
      if (found.varianceX === 0) return { undefined: 'constant_truth' };
      return finite(1 - found.varianceY / found.varianceX);
    };
  },
};

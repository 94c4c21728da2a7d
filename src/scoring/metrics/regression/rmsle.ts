import type { Metric } from '../metric.js';
import { meanError } from './mean-error.js';

const loss = meanError(
  'rmsle',
  (truth, prediction) => (Math.log1p(Math.max(prediction, 0)) - Math.log1p(truth)) ** 2,
  Math.sqrt,
);

/**
 * Root mean squared error of log(1 + value), for what spans orders of magnitude: lengths of stay, costs. A negative
 * prediction counts as zero; undefined where a truth is negative (as the loss of Kaggle's Heritage Health Prize, 2011).
 * Lower is better.
 */
export const rmsle: Metric<'regression'> = {
  ...loss,
  prepare(sample) {
    if (sample.truth.some((value) => value < 0)) return () => ({ undefined: 'negative_truth' });
    return loss.prepare(sample);
  },
};

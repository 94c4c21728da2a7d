import type { MetricFamily } from '../metric.js';
import { meanError } from './mean-error.js';

/**
 * Pinball loss at quantile q: an error costs q where the truth lies above the prediction and 1 - q where it lies below,
 * so that predicting the quantile itself is best (Koenker & Bassett, Econometrica 46:33, 1978). At 0.5 it is half the
 * mean absolute error. Lower is better.
 */
export const pinball: MetricFamily<'regression'> = {
  name: 'pinball',
  kind: 'regression',
  parameter: { name: 'quantile', min: 0, max: 1, whole: false, usual: 0.5 },
  source: 'Koenker & Bassett, Econometrica 46:33, 1978',
  of: (quantile, name) =>
    meanError(name, (truth, prediction) =>
      truth >= prediction ? quantile * (truth - prediction) : (1 - quantile) * (prediction - truth),
    ),
};

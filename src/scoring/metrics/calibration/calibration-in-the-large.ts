import { createWeights } from '../../sample.js';
import { fitLogistic, logits } from './logistic.js';
import { probabilityMetric } from './probability-metric.js';

/**
 * Calibration in the large: a in outcome ~ a + logit(p), by how much the log odds are off on the whole (Cox, Biometrika
 * 45:562, 1958). 0 is the aim; above it risk is underestimated, below it overestimated (Van Calster et al., BMC Medicine
 * 17:230, 2019). Undefined with one class and with a prediction of exactly 0 or 1.
 */
export const calibrationInTheLarge = probabilityMetric({
  name: 'calibration_in_the_large',
  direction: 'target',
  target: 0,
  range: [null, null],
  prepare(sample) {
    const x = logits(sample.predictions);
    if (x === null) return () => ({ undefined: 'certain_predictions' });
    const equal = fitLogistic(sample, x, createWeights(new Uint8Array(sample.n).fill(1)), 1);
    const start = typeof equal === 'string' ? undefined : equal;
    return (weights) => {
      const fit = fitLogistic(sample, x, weights, 1, start);
      return typeof fit === 'string' ? { undefined: fit } : fit.intercept;
    };
  },
});

import { createWeights } from '../../sample.js';
import { fitLogistic, logits } from './logistic.js';
import { probabilityMetric } from './probability-metric.js';

/**
 * Calibration slope: b in outcome ~ a + b · logit(p) (Cox, Biometrika 45:562, 1958). 1 is the aim; below it predictions
 * are too extreme, the mark of an overfitted model, above it too cautious (Van Calster et al., BMC Medicine 17:230,
 * 2019). Undefined with one class, with a prediction of exactly 0 or 1, with all alike, and where no slope is best.
 */
export const calibrationSlope = probabilityMetric({
  name: 'calibration_slope',
  direction: 'target',
  target: 1,
  range: [null, null],
  prepare(sample) {
    const x = logits(sample.predictions);
    if (x === null) return () => ({ undefined: 'certain_predictions' });
    const equal = fitLogistic(sample, x, createWeights(new Uint8Array(sample.n).fill(1)), 'free');
    const start = typeof equal === 'string' ? undefined : equal;
    return (weights) => {
      const fit = fitLogistic(sample, x, weights, 'free', start);
      return typeof fit === 'string' ? { undefined: fit } : fit.slope;
    };
  },
});

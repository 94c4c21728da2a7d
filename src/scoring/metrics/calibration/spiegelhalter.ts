import { probabilityMetric } from './probability-metric.js';

/**
 * Spiegelhalter's z: whether the Brier score is what the predictions themselves let expect, the sum of (y - p)(1 - 2p)
 * over the root of the sum of (1 - 2p)² p (1 - p) (Spiegelhalter, Statistics in Medicine 5:421, 1986). Standard normal
 * if calibrated: 0 is the aim, beyond ±1.96 there is evidence against it. Undefined where every p is 0, 0.5 or 1.
 */
export const spiegelhalterZ = probabilityMetric({
  name: 'spiegelhalter_z',
  direction: 'target',
  target: 0,
  range: [null, null],
  prepare({ n, predictions, labels }) {
    const excess = predictions.map((p, k) => (labels[k]! - p) * (1 - 2 * p));
    const variance = predictions.map((p) => (1 - 2 * p) ** 2 * p * (1 - p));
    return ({ each }) => {
      let sum = 0;
      let spread = 0;
      for (let k = 0; k < n; k++) {
        sum += each[k]! * excess[k]!;
        spread += each[k]! * variance[k]!;
      }
      return spread > 0 ? sum / Math.sqrt(spread) : { undefined: 'no_variation' };
    };
  },
});

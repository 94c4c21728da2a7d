import { then } from '../finite.js';
import { meanLoss } from '../mean-loss.js';
import type { Metric } from '../metric.js';

/**
 * Mean of prediction minus truth, the bias of Bland & Altman (Lancet 327:307, 1986). The aim is 0: above it predictions
 * are too high on the whole, below it too low.
 */
export const meanBias: Metric<'regression'> = {
  name: 'mean_bias',
  kind: 'regression',
  direction: 'target',
  target: 0,
  range: [null, null],
  needsProbabilities: false,
  prepare({ truth, predictions }) {
    const differences = truth.map((value, k) => predictions[k]! - value);
    return (weights) => then(meanLoss(differences, weights), (mean) => mean);
  },
};

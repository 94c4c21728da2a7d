import { rowMean } from './row-loss.js';

/**
 * Brier score in its original form: squared differences of probability and outcome summed over all classes, mean over
 * rows (Brier, Monthly Weather Review 78:1, 1950). In [0, 2], lower is better. With two classes it is twice the usual one.
 */
export const brier = rowMean(
  { name: 'multiclass_brier', direction: 'lower', range: [0, 2], needsProbabilities: true },
  ({ classes, truth, probabilities }, row) => {
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      sum += (probabilities[row * classes + c]! - (truth[row] === c ? 1 : 0)) ** 2;
    }
    return sum;
  },
);

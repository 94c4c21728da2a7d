import type { Metric } from '../metric.js';
import { classWeights, followRoc } from '../roc.js';

/**
 * Youden's J at the best threshold: the largest sensitivity + specificity - 1 (Youden, Cancer 3:32, 1950). In [0, 1],
 * since calling nobody positive gives 0; the threshold is chosen on the labels, so it flatters small samples.
 * Undefined with one class only.
 */
export const youden: Metric<'binary'> = {
  name: 'youden',
  kind: 'binary',
  direction: 'higher',
  range: [0, 1],
  needsProbabilities: false,
  prepare: (sample) => (weights) => {
    const { positives, negatives, missing } = classWeights(sample, weights);
    if (missing !== null) return { undefined: missing };
    let best = 0;
    followRoc(sample, weights, (truePositives, falsePositives) => {
      best = Math.max(best, truePositives / positives - falsePositives / negatives);
    });
    return best;
  },
};

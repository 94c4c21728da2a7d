import type { Metric } from '../metric.js';
import { classWeights, followRoc } from '../roc.js';

/**
 * Kolmogorov-Smirnov statistic: the largest distance between the distributions of predictions of the two classes, in
 * either direction (Smirnov, Annals of Mathematical Statistics 19:279, 1948). In [0, 1]; a model that ranks upside down
 * has a high one too, where Youden's J has 0. Undefined with one class only.
 */
export const ks: Metric<'binary'> = {
  name: 'ks',
  kind: 'binary',
  direction: 'higher',
  range: [0, 1],
  needsProbabilities: false,
  prepare: (sample) => (weights) => {
    const { positives, negatives, missing } = classWeights(sample, weights);
    if (missing !== null) return { undefined: missing };
    let widest = 0;
    followRoc(sample, weights, (truePositives, falsePositives) => {
      widest = Math.max(widest, Math.abs(truePositives / positives - falsePositives / negatives));
    });
    return widest;
  },
};

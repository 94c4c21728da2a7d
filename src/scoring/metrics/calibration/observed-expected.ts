import { classWeights } from '../roc.js';
import { probabilityMetric } from './probability-metric.js';

/**
 * O:E ratio: positives observed for each one that the predictions expect (Debray et al., BMJ 356:i6460, 2017). 1 is the
 * aim: above it risk is underestimated, below it overestimated. Undefined where every prediction is 0.
 */
export const observedExpected = probabilityMetric({
  name: 'oe_ratio',
  direction: 'target',
  target: 1,
  range: [0, null],
  prepare(sample) {
    const { n, predictions } = sample;
    return (weights) => {
      let expected = 0;
      for (let k = 0; k < n; k++) expected += weights.each[k]! * predictions[k]!;
      if (expected <= 0) return { undefined: 'no_variation' };
      return classWeights(sample, weights).positives / expected;
    };
  },
});

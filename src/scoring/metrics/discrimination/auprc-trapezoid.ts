import type { Metric } from '../metric.js';
import { classWeights, followRoc } from '../roc.js';

/**
 * Area under the precision-recall curve with straight lines between its points, from precision 1 at recall 0, as
 * scikit-learn's `auc(recall, precision)`. Offered to compare with older work: straight lines are too optimistic there
 * (Davis & Goadrich, ICML 2006), so average precision is the one to rank by. In [0, 1]; undefined without positives.
 */
export const auprcTrapezoid: Metric<'binary'> = {
  name: 'auprc_trapezoid',
  kind: 'binary',
  direction: 'higher',
  range: [0, 1],
  needsProbabilities: false,
  prepare: (sample) => (weights) => {
    const { positives, missing } = classWeights(sample, weights);
    if (missing === 'no_rows') return { undefined: missing };
    if (positives <= 0) return { undefined: 'no_positives' };
    let area = 0;
    let precision = 1;
    let found = 0;
    followRoc(sample, weights, (truePositives, falsePositives) => {
      const called = truePositives + falsePositives;
      if (called <= 0) return;
      const toPrecision = truePositives / called;
      area += ((truePositives - found) * (precision + toPrecision)) / 2;
      precision = toPrecision;
      found = truePositives;
    });
    return area / positives;
  },
};

import type { Metric } from '../metric.js';
import { shareOf } from '../share.js';
import { confusionMetric, hits, predictedClasses } from './confusion.js';

/**
 * Share of rows whose most probable class is the true one; of equally probable classes the first counts. In [0, 1],
 * higher is better. With a rare class it says little: a model that never names the class loses its share only.
 */
export const accuracy: Metric<'multiclass'> = {
  ...confusionMetric('multiclass_accuracy', [0, 1], (confusion) => hits(confusion) / confusion.total),
  proportion(sample) {
    const predicted = predictedClasses(sample);
    return shareOf(sample.n, (row) => (predicted[row] === sample.truth[row] ? 1 : 0));
  },
};

/**
 * Mean over the classes that occur of the share of each that is recognised: macro recall (Brodersen et al., ICPR 2010).
 * In [0, 1], higher is better.
 */
export const balancedAccuracy = confusionMetric('multiclass_balanced_accuracy', [0, 1], (confusion) => {
  const { classes, cells, ofTruth } = confusion;
  let sum = 0;
  let occurring = 0;
  for (let c = 0; c < classes; c++) {
    if (ofTruth[c] === 0) continue;
    sum += cells[c * classes + c]! / ofTruth[c]!;
    occurring++;
  }
  return sum / occurring;
});

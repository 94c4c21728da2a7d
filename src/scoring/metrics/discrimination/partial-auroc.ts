import type { Sample, Weights } from '../../sample.js';
import type { MetricFamily, MetricValue } from '../metric.js';
import { classWeights, followRoc } from '../roc.js';

/**
 * Area A under the ROC curve up to a false positive rate f, standardised so that chance is 0.5 and perfect is 1:
 * (1 + (A - f²/2) / (f - f²/2)) / 2 (McClish, Medical Decision Making 9:190, 1989). Ties are joined by a straight line,
 * as in the AUROC, which it is at f = 1. Higher is better; undefined with one class only.
 */
export const partialAuroc: MetricFamily<'binary'> = {
  name: 'partial_auroc',
  kind: 'binary',
  parameter: { name: 'max_fpr', min: 0.01, max: 1, whole: false, usual: 0.1 },
  source: 'McClish, Medical Decision Making 9:190, 1989',
  of: (maxFpr, name) => ({
    name,
    kind: 'binary',
    direction: 'higher',
    range: [(1 - maxFpr) / (2 - maxFpr), 1],
    needsProbabilities: false,
    prepare: (sample) => (weights) => standardisedArea(sample, weights, maxFpr),
  }),
};

function standardisedArea(sample: Sample, weights: Weights, maxFpr: number): MetricValue {
  const { positives, negatives, missing } = classWeights(sample, weights);
  if (missing !== null) return { undefined: missing };
  let area = 0;
  let fpr = 0;
  let tpr = 0;
  followRoc(sample, weights, (truePositives, falsePositives) => {
    const [toFpr, toTpr] = [falsePositives / negatives, truePositives / positives];
    const end = Math.min(toFpr, maxFpr);
    if (end > fpr) {
      const share = (end - fpr) / (toFpr - fpr);
      area += (end - fpr) * (tpr + ((toTpr - tpr) * share) / 2);
    }
    fpr = toFpr;
    tpr = toTpr;
  });
  const chance = (maxFpr * maxFpr) / 2;
  return (1 + (area - chance) / (maxFpr - chance)) / 2;
}

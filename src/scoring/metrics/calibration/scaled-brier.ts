import { meanLoss } from '../mean-loss.js';
import { classWeights } from '../roc.js';
import { probabilityMetric } from './probability-metric.js';

/**
 * Scaled Brier score: 1 - Brier / (prevalence · (1 - prevalence)), the share of the prevalence's own score that is saved
 * (Steyerberg et al., Epidemiology 21:128, 2010). 1 is perfect, 0 as good as always predicting the prevalence, below 0
 * worse. Undefined with one class only.
 */
export const scaledBrier = probabilityMetric({
  name: 'scaled_brier',
  direction: 'higher',
  range: [null, 1],
  prepare(sample) {
    const losses = sample.predictions.map((p, k) => (p - sample.labels[k]!) ** 2);
    return (weights) => {
      const { positives, negatives, missing } = classWeights(sample, weights);
      const brier = meanLoss(losses, weights);
      if (missing !== null || typeof brier !== 'number') return { undefined: missing ?? 'no_rows' };
      const total = positives + negatives;
      return 1 - brier / ((positives / total) * (negatives / total));
    };
  },
});

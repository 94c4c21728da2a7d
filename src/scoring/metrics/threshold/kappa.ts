import { thresholdFamily } from './threshold-family.js';

/**
 * Cohen's kappa of what was called and what is true: agreement beyond what the margins alone would give (Cohen,
 * Educational and Psychological Measurement 20:37, 1960). In [-1, 1]; undefined with one class only, where
 * scikit-learn says NaN or 0.
 */
export const kappa = thresholdFamily({
  name: 'kappa',
  source: 'Cohen, Educational and Psychological Measurement 20:37, 1960',
  range: [-1, 1],
  figure({ tp, fp, fn, tn }) {
    if (tp + fn <= 0 || tn + fp <= 0) return { undefined: 'one_class' };
    const n = tp + fp + fn + tn;
    const byChance = ((tp + fp) / n) * ((tp + fn) / n) + ((tn + fn) / n) * ((tn + fp) / n);
    return ((tp + tn) / n - byChance) / (1 - byChance);
  },
});

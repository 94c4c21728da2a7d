import { thresholdFamily } from './threshold-family.js';

/**
 * Balanced accuracy: the mean of sensitivity and specificity (Brodersen et al., ICPR 2010). 0.5 is chance. Undefined
 * with one class only, where scikit-learn takes the one rate that there is.
 */
export const balancedAccuracy = thresholdFamily({
  name: 'balanced_accuracy',
  source: 'Brodersen et al., ICPR 2010',
  range: [0, 1],
  figure: ({ tp, fp, fn, tn }) =>
    tp + fn > 0 && tn + fp > 0 ? (tp / (tp + fn) + tn / (tn + fp)) / 2 : { undefined: 'one_class' },
});

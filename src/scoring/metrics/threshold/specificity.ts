import { thresholdFamily } from './threshold-family.js';

/**
 * Specificity (true negative rate): the share of negatives that are called negative (Yerushalmy, Public Health Reports
 * 62:1432, 1947). Calling everybody negative has 1. Undefined without negatives.
 */
export const specificity = thresholdFamily({
  name: 'specificity',
  source: 'Yerushalmy, Public Health Reports 62:1432, 1947',
  range: [0, 1],
  figure: ({ tn, fp }) => (tn + fp > 0 ? tn / (tn + fp) : { undefined: 'no_negatives' }),
  proportion: ({ tn, fp }) => ({ successes: tn, trials: tn + fp }),
});

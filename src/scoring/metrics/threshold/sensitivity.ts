import { thresholdFamily } from './threshold-family.js';

/**
 * Sensitivity (recall, true positive rate): the share of positives that are called positive (Yerushalmy, Public Health
 * Reports 62:1432, 1947). Calling everybody positive has 1, so it says little without specificity.
 * Undefined without positives.
 */
export const sensitivity = thresholdFamily({
  name: 'sensitivity',
  source: 'Yerushalmy, Public Health Reports 62:1432, 1947',
  range: [0, 1],
  figure: ({ tp, fn }) => (tp + fn > 0 ? tp / (tp + fn) : { undefined: 'no_positives' }),
  proportion: ({ tp, fn }) => ({ successes: tp, trials: tp + fn }),
});

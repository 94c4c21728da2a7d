import { thresholdFamily } from './threshold-family.js';

/**
 * Negative predictive value: the share of those called negative who are (Altman & Bland, BMJ 309:102, 1994). 0 where
 * nobody is called negative, for the same reason as in the positive predictive value.
 */
export const npv = thresholdFamily({
  name: 'npv',
  source: 'Altman & Bland, BMJ 309:102, 1994',
  range: [0, 1],
  figure: ({ tn, fn }) => (tn > 0 ? tn / (tn + fn) : 0),
  proportion: ({ tn, fn }) => ({ successes: tn, trials: tn + fn }),
});

import { thresholdFamily } from './threshold-family.js';

/**
 * Positive predictive value (precision): the share of those called positive who are (Altman & Bland, BMJ 309:102, 1994).
 * 0 where nobody is called positive, as scikit-learn's zero_division=0: a model that never commits itself must not
 * escape its rank.
 */
export const ppv = thresholdFamily({
  name: 'ppv',
  source: 'Altman & Bland, BMJ 309:102, 1994',
  range: [0, 1],
  figure: ({ tp, fp }) => (tp > 0 ? tp / (tp + fp) : 0),
  proportion: ({ tp, fp }) => ({ successes: tp, trials: tp + fp }),
});

import { thresholdFamily } from './threshold-family.js';

/**
 * Accuracy: the share of rows that are called what they are. With a rare outcome, calling everybody negative has a high
 * one (Provost, Fawcett & Kohavi, ICML 1998). Defined with one class too.
 */
export const accuracy = thresholdFamily({
  name: 'accuracy',
  source: 'Provost, Fawcett & Kohavi, ICML 1998 (and against it)',
  range: [0, 1],
  figure: ({ tp, fp, fn, tn }) => (tp + tn) / (tp + fp + fn + tn),
  proportion: ({ tp, fp, fn, tn }) => ({ successes: tp + tn, trials: tp + fp + fn + tn }),
});

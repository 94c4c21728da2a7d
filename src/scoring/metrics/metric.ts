import type { Sample, Weights } from '../sample.js';

/** A metric's figure, or in one word why it has none: never NaN. */
export type MetricValue = number | { undefined: UndefinedReason };

/**
 * no_rows: nothing to score (or no weight). one_class: both classes are needed. no_positives: a positive is needed.
 * not_probabilities: a prediction lies outside [0, 1].
 */
export type UndefinedReason = 'no_rows' | 'one_class' | 'no_positives' | 'not_probabilities';

export interface Metric {
  name: string;
  /** Which of two values is better. */
  direction: 'higher' | 'lower';
  /** Smallest and largest possible value; null where there is no bound. */
  range: [number, number | null];
  needsProbabilities: boolean;
  /** Does once per sample what does not depend on weights, and returns the figure as a function of them, O(n) each. */
  prepare(sample: Sample): (weights: Weights) => MetricValue;
}

import type { OutcomeKind, Samples } from '../outcomes/samples.js';
import type { Weights } from '../sample.js';

/** A metric's figure, or in one word why it has none: never NaN. */
export type MetricValue = number | { undefined: UndefinedReason };

/**
 * no_rows: nothing to score (or no weight). one_class: both classes are needed. no_positives, no_negatives: one is needed.
 * not_probabilities: a prediction lies outside [0, 1]. certain_predictions: one is exactly 0 or 1, whose odds have no
 * logarithm. no_variation: predictions are all alike. separable: the predictions part the classes without a mistake, so
 * that no slope fits best. constant_truth: what is to be predicted is all alike. negative_truth: a logarithm is taken of
 * it. too_large: beyond the largest double. no_events: no event was seen, or predicted, in time. no_survivors: nobody is
 * known to be free of the event at the horizon. no_horizon: there are no predictions for it. beyond_follow_up: nobody was
 * followed that long. no_probabilities: the task asks for decisions alone. no_abstention: it asks for no
 * abstentions. no_answers: every row abstains.
 */
export type UndefinedReason =
  | 'no_rows'
  | 'one_class'
  | 'no_positives'
  | 'no_negatives'
  | 'certain_predictions'
  | 'no_variation'
  | 'separable'
  | 'not_probabilities'
  | 'constant_truth'
  | 'negative_truth'
  | 'too_large'
  | 'no_events'
  | 'no_survivors'
  | 'no_horizon'
  | 'beyond_follow_up'
  | 'no_probabilities'
  | 'no_abstention'
  | 'no_answers';

/** A metric of one sample, as a function of the weights of its rows. */
export interface Figure {
  (weights: Weights): MetricValue;
  /**
   * The same in four replicates at once, where that is faster: byte r of word k is how often replicate r drew sorted row k.
   * Writes four values, NaN where a replicate has none.
   */
  lanes?(words: Int32Array, values: Float64Array): void;
}

export interface Metric<Kind extends OutcomeKind = OutcomeKind> {
  /** With its parameter, as a task names it: `auroc`, `f1@0.5`. */
  name: string;
  kind: Kind;
  /** Which of two values is better; `target`: the one closer to `target`. Such a metric can't be a task's primary one. */
  direction: 'higher' | 'lower' | 'target';
  /** Says too little by itself to rank by: answering one row can make it perfect. */
  besideOthers?: true;
  /** Best value, where neither end of the range is. */
  target?: number;
  /** Smallest and largest possible value; null where there is no bound. */
  range: [number | null, number | null];
  needsProbabilities: boolean;
  /** The task must ask which answers are not given. */
  needsAbstention?: boolean;
  /** The task must ask for the probability of an event by then. */
  horizon?: number;
  /** Does once per sample what does not depend on weights, and returns the figure as a function of them, O(n) each. */
  prepare(sample: Samples[Kind]): Figure;
  /** Where the figure is a share of independent rows: of how many, and how many have it. Gives it an exact interval. */
  proportion?(sample: Samples[Kind]): Proportion;
}

export interface Proportion {
  successes: number;
  trials: number;
}

/** A number that completes a metric's name: `f1@0.5`. `min` and `max` are allowed themselves. */
export interface MetricParameter {
  name: 'threshold' | 'specificity' | 'max_fpr' | 'quantile' | 'cutoff' | 'horizon' | 'penalty';
  min: number;
  max: number;
  whole: boolean;
  /** Taken where the name comes without one. */
  usual: number;
}

/** A metric for each value of its parameter, or the one metric that it is without one. */
export interface MetricFamily<Kind extends OutcomeKind = OutcomeKind> {
  name: string;
  kind: Kind;
  parameter: MetricParameter | null;
  /** Where the definition comes from. */
  source: string;
  of(parameter: number, name: string): Metric<Kind>;
}

/** The family of a metric that takes no parameter. */
export function single<Kind extends OutcomeKind>(metric: Metric<Kind>, source: string): MetricFamily<Kind> {
  return { name: metric.name, kind: metric.kind, parameter: null, source, of: () => metric };
}

/** Whether teams can be ranked by it: of two values one is better, without a target between. */
export const canRank = ({ direction, besideOthers }: Metric): boolean =>
  direction !== 'target' && besideOthers !== true;

/** Of two values of the metric the better one has the smaller shortfall. */
export function shortfall({ direction, target = 0 }: Metric, value: number): number {
  if (direction === 'target') return Math.abs(value - target);
  return direction === 'higher' ? -value : value;
}

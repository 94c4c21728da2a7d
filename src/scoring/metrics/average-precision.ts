import type { Sample, Weights } from '../sample.js';
import type { Metric, MetricValue } from './metric.js';
import { type PositiveGroups, positiveGroups, positiveWeight } from './positive-groups.js';

/**
 * Average precision: the sum of (R_i - R_(i-1)) P_i over distinct thresholds from the highest, R recall and P precision
 * (as scikit-learn's average_precision_score; a step function, since linear interpolation of a precision-recall curve
 * is too optimistic: Davis & Goadrich, ICML 2006). In [0, 1], higher is better; undefined without positives.
 */
export const averagePrecision: Metric<'binary'> = {
  name: 'average_precision',
  kind: 'binary',
  direction: 'higher',
  range: [0, 1],
  needsProbabilities: false,
  prepare(sample) {
    const groups = positiveGroups(sample);
    return (weights) => stepwisePrecision(sample, groups, weights);
  },
};

function stepwisePrecision(sample: Sample, groups: PositiveGroups, weights: Weights): MetricValue {
  const { starts, stops, pure } = groups;
  const { cumulative } = weights;
  if (cumulative[sample.n] === 0) return { undefined: 'no_rows' };
  let positives = 0;
  let sum = 0;
  for (let g = 0; g < starts.length; g++) {
    const selected = cumulative[stops[g]!]!;
    const weight = pure ? selected - cumulative[starts[g]!]! : positiveWeight(sample, groups, weights, g);
    positives += weight;
    if (selected > 0) sum += weight * (positives / selected);
  }
  return positives > 0 ? sum / positives : { undefined: 'no_positives' };
}

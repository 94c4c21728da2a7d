import type { Sample, Weights } from '../sample.js';
import type { Metric, MetricValue } from './metric.js';

/**
 * Average precision: the sum of (R_i - R_(i-1)) P_i over distinct thresholds from the highest, R recall and P precision
 * (as scikit-learn's average_precision_score; a step function, since linear interpolation of a precision-recall curve
 * is too optimistic: Davis & Goadrich, ICML 2006). In [0, 1], higher is better; undefined without positives.
 */
export const averagePrecision: Metric = {
  name: 'average_precision',
  direction: 'higher',
  range: [0, 1],
  needsProbabilities: false,
  prepare: (sample) => (weights) => stepwisePrecision(sample, weights),
};

function stepwisePrecision(sample: Sample, weights: Weights): MetricValue {
  const { n, labels, groupEnds } = sample;
  let positives = 0;
  let all = 0;
  let groupPositives = 0;
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const weight = weights === null ? 1 : weights[k]!;
    all += weight;
    groupPositives += weight * labels[k]!;
    if (groupEnds[k] === 1 && groupPositives > 0) {
      positives += groupPositives;
      sum += groupPositives * (positives / all);
      groupPositives = 0;
    }
  }
  if (all === 0) return { undefined: 'no_rows' };
  return positives > 0 ? sum / positives : { undefined: 'no_positives' };
}

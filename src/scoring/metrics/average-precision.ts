import type { Sample, Weights } from '../sample.js';
import type { Metric, MetricValue } from './metric.js';

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
  prepare: (sample) => (weights) => stepwisePrecision(sample, weights),
};

function stepwisePrecision(sample: Sample, { each, cumulative }: Weights): MetricValue {
  const { n, positiveRows, groupStop } = sample;
  if (cumulative[n] === 0) return { undefined: 'no_rows' };
  let positives = 0;
  let sum = 0;
  for (let i = 0; i < positiveRows.length; ) {
    const stop = groupStop[i]!;
    let group = 0;
    for (; i < positiveRows.length && groupStop[i] === stop; i++) group += each[positiveRows[i]!]!;
    positives += group;
    if (group > 0) sum += group * (positives / cumulative[stop]!);
  }
  return positives > 0 ? sum / positives : { undefined: 'no_positives' };
}

import type { Sample, Weights } from '../sample.js';
import type { Metric, MetricValue } from './metric.js';

/**
 * Area under the ROC curve: the probability that a positive is ranked above a negative, ties counting one half
 * (Hanley & McNeil, Radiology 143:29, 1982). In [0, 1], higher is better; undefined with one class only.
 */
export const auroc: Metric = {
  name: 'auroc',
  direction: 'higher',
  range: [0, 1],
  needsProbabilities: false,
  prepare: (sample) => (weights) => areaUnderRoc(sample, weights),
};

function areaUnderRoc(sample: Sample, weights: Weights): MetricValue {
  const { n, labels, groupEnds } = sample;
  let positives = 0; // weight of the positives in the groups above
  let all = 0; // weight of all rows in the groups above
  let groupPositives = 0;
  let groupAll = 0;
  let doubledArea = 0; // twice the area, so that whole weights give whole sums: exact below 2^53
  for (let k = 0; k < n; k++) {
    const weight = weights === null ? 1 : weights[k]!;
    groupAll += weight;
    groupPositives += weight * labels[k]!;
    if (groupEnds[k] === 1) {
      doubledArea += (groupAll - groupPositives) * (2 * positives + groupPositives);
      positives += groupPositives;
      all += groupAll;
      groupPositives = 0;
      groupAll = 0;
    }
  }
  const negatives = all - positives;
  if (all === 0) return { undefined: 'no_rows' };
  if (positives <= 0 || negatives <= 0) return { undefined: 'one_class' };
  return doubledArea / (2 * positives * negatives);
}

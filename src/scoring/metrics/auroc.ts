import type { Sample, Weights } from '../sample.js';
import type { Metric, MetricValue } from './metric.js';

/**
 * Area under the ROC curve: the probability that a positive is ranked above a negative, ties counting one half
 * (Hanley & McNeil, Radiology 143:29, 1982). In [0, 1], higher is better; undefined with one class only.
 */
export const auroc: Metric<'binary'> = {
  name: 'auroc',
  kind: 'binary',
  direction: 'higher',
  range: [0, 1],
  needsProbabilities: false,
  prepare: (sample) => (weights) => areaUnderRoc(sample, weights),
};

/** Goes over the positives only: what is above and level with each is read from the running sums of all weights. */
function areaUnderRoc(sample: Sample, { each, cumulative }: Weights): MetricValue {
  const { n, positiveRows, groupStart, groupStop } = sample;
  const all = cumulative[n]!;
  let positives = 0;
  let doubledRank = 0; // sum over positives of twice the weight ranked below, ties once: whole for whole weights
  for (let i = 0; i < positiveRows.length; i++) {
    const weight = each[positiveRows[i]!]!;
    positives += weight;
    doubledRank += weight * (2 * all - cumulative[groupStart[i]!]! - cumulative[groupStop[i]!]!);
  }
  const negatives = all - positives;
  if (all === 0) return { undefined: 'no_rows' };
  if (positives <= 0 || negatives <= 0) return { undefined: 'one_class' };
  // Among the positives themselves, every ordered pair counts half: positives squared in the doubled sum.
  return (doubledRank - positives * positives) / (2 * positives * negatives);
}

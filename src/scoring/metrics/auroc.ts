import type { Sample, Weights } from '../sample.js';
import { area, areasUnderRoc, type PositiveStretches, positiveStretches } from './auroc-lanes.js';
import type { Metric, MetricValue } from './metric.js';
import { type PositiveGroups, positiveGroups, positiveWeight } from './positive-groups.js';

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
  prepare(sample) {
    const groups = positiveGroups(sample);
    let stretches: PositiveStretches | undefined;
    return Object.assign((weights: Weights) => areaUnderRoc(sample, groups, weights), {
      lanes(words: Int32Array, areas: Float64Array) {
        stretches ??= positiveStretches(groups);
        areasUnderRoc(sample, stretches, words, areas);
      },
    });
  },
};

/** Goes over the groups with positives only: what is above and level with each is read from the running sums. */
function areaUnderRoc(sample: Sample, groups: PositiveGroups, weights: Weights): MetricValue {
  const { starts, stops, pure } = groups;
  const { cumulative } = weights;
  const all = cumulative[sample.n]!;
  let positives = 0;
  let above = 0; // sum over positives of twice the weight ranked above, ties once: whole for whole weights
  for (let g = 0; g < starts.length; g++) {
    const from = cumulative[starts[g]!]!;
    const to = cumulative[stops[g]!]!;
    const weight = pure ? to - from : positiveWeight(sample, groups, weights, g);
    positives += weight;
    above += weight * (from + to);
  }
  if (all === 0) return { undefined: 'no_rows' };
  if (positives <= 0 || positives >= all) return { undefined: 'one_class' };
  return area(all, positives, above);
}

import type { Metric, MetricValue } from '../metric.js';
import { type TieGroups, tieGroups } from '../tie-groups.js';

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, tied rows sharing the mean of theirs (Spearman,
 * American Journal of Psychology 15:72, 1904; Kendall, Biometrika 33:239, 1945 on ties). A row of weight w takes the
 * ranks of w equal rows. In [-1, 1], higher is better; undefined where either side is constant.
 */
export const spearman: Metric<'regression'> = {
  name: 'spearman',
  kind: 'regression',
  direction: 'higher',
  range: [-1, 1],
  needsProbabilities: false,
  prepare({ n, truth, predictions }) {
    const byTruth = tieGroups(truth);
    const byPrediction = tieGroups(predictions);
    const truthRanks = new Float64Array(n);
    const predictionRanks = new Float64Array(n);
    return ({ each, cumulative }): MetricValue => {
      const total = cumulative[n]!;
      if (total <= 0) return { undefined: 'no_rows' };
      const truthSquares = centredRanks(byTruth, each, total, truthRanks);
      const predictionSquares = centredRanks(byPrediction, each, total, predictionRanks);
      if (truthSquares === 0) return { undefined: 'constant_truth' };
      if (predictionSquares === 0) return { undefined: 'no_variation' };
      let products = 0;
      for (let k = 0; k < n; k++) products += each[k]! * truthRanks[k]! * predictionRanks[k]!;
      return products / (Math.sqrt(truthSquares) * Math.sqrt(predictionSquares));
    };
  },
};

/**
 * Fills in twice the rank less its mean, which is the weight ranked before minus that ranked after: whole numbers for
 * whole weights. Returns their weighted sum of squares; 0 where all weight lies on one value.
 */
function centredRanks(
  { order, ends }: TieGroups,
  each: Uint8Array | Float64Array,
  total: number,
  ranks: Float64Array,
): number {
  let before = 0;
  let group = 0;
  let start = 0;
  let squares = 0;
  let groups = 0;
  for (let k = 0; k < order.length; k++) {
    group += each[order[k]!]!;
    if (ends[k] === 0) continue;
    const rank = 2 * before + group - total;
    for (let i = start; i <= k; i++) ranks[order[i]!] = rank;
    squares += group * rank * rank;
    if (group > 0) groups++;
    before += group;
    group = 0;
    start = k + 1;
  }
  return groups > 1 ? squares : 0; // sums of fractions may be off by the last bit
}

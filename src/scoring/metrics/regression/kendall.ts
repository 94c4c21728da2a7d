import type { Metric, MetricValue } from '../metric.js';
import { type TieGroups, tieGroups } from '../tie-groups.js';

/**
 * Kendall's tau-b: pairs in the same order minus pairs in the opposite one, over the geometric mean of the pairs not
 * tied in the truth and those not tied in the predictions (Kendall, Biometrika 33:239, 1945). In [-1, 1], higher is
 * better; undefined where either side is constant. Pairs are counted with a binary indexed tree (Fenwick, Software:
 * Practice and Experience 24:327, 1994), so O(n log n) per weight vector.
 */
export const kendallTauB: Metric<'regression'> = {
  name: 'kendall_tau_b',
  kind: 'regression',
  direction: 'higher',
  range: [-1, 1],
  needsProbabilities: false,
  prepare({ n, truth, predictions }) {
    const byTruth = tieGroups(truth);
    const { level, levels } = tieGroups(predictions);
    // In the order of the truth, so that a replicate reads on and on.
    const levelInOrder = Uint32Array.from(byTruth.order, (row) => level[row]!);
    const tree = new Float64Array(levels + 1);
    const atLevel = new Float64Array(levels + 1);
    return ({ each, cumulative }): MetricValue => {
      if (cumulative[n]! <= 0) return { undefined: 'no_rows' };
      tree.fill(0);
      atLevel.fill(0);
      const { difference, untied } = countPairs(byTruth, levelInOrder, each, tree, atLevel);
      let untiedPredictions = 0;
      let above = 0;
      for (let l = 1; l <= levels; l++) {
        untiedPredictions += above * atLevel[l]!;
        above += atLevel[l]!;
      }
      if (untied === 0) return { undefined: 'constant_truth' };
      if (untiedPredictions === 0) return { undefined: 'no_variation' };
      return difference / (Math.sqrt(untied) * Math.sqrt(untiedPredictions));
    };
  },
};

/** Concordant minus discordant pairs, and the pairs that differ in the truth, each by the product of its weights. */
function countPairs(
  { order, ends }: TieGroups,
  levelInOrder: Uint32Array,
  each: Uint8Array | Float64Array,
  tree: Float64Array,
  atLevel: Float64Array,
): { difference: number; untied: number } {
  const { length } = tree;
  let difference = 0;
  let untied = 0;
  let above = 0; // weight of rows with a larger truth: those in the tree
  let start = 0;
  for (let k = 0; k < order.length; k++) {
    if (ends[k] === 0) continue;
    let group = 0;
    for (let i = start; i <= k; i++) {
      const weight = each[order[i]!]!;
      if (weight === 0) continue;
      group += weight;
      const level = levelInOrder[i]!;
      let upTo = 0; // of these, with a prediction at least as large
      for (let node = level; node > 0; node &= node - 1) upTo += tree[node]!;
      difference += weight * (2 * upTo - atLevel[level]! - above);
    }
    for (let i = start; i <= k; i++) {
      const weight = each[order[i]!]!;
      if (weight === 0) continue;
      const level = levelInOrder[i]!;
      atLevel[level] = atLevel[level]! + weight;
      for (let node = level; node < length; node += node & -node) tree[node] = tree[node]! + weight;
    }
    untied += above * group;
    above += group;
    start = k + 1;
  }
  return { difference, untied };
}

import type { SurvivalSample } from '../../outcomes/samples.js';
import { tieGroups } from '../tie-groups.js';
import type { TimeTable } from './time-table.js';

/** Comparable pairs by whether the one with the earlier event has the higher risk. */
export interface OrderedPairs {
  concordant: number;
  discordant: number;
  tied: number;
}

/**
 * Counts pairs of a row with an event and one known to be free of it longer: a later time, or censored at the same one.
 * A pair weighs the product of its rows' weights and `importance` of the earlier time (by slot; 0 leaves the time out).
 * With a binary indexed tree over the risks (Fenwick 1994), so O(n log n) per weight vector.
 */
export function preparePairs(sample: SurvivalSample, { slot }: TimeTable) {
  const { n, event } = sample;
  const { level, levels } = tieGroups(sample.risk);
  const latestFirst = tieGroups(sample.time).order;
  const tree = new Float64Array(levels + 1);
  const atLevel = new Float64Array(levels + 1);

  function insert(row: number, weight: number): void {
    const own = level[row]!;
    atLevel[own] = atLevel[own]! + weight;
    for (let node = own; node <= levels; node += node & -node) tree[node] = tree[node]! + weight;
  }

  return (each: Uint8Array | Float64Array, importance: (slot: number) => number): OrderedPairs => {
    tree.fill(0);
    atLevel.fill(0);
    const pairs = { concordant: 0, discordant: 0, tied: 0 };
    let inserted = 0;
    for (let start = 0, stop = 0; start < n; start = stop) {
      const at = slot[latestFirst[start]!]!;
      while (stop < n && slot[latestFirst[stop]!] === at) stop++;
      const factor = importance(at);
      for (let i = start; i < stop; i++) {
        const row = latestFirst[i]!;
        if (event[row] === 1 || each[row] === 0) continue;
        insert(row, each[row]!);
        inserted += each[row]!;
      }
      for (let i = start; factor > 0 && i < stop; i++) {
        const row = latestFirst[i]!;
        if (event[row] === 0 || each[row] === 0) continue;
        let atLeast = 0; // of those free longer, with as high a risk
        for (let node = level[row]!; node > 0; node &= node - 1) atLeast += tree[node]!;
        const weight = factor * each[row]!;
        const same = atLevel[level[row]!]!;
        pairs.tied += weight * same;
        pairs.discordant += weight * (atLeast - same);
        pairs.concordant += weight * (inserted - atLeast);
      }
      for (let i = start; i < stop; i++) {
        const row = latestFirst[i]!;
        if (event[row] === 0 || each[row] === 0) continue;
        insert(row, each[row]!);
        inserted += each[row]!;
      }
    }
    return pairs;
  };
}

/** Share of concordant pairs, ties in risk counting one half; null without comparable pairs. */
export function concordance({ concordant, discordant, tied }: OrderedPairs): number | null {
  const all = concordant + discordant + tied;
  return all > 0 ? (concordant + tied / 2) / all : null;
}

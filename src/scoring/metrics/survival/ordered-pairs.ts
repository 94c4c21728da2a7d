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
  const { n } = sample;
  const { level, levels } = tieGroups(sample.risk);
  const { order, ends } = tieGroups(sample.time);
  // In the order of the times, latest first, so that a replicate reads on and on.
  const levelOf = Uint32Array.from(order, (row) => level[row]!);
  const events = Uint8Array.from(order, (row) => sample.event[row]!);
  const tree = new Float64Array(levels + 1);
  const atLevel = new Float64Array(levels + 1);
  const weights = new Float64Array(n);

  /** Adds rows [start, stop) with or without an event to the tree; returns their weight. */
  function insert(start: number, stop: number, event: number): number {
    let sum = 0;
    for (let i = start; i < stop; i++) {
      const weight = weights[i]!;
      if (events[i] !== event || weight === 0) continue;
      const own = levelOf[i]!;
      atLevel[own] = atLevel[own]! + weight;
      for (let node = own; node <= levels; node += node & -node) tree[node] = tree[node]! + weight;
      sum += weight;
    }
    return sum;
  }

  return (each: Uint8Array | Float64Array, importance: (slot: number) => number): OrderedPairs => {
    tree.fill(0);
    atLevel.fill(0);
    for (let i = 0; i < n; i++) weights[i] = each[order[i]!]!;
    const pairs = { concordant: 0, discordant: 0, tied: 0 };
    let inserted = 0;
    for (let start = 0, stop = 0; start < n; start = stop) {
      while (ends[stop++] === 0);
      const factor = importance(slot[order[start]!]!);
      inserted += insert(start, stop, 0);
      for (let i = start; factor > 0 && i < stop; i++) {
        if (events[i] === 0 || weights[i] === 0) continue;
        const own = levelOf[i]!;
        let atLeast = 0; // of those free longer, with as high a risk
        for (let node = own; node > 0; node &= node - 1) atLeast += tree[node]!;
        const weight = factor * weights[i]!;
        const same = atLevel[own]!;
        pairs.tied += weight * same;
        pairs.discordant += weight * (atLeast - same);
        pairs.concordant += weight * (inserted - atLeast);
      }
      inserted += insert(start, stop, 1);
    }
    return pairs;
  };
}

/** Share of concordant pairs, ties in risk counting one half; null without comparable pairs. */
export function concordance({ concordant, discordant, tied }: OrderedPairs): number | null {
  const all = concordant + discordant + tied;
  return all > 0 ? (concordant + tied / 2) / all : null;
}

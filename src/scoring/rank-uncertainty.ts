import { quantile } from './bootstrap.js';
import type { Replicates } from './replicates.js';

export interface RankUncertainty {
  /** 95% percentile interval of the ranks in the replicates. */
  interval: [number, number];
  /** Share of the replicates in which the team has rank 1, alone or with others. */
  first: number;
}

/** Replicates that are turned at a time, so that their values lie side by side in memory. */
const BLOCK = 64;

/**
 * How far the ranks of a board depend on the sample of labels: in each replicate of the common bootstrap weights all
 * teams are ranked (1, 2, 2, 4), and the ranks' distribution is summed up per team (Goldstein & Spiegelhalter, JRSS A
 * 159:385, 1996; Hall & Miller, Annals of Statistics 37:3929, 2009). A team without a value in a replicate comes last
 * there; a replicate in which nobody has one is left out,
 * and null where that leaves none. Memory: four bytes per team and replicate.
 */
export function rankUncertainty(
  teams: readonly Replicates[],
  direction: 'higher' | 'lower',
): (RankUncertainty | null)[] {
  const count = teams.length;
  const replicates = teams[0]?.length ?? 0;
  const ranks = new Uint32Array(count * replicates);
  const block = new Float64Array(BLOCK * count);
  const sorted = new Float64Array(count);
  let used = 0;
  for (let from = 0; from < replicates; from += BLOCK) {
    const size = Math.min(BLOCK, replicates - from);
    turn(teams, direction, from, size, block);
    for (let r = 0; r < size; r++) {
      const values = block.subarray(r * count, (r + 1) * count);
      sorted.set(values);
      sorted.sort();
      if (sorted[0] === Number.POSITIVE_INFINITY) continue;
      for (let team = 0; team < count; team++)
        ranks[team * replicates + used] = countBelow(sorted, values[team]!) + 1;
      used++;
    }
  }
  return teams.map((_, team) => summary(ranks.subarray(team * replicates, team * replicates + used)));
}

/** Values of some replicates, one after the other, so that less is better; none is infinitely bad. */
function turn(
  teams: readonly Replicates[],
  direction: 'higher' | 'lower',
  from: number,
  size: number,
  block: Float64Array,
): void {
  const towards = direction === 'higher' ? -1 : 1;
  const count = teams.length;
  for (let team = 0; team < count; team++) {
    const values = teams[team]!;
    for (let r = 0; r < size; r++) {
      const value = values[from + r]!;
      block[r * count + team] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value * towards + 0; // + 0: never -0
    }
  }
}

/** How many of the sorted values are smaller. */
function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function summary(ranks: Uint32Array): RankUncertainty | null {
  if (ranks.length === 0) return null;
  const sorted = new Float64Array(ranks).sort();
  return {
    interval: [quantile(sorted, 0.025), quantile(sorted, 0.975)],
    first: countBelow(sorted, 2) / ranks.length,
  };
}

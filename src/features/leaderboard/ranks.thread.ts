import { boardBands } from '../../scoring/bands.js';
import { rankUncertainty } from '../../scoring/rank-uncertainty.js';
import { type Comparison, comparePair, type Replicates } from '../../scoring/replicates.js';

// What runs in a thread beside the one that answers requests. Started by ranks.service.ts.

/** A team's score and its replicates, in memory that threads share. */
export interface Scored {
  value: number | null;
  replicates: Replicates | null;
}

export interface RankRequest {
  direction: 'higher' | 'lower';
  /** In the order of the board. */
  rows: Scored[];
}

/** How certain a place is; null where the score is undefined or no replicates were kept. */
export interface Certainty {
  band: number | null;
  interval: [number, number] | null;
  first: number | null;
}

export function rankTeams({ direction, rows }: RankRequest): Certainty[] {
  const length = rows.find(({ replicates }) => replicates !== null)?.replicates?.length ?? 0;
  const usable = rows.map((row) => ({
    ...row,
    replicates: row.replicates?.length === length && length > 0 ? row.replicates : null,
  }));
  const bands = boardBands(usable, direction);
  // A score without replicates holds its place among the others as if it were certain.
  const defined = usable.filter(({ value }) => value !== null);
  const ranks = rankUncertainty(
    defined.map(({ value, replicates }) => replicates ?? new Float64Array(length).fill(value!)),
    direction,
  );
  const rankOf = new Map(defined.map((row, k) => [row, row.replicates === null ? null : (ranks[k] ?? null)]));
  return usable.map((row, k) => {
    const rank = rankOf.get(row) ?? null;
    return { band: bands[k]!, interval: rank?.interval ?? null, first: rank?.first ?? null };
  });
}

export interface PairsRequest extends RankRequest {
  /** Positions in `rows`, a against b. */
  pairs: [number, number][];
}

/** null where one has no value, or too few replicates are shared. */
export function comparePairs({ direction, rows, pairs }: PairsRequest): (Comparison | null)[] {
  return pairs.map(([a, b]) => {
    const [one, other] = [rows[a]!, rows[b]!];
    if (one.value === null || other.value === null || !one.replicates || !other.replicates) return null;
    return comparePair(
      { value: one.value, replicates: one.replicates },
      { value: other.value, replicates: other.replicates },
      direction,
    );
  });
}

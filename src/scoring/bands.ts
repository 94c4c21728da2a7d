import { holmAdjusted } from './holm.js';
import { differenceP, pairedError, type Replicates } from './replicates.js';

/** A team on a board that is in order, best first. */
export interface BandRow {
  /** Not rounded; null: undefined. */
  value: number | null;
  /** null: none were kept, and nothing can be said about a difference. */
  replicates: Replicates | null;
}

type Comparable = { value: number; replicates: Replicates };

const ALPHA = 0.05;

/**
 * The band of ties of each row, from 1: every lower team is tested against the band's top (two-sided, on paired
 * replicates), the tests adjusted after Holm; the band ends before the first team that is significantly worse, which tops
 * the next. Two teams of one band may still differ. And Holm holds the chance of a false rejection for a top that was named
 * beforehand, while here it is whoever came out on top: ten teams of one skill still come apart on about every seventh
 * board (docs/metrics.md, measured by bench/coverage.js). Undefined scores have no band, nor have those that cannot be
 * compared: at the top they would tie all below them. At most one test per pair of rows: O(rows * bands * replicates).
 */
export function boardBands(
  rows: readonly BandRow[],
  direction: 'higher' | 'lower',
  alpha = ALPHA,
): (number | null)[] {
  const compared = rows.filter(isComparable);
  const bandOf = new Map<BandRow, number>();
  for (let top = 0, band = 1; top < compared.length; band++) {
    const next = firstWorse(compared, top, direction, alpha);
    for (const row of compared.slice(top, next)) bandOf.set(row, band);
    top = next;
  }
  return rows.map((row) => bandOf.get(row) ?? null);
}

function isComparable(row: BandRow): row is Comparable {
  return (
    row.value !== null &&
    row.replicates !== null &&
    !Number.isNaN(pairedError(row.replicates, row.replicates))
  );
}

/** The first row below `top` that is significantly worse than it, or the end. */
function firstWorse(
  rows: readonly Comparable[],
  top: number,
  direction: 'higher' | 'lower',
  alpha: number,
): number {
  const best = rows[top]!;
  const below = rows.slice(top + 1);
  const worse = holmAdjusted(Float64Array.from(below, (row) => worseP(best, row, direction))).findIndex(
    (adjusted) => adjusted <= alpha,
  );
  return worse === -1 ? rows.length : top + 1 + worse;
}

/** 1 where the lower row is the better one: a board is ranked by rounded scores. */
function worseP(best: Comparable, row: Comparable, direction: 'higher' | 'lower'): number {
  const difference = best.value - row.value;
  if (direction === 'higher' ? difference <= 0 : difference >= 0) return 1;
  return differenceP(difference, pairedError(best.replicates, row.replicates));
}

import { holmAdjusted } from './holm.js';
import { differenceP, pairedError, type Replicates } from './replicates.js';

/** A team on a board that is in order, best first. */
export interface BandRow {
  /** null: undefined. */
  value: number | null;
  /** null: none were kept, and nothing can be said about a difference. */
  replicates: Replicates | null;
}

const ALPHA = 0.05;

/**
 * The band of ties of each row, from 1: every lower team is tested against the band's top (two-sided, on paired
 * replicates), the tests adjusted after Holm; the band ends before the first team that is significantly worse, which tops
 * the next. So nobody is set apart from the best of a band by chance alone; two teams of one band may still differ.
 * Undefined scores have no band. At most one test per pair of rows: O(rows * bands * replicates).
 */
export function boardBands(rows: readonly BandRow[], alpha = ALPHA): (number | null)[] {
  const bands: (number | null)[] = rows.map(() => null);
  const end = rows.findIndex(({ value }) => value === null);
  const defined = end === -1 ? rows.length : end;
  for (let top = 0, band = 1; top < defined; band++) {
    const next = firstWorse(rows, top, defined, alpha);
    bands.fill(band, top, next);
    top = next;
  }
  return bands;
}

/** The first row below `top` that is significantly worse than it, or `stop`. */
function firstWorse(rows: readonly BandRow[], top: number, stop: number, alpha: number): number {
  const p = new Float64Array(stop - top - 1);
  for (let row = top + 1; row < stop; row++) p[row - top - 1] = pairP(rows[top]!, rows[row]!);
  const worse = holmAdjusted(p).findIndex((adjusted) => adjusted <= alpha);
  return worse === -1 ? stop : top + 1 + worse;
}

function pairP(top: BandRow, row: BandRow): number {
  if (top.replicates === null || row.replicates === null) return 1;
  return differenceP(top.value! - row.value!, pairedError(top.replicates, row.replicates));
}

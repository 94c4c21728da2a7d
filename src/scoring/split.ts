import { createGenerator, shuffle } from './random.js';

/** What is put on one side as a whole: a row, or all rows of a cluster (patient). */
export interface SplitUnits {
  count: number;
  /** Rows in each unit. */
  rows: Uint32Array;
  /** Stratum of each unit: units of each are drawn apart from the others, the highest first. */
  stratum: Uint32Array;
  /** Order of two units by their names' bytes, so that the file's row order doesn't matter. */
  compare(a: number, b: number): number;
}

/** Stream of random numbers that the split uses; scoring uses others. */
const SPLIT_STREAM = 0x53504c54;

/**
 * Draws which units are final (1) and which public (0). In each stratum, units are shuffled and taken as final until
 * they hold at least `finalFraction` of the stratum's rows; a stratum of two or more units reaches both sides.
 * The same seed and names give the same split. `finalFraction` in (0, 1).
 */
export function drawSplit(units: SplitUnits, finalFraction: number, seed: number): Uint8Array {
  const isFinal = new Uint8Array(units.count);
  const generator = createGenerator(seed, SPLIT_STREAM);
  for (const stratum of [...new Set(units.stratum)].sort((a, b) => b - a)) {
    const members = Uint32Array.from({ length: units.count }, (_, unit) => unit)
      .filter((unit) => units.stratum[unit] === stratum)
      .sort((a, b) => units.compare(a, b));
    shuffle(generator, members);
    const rows = members.reduce((sum, unit) => sum + units.rows[unit]!, 0);
    const wanted = rows * finalFraction - 1e-9; // 0.7 * 10 must not want an eighth row for a rounding error
    let taken = 0;
    for (let k = 0; k < members.length && taken < wanted; k++) {
      if (k > 0 && k === members.length - 1) break;
      isFinal[members[k]!] = 1;
      taken += units.rows[members[k]!]!;
    }
  }
  return isFinal;
}

import { twoSidedP } from './normal.js';

/** Values of one metric under the task's common bootstrap weights; NaN where a replicate has none. */
export type Replicates = Float64Array;

/** Of the replicates in which both entries have a value; with fewer than this share, nothing is said about the pair. */
const MIN_SHARED = 0.95;

/** 97.5th percentile of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/** How two entries compare on the same labels: `a` against `b`. */
export interface Comparison {
  /** Of the point values, a - b. */
  difference: number;
  interval: [number, number];
  /** Two-sided, of "no difference". */
  p: number;
  /** Share of the replicates in which a is strictly better. */
  probability: number;
  /** Share in which both have the same value. */
  tied: number;
}

/**
 * Bootstrap standard error of a difference: the standard deviation (ddof 1) of the paired differences of the
 * replicates (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, section 6.2). Replicates in which either has no
 * value are left out; NaN where that leaves too few to say anything.
 */
export function pairedError(a: Replicates, b: Replicates): number {
  const length = Math.min(a.length, b.length);
  let shared = 0;
  let sum = 0;
  for (let r = 0; r < length; r++) {
    const difference = a[r]! - b[r]!;
    if (Number.isNaN(difference)) continue;
    shared++;
    sum += difference;
  }
  if (shared < 2 || shared < MIN_SHARED * length) return Number.NaN;
  const mean = sum / shared;
  let spread = 0;
  for (let r = 0; r < length; r++) {
    const deviation = a[r]! - b[r]! - mean;
    if (!Number.isNaN(deviation)) spread += deviation * deviation;
  }
  return Math.sqrt(spread / (shared - 1));
}

/** Two-sided p-value of a difference; without an estimate of its error nothing is significant. */
export function differenceP(difference: number, standardError: number): number {
  if (difference === 0 || Number.isNaN(standardError)) return 1;
  return standardError > 0 ? twoSidedP(difference / standardError) : 0;
}

/** null where too few replicates are shared. */
export function comparePair(
  a: { value: number; replicates: Replicates },
  b: { value: number; replicates: Replicates },
  direction: 'higher' | 'lower',
): Comparison | null {
  const standardError = pairedError(a.replicates, b.replicates);
  if (Number.isNaN(standardError)) return null;
  const difference = a.value - b.value;
  const towards = direction === 'higher' ? 1 : -1;
  let better = 0;
  let same = 0;
  let shared = 0;
  for (let r = 0; r < a.replicates.length; r++) {
    const gain = (a.replicates[r]! - b.replicates[r]!) * towards;
    if (Number.isNaN(gain)) continue;
    shared++;
    if (gain > 0) better++;
    else if (gain === 0) same++;
  }
  return {
    difference,
    interval: [difference - Z_95 * standardError, difference + Z_95 * standardError],
    p: differenceP(difference, standardError),
    probability: better / shared,
    tied: same / shared,
  };
}

import type { Sample } from './sample.js';

/** The difference of two entries on the same labels: `a` minus `b`, and the standard error of that. */
export interface PairedDifference {
  difference: number;
  standardError: number;
}

/**
 * Two AUROCs on the same independent rows (DeLong, DeLong & Clarke-Pearson, Biometrics 44:837, 1988): the variance of
 * their difference from the placement values of every row under either entry.
 * null with fewer than two rows of a class, where it has no estimate.
 */
export function pairedDelong(a: Sample, b: Sample): PairedDifference | null {
  const { n, positives } = a;
  const negatives = n - positives;
  if (positives < 2 || negatives < 2) return null;
  const ofA = placements(a);
  const ofB = placements(b);
  // Sums by class of the differences of placement values, and of their squares around the mean.
  let ofPositives = 0;
  let ofNegatives = 0;
  for (let row = 0; row < n; row++) {
    const difference = ofA.values[row]! - ofB.values[row]!;
    if (ofA.labels[row] === 1) ofPositives += difference;
    else ofNegatives += difference;
  }
  let spreadOfPositives = 0;
  let spreadOfNegatives = 0;
  for (let row = 0; row < n; row++) {
    const difference = ofA.values[row]! - ofB.values[row]!;
    if (ofA.labels[row] === 1) spreadOfPositives += (difference - ofPositives / positives) ** 2;
    else spreadOfNegatives += (difference - ofNegatives / negatives) ** 2;
  }
  const variance =
    spreadOfPositives / (positives - 1) / positives + spreadOfNegatives / (negatives - 1) / negatives;
  return { difference: ofPositives / positives, standardError: Math.sqrt(variance) };
}

/**
 * Placement values in the rows' own order: for a positive the share of negatives below it, for a negative the share of
 * positives above it, ties counting half.
 */
function placements(sample: Sample): { values: Float64Array; labels: Uint8Array } {
  const { n, positives, order, labels, groupEnds } = sample;
  const negatives = n - positives;
  const values = new Float64Array(n);
  const labelOf = new Uint8Array(n);
  let positivesAbove = 0;
  let negativesAbove = 0;
  for (let start = 0; start < n; ) {
    let stop = start;
    let groupPositives = 0;
    do groupPositives += labels[stop]!;
    while (groupEnds[stop++] === 0);
    const groupNegatives = stop - start - groupPositives;
    const ofPositive = (negatives - negativesAbove - groupNegatives / 2) / negatives;
    const ofNegative = (positivesAbove + groupPositives / 2) / positives;
    for (let k = start; k < stop; k++) {
      const row = order[k]!;
      labelOf[row] = labels[k]!;
      values[row] = labels[k] === 1 ? ofPositive : ofNegative;
    }
    positivesAbove += groupPositives;
    negativesAbove += groupNegatives;
    start = stop;
  }
  return { values, labels: labelOf };
}

/** Two mean losses on the same independent rows: the standard deviation of the differences (ddof 1) over √n. */
export function pairedLosses(a: Float64Array, b: Float64Array): PairedDifference {
  const n = a.length;
  let mean = 0;
  for (let row = 0; row < n; row++) mean += (a[row]! - b[row]!) / n;
  let spread = 0;
  for (let row = 0; row < n; row++) spread += (a[row]! - b[row]! - mean) ** 2;
  return { difference: mean, standardError: Math.sqrt(spread / (n - 1) / n) };
}

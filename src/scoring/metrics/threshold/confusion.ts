import type { Sample, Weights } from '../../sample.js';

/** Weight of the rows by what was called and what was true. */
export interface Confusion {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

/** The confusion matrix at a threshold, as a function of the weights. A row is called positive iff its prediction ≥ t. */
export function confusionAt(sample: Sample, threshold: number): (weights: Weights) => Confusion {
  const { n, positiveRows } = sample;
  const called = countAtLeast(sample.predictions, threshold);
  let calledPositives = 0;
  while (calledPositives < positiveRows.length && positiveRows[calledPositives]! < called) calledPositives++;
  return ({ each, cumulative }) => {
    let tp = 0;
    let fn = 0;
    for (let i = 0; i < calledPositives; i++) tp += each[positiveRows[i]!]!;
    for (let i = calledPositives; i < positiveRows.length; i++) fn += each[positiveRows[i]!]!;
    // Differences of sums of fractions may come out a hair below 0.
    const fp = Math.max(0, cumulative[called]! - tp);
    const tn = Math.max(0, cumulative[n]! - cumulative[called]! - fn);
    return { tp, fp, fn, tn };
  };
}

/** How many of the descending values are at least `threshold`. */
export function countAtLeast(descending: Float64Array, threshold: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (descending[middle]! >= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

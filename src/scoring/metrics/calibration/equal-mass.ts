import type { Sample, Weights } from '../../sample.js';

/** Rows of like risk: their weight, the positives that the predictions expect, and those that there are. */
export interface RiskBin {
  weight: number;
  expected: number;
  observed: number;
}

const BINS = 10;

/**
 * Ten bins of equal weight, from the lowest risk to the highest; none is empty. With whole weights of sum N, bin b holds
 * the ranks r (from 0) with floor(10 r / N) = b, as if each row stood there as often as it weighs. A group of ties that
 * lies across an edge is shared out in proportion, so that the order of the rows decides nothing.
 */
export function deciles(sample: Sample): (weights: Weights) => RiskBin[] {
  const { n, predictions, labels, groupEnds } = sample;
  return ({ each, cumulative }) => {
    const total = cumulative[n]!;
    const bins: RiskBin[] = [];
    if (total <= 0) return bins;
    const isWhole = Number.isInteger(total);
    let filled = 0;
    let bin: RiskBin = { weight: 0, expected: 0, observed: 0 };
    let edge = edgeAfter(0);
    for (let k = n - 1; k >= 0; ) {
      const risk = predictions[k]!;
      let weight = 0;
      let observed = 0;
      do {
        weight += each[k]!;
        if (labels[k] === 1) observed += each[k]!;
        k--;
      } while (k >= 0 && groupEnds[k] === 0);
      for (let left = weight; left > 0; ) {
        const part = bins.length < BINS - 1 ? Math.min(left, edge - filled) : left;
        bin.weight += part;
        bin.expected += part * risk;
        bin.observed += (part / weight) * observed;
        filled += part;
        left -= part;
        if (bins.length < BINS - 1 && filled >= edge) close();
      }
    }
    if (bin.weight > 0) bins.push(bin);
    return bins.filter(({ weight }) => weight > 0);

    function close(): void {
      bins.push(bin);
      bin = { weight: 0, expected: 0, observed: 0 };
      edge = edgeAfter(bins.length);
      // With fewer rows than bins some edges fall together.
      if (bins.length < BINS - 1 && edge <= filled) close();
    }

    function edgeAfter(closed: number): number {
      const exact = (total * (closed + 1)) / BINS;
      return isWhole ? Math.ceil(exact) : exact;
    }
  };
}

import type { Sample, Weights } from '../../sample.js';
import type { RiskBin } from './equal-mass.js';

/** Bin of each probability p among ten of equal width: floor(10 p), 1 being in the last. */
const binOf = (p: number): number => Math.min(Math.floor(10 * p), 9);

/** Ten bins of equal width over [0, 1], from the lowest; those without weight are left out. */
export function tenths({ n, predictions, labels }: Sample): (weights: Weights) => RiskBin[] {
  const binOfRow = Uint8Array.from(predictions, binOf);
  return ({ each }) => {
    const bins = Array.from({ length: 10 }, (): RiskBin => ({ weight: 0, expected: 0, observed: 0 }));
    for (let k = 0; k < n; k++) {
      const weight = each[k]!;
      if (weight === 0) continue;
      const bin = bins[binOfRow[k]!]!;
      bin.weight += weight;
      bin.expected += weight * predictions[k]!;
      if (labels[k] === 1) bin.observed += weight;
    }
    return bins.filter(({ weight }) => weight > 0);
  };
}

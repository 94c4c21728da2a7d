import type { Weights } from '../../sample.js';
import { probabilityMetric } from '../calibration/probability-metric.js';
import { type ByConfidence, byConfidence, eachConfidence } from './by-confidence.js';

/**
 * Area under the risk-coverage curve: the mean, over every number of rows that are answered, surest first, of the share
 * of wrong answers among them (Geifman & El-Yaniv, NeurIPS 2017). An answer is p ≥ 0.5, its sureness max(p, 1 - p); rows
 * equally sure count as in a random order. In [0, 1], lower is better.
 */
export const aurc = probabilityMetric({
  name: 'aurc',
  direction: 'lower',
  range: [0, 1],
  prepare(sample) {
    const ordered = byConfidence(sample);
    return (weights) => riskCoverageArea(ordered, weights);
  },
});

/** The area, of rows with some weight. */
export function riskCoverageArea(ordered: ByConfidence, { each, cumulative }: Weights): number {
  let sum = 0;
  eachConfidence(ordered, each, (answered, errors, weight, wrong) => {
    // A group of weight w is answered in w steps; where weights are no counts, in about as many.
    const steps = Math.max(1, Math.round(weight));
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      sum += ((errors + share * wrong) / (answered + share * weight)) * (weight / steps);
    }
  });
  return sum / cumulative[each.length]!;
}

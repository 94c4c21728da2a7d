import type { Weights } from '../../sample.js';
import { probabilityMetric } from '../calibration/probability-metric.js';
import { type ByConfidence, byConfidence, eachConfidence } from './by-confidence.js';

/**
 * Area under the generalised risk-coverage curve: the mean, over every share of rows that are answered, surest first, of
 * the probability that a row is answered and wrong (Traub et al., NeurIPS 2024). In [0, 0.5], lower is better; unlike the
 * AURC it does not weigh errors among the surest few far above the others. Answers and sureness as there.
 */
export const augrc = probabilityMetric({
  name: 'augrc',
  direction: 'lower',
  range: [0, 0.5],
  prepare(sample) {
    const ordered = byConfidence(sample);
    return (weights) => generalisedArea(ordered, weights);
  },
});

/** The area, of rows with some weight. */
export function generalisedArea(ordered: ByConfidence, { each, cumulative }: Weights): number {
  let sum = 0;
  eachConfidence(ordered, each, (_, errors, weight, wrong) => {
    sum += weight * (errors + wrong / 2);
  });
  return sum / cumulative[each.length]! ** 2;
}

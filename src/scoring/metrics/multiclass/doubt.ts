import type { MulticlassSample } from '../../outcomes/samples.js';
import type { Weights } from '../../sample.js';
import { generalisedArea } from '../doubt/augrc.js';
import { riskCoverageArea } from '../doubt/aurc.js';
import type { ByConfidence } from '../doubt/by-confidence.js';
import type { Metric } from '../metric.js';
import { tieGroups } from '../tie-groups.js';
import { predictedClasses } from './confusion.js';

/** Rows from the surest to the least sure: by the probability of the most probable class, which is the answer. */
export function byHighestProbability(sample: MulticlassSample): ByConfidence {
  const { n, classes, truth, probabilities } = sample;
  const predicted = predictedClasses(sample);
  const { order, ends } = tieGroups(
    Float64Array.from({ length: n }, (_, k) => probabilities[k * classes + predicted[k]!]!),
  );
  return {
    rows: order,
    groupEnds: ends,
    wrong: Uint8Array.from(order, (row) => (predicted[row] === truth[row] ? 0 : 1)),
  };
}

function area(
  name: string,
  range: [number, number],
  figure: (ordered: ByConfidence, weights: Weights) => number,
): Metric<'multiclass'> {
  return {
    name,
    kind: 'multiclass',
    direction: 'lower',
    range,
    needsProbabilities: false,
    prepare(sample) {
      const ordered = byHighestProbability(sample);
      return (weights) =>
        weights.cumulative[sample.n] === 0 ? { undefined: 'no_rows' } : figure(ordered, weights);
    },
  };
}

/** Area under the risk-coverage curve (Geifman & El-Yaniv, NeurIPS 2017). In [0, 1], lower is better. */
export const aurc = area('multiclass_aurc', [0, 1], riskCoverageArea);

/** Area under the generalised one (Traub et al., NeurIPS 2024). In [0, 0.5], lower is better. */
export const augrc = area('multiclass_augrc', [0, 0.5], generalisedArea);

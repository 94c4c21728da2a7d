import { then } from '../finite.js';
import { meanLoss } from '../mean-loss.js';
import type { Metric } from '../metric.js';

/** What a row costs, given the truth and the prediction. */
type Loss = (truth: number, prediction: number) => number;

/** A metric that is the weighted mean of the rows' losses, or `after` of that mean. Not negative, lower is better. */
export function meanError(
  name: string,
  loss: Loss,
  after: (mean: number) => number = (mean) => mean,
): Metric<'regression'> {
  return {
    name,
    kind: 'regression',
    direction: 'lower',
    range: [0, null],
    needsProbabilities: false,
    prepare({ truth, predictions }) {
      const losses = truth.map((value, k) => loss(value, predictions[k]!));
      return (weights) => then(meanLoss(losses, weights), after);
    },
  };
}

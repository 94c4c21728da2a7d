import { areProbabilities, meanLoss } from './mean-loss.js';
import type { Metric } from './metric.js';

/**
 * Brier score: mean squared difference of predicted probability and outcome (Brier, Monthly Weather Review 78:1, 1950,
 * in its one-class form). In [0, 1], lower is better; undefined unless all predictions are probabilities.
 */
export const brier: Metric<'binary'> = {
  name: 'brier',
  kind: 'binary',
  direction: 'lower',
  range: [0, 1],
  needsProbabilities: true,
  prepare({ labels, predictions }) {
    if (!areProbabilities(predictions)) return () => ({ undefined: 'not_probabilities' });
    const losses = new Float64Array(predictions.length);
    for (let k = 0; k < losses.length; k++) losses[k] = (predictions[k]! - labels[k]!) ** 2;
    return (weights) => meanLoss(losses, weights);
  },
};

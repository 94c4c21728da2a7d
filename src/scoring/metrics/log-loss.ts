import { areProbabilities, meanLoss } from './mean-loss.js';
import type { Metric } from './metric.js';

/**
 * Log loss: mean negative log-likelihood of the outcomes in nats (Good, JRSS B 14:107, 1952), probabilities clipped to
 * [e, 1 - e] with e = 2^-52 as scikit-learn does for doubles, so that one certain error costs 36 and not infinity.
 * Lower is better; undefined unless all predictions are probabilities.
 */
export const logLoss = clippedLogLoss('log_loss', Number.EPSILON);

/** The same clipped at 1e-15, as Kaggle does: to compare with what was reported there. */
export const logLossKaggle = clippedLogLoss('log_loss_kaggle', 1e-15);

function clippedLogLoss(name: string, least: number): Metric<'binary'> {
  return {
    name,
    kind: 'binary',
    direction: 'lower',
    range: [0, null],
    needsProbabilities: true,
    prepare({ labels, predictions }) {
      if (!areProbabilities(predictions)) return () => ({ undefined: 'not_probabilities' });
      const losses = new Float64Array(predictions.length);
      for (let k = 0; k < losses.length; k++) {
        const clipped = Math.min(Math.max(predictions[k]!, least), 1 - least);
        losses[k] = -Math.log(labels[k] === 1 ? clipped : 1 - clipped);
      }
      return (weights) => meanLoss(losses, weights);
    },
  };
}

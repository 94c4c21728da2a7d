import { rowMean } from './row-loss.js';

/**
 * Log loss: mean negative log-probability of the true class in nats (Good, JRSS B 14:107, 1952). Probabilities are
 * clipped to [e, 1 - e] with e = 2^-52 and then divided by their sum, as scikit-learn 1.2 does. Lower is better.
 */
export const logLoss = rowMean(
  { name: 'multiclass_log_loss', direction: 'lower', range: [0, null], needsProbabilities: true },
  ({ classes, truth, probabilities }, row) => {
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += clipped(probabilities[row * classes + c]!);
    return -Math.log(clipped(probabilities[row * classes + truth[row]!]!) / sum);
  },
);

function clipped(probability: number): number {
  return Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON);
}

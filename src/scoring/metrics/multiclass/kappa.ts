import { confusionMetric } from './confusion.js';

/**
 * Agreement beyond chance: 1 - disagreement / disagreement expected of independent raters with the same totals, where
 * naming class j instead of i costs `cost(i, j)` (Cohen, Psychological Bulletin 70:213, 1968). Classes are ordered as
 * the task lists them. At most 1, 0 is chance; higher is better. Undefined where truth and predictions are one and the
 * same class, so that no disagreement is expected.
 */
const weightedKappa = (name: string, cost: (distance: number) => number) =>
  confusionMetric(name, [-1, 1], ({ classes, cells, ofTruth, ofPrediction, total }) => {
    let observed = 0;
    let expected = 0;
    for (let t = 0; t < classes; t++) {
      for (let p = 0; p < classes; p++) {
        const price = cost(Math.abs(t - p));
        observed += price * cells[t * classes + p]!;
        expected += price * ofTruth[t]! * ofPrediction[p]!;
      }
    }
    return expected > 0 ? 1 - (observed * total) / expected : { undefined: 'one_class' };
  });

/** Cohen's kappa (Educational and Psychological Measurement 20:37, 1960): every error costs the same. */
export const kappa = weightedKappa('multiclass_kappa', (distance) => (distance === 0 ? 0 : 1));

/** An error costs its distance in classes. */
export const linearWeightedKappa = weightedKappa('linear_weighted_kappa', (distance) => distance);

/** An error costs its squared distance: for grades, stages and scores. */
export const quadraticWeightedKappa = weightedKappa('quadratic_weighted_kappa', (distance) => distance ** 2);

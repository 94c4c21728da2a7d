import type { MetricFamily } from '../metric.js';
import { classWeights, followRoc } from '../roc.js';

/**
 * The highest sensitivity among the thresholds that keep at least the given specificity, without interpolation: what the
 * model finds at a rate of false alarms that is settled beforehand (Pepe, The Statistical Evaluation of Medical Tests,
 * 2003, section 2.2). Nobody called positive has specificity 1, so it is at least 0. Undefined with one class only.
 */
export const sensitivityAtSpecificity: MetricFamily<'binary'> = {
  name: 'sensitivity_at_specificity',
  kind: 'binary',
  parameter: { name: 'specificity', min: 0, max: 1, whole: false, usual: 0.9 },
  source: 'Pepe, The Statistical Evaluation of Medical Tests, 2003, section 2.2',
  of: (specificity, name) => ({
    name,
    kind: 'binary',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: false,
    prepare: (sample) => (weights) => {
      const { positives, negatives, missing } = classWeights(sample, weights);
      if (missing !== null) return { undefined: missing };
      let best = 0;
      followRoc(sample, weights, (truePositives, falsePositives) => {
        if ((negatives - falsePositives) / negatives >= specificity) best = truePositives;
      });
      return best / positives;
    },
  }),
};

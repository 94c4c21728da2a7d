import type { Sample, Weights } from '../../sample.js';
import { areProbabilities } from '../mean-loss.js';
import type { Metric, MetricValue } from '../metric.js';

type Given = Pick<Metric<'binary'>, 'name' | 'direction' | 'range' | 'target'> & {
  /** Called with probabilities and some weight only. */
  prepare(sample: Sample): (weights: Weights) => MetricValue;
};

/** A metric of predicted probabilities: undefined where a prediction is none, and without rows. */
export function probabilityMetric({ prepare, ...rest }: Given): Metric<'binary'> {
  return {
    ...rest,
    kind: 'binary',
    needsProbabilities: true,
    prepare(sample) {
      if (!areProbabilities(sample.predictions)) return () => ({ undefined: 'not_probabilities' });
      const figure = prepare(sample);
      return (weights) => (weights.cumulative[sample.n] === 0 ? { undefined: 'no_rows' } : figure(weights));
    },
  };
}

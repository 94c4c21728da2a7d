import type { MulticlassSample } from '../../outcomes/samples.js';
import { meanLoss } from '../mean-loss.js';
import type { Metric } from '../metric.js';

/** A metric that is the mean of a figure of each row's probabilities: those of row k start at `k * classes`. */
export function rowMean(
  description: Pick<Metric<'multiclass'>, 'name' | 'direction' | 'range' | 'needsProbabilities'>,
  figure: (sample: MulticlassSample, row: number) => number,
): Metric<'multiclass'> {
  return {
    ...description,
    kind: 'multiclass',
    prepare(sample) {
      const figures = Float64Array.from({ length: sample.n }, (_, k) => figure(sample, k));
      return (weights) => meanLoss(figures, weights);
    },
  };
}

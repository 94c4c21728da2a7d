import type { MultilabelSample } from '../../outcomes/samples.js';
import { meanLoss } from '../mean-loss.js';
import type { Metric } from '../metric.js';

/** A metric that is the mean of a figure of each row. */
export function rowMean(
  description: Pick<Metric<'multilabel'>, 'name' | 'direction' | 'range'>,
  figure: (sample: MultilabelSample, row: number) => number,
): Metric<'multilabel'> {
  return {
    ...description,
    kind: 'multilabel',
    needsProbabilities: false,
    prepare(sample) {
      const figures = Float64Array.from({ length: sample.n }, (_, k) => figure(sample, k));
      return (weights) => meanLoss(figures, weights);
    },
  };
}

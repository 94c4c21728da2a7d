import type { SegmentationSample } from '../../outcomes/samples.js';
import { meanLoss } from '../mean-loss.js';
import type { Metric } from '../metric.js';

/** A metric that is the mean over cases of a figure of each case's two masks. */
export function caseMean(
  description: Pick<Metric<'segmentation'>, 'name' | 'direction' | 'range'>,
  figure: (sample: SegmentationSample, row: number) => number,
): Metric<'segmentation'> {
  return {
    ...description,
    kind: 'segmentation',
    needsProbabilities: false,
    prepare(sample) {
      const figures = Float64Array.from({ length: sample.n }, (_, k) => figure(sample, k));
      return (weights) => meanLoss(figures, weights);
    },
  };
}

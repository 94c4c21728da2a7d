import type { MulticlassSample } from '../../outcomes/samples.js';
import type { MetricFamily } from '../metric.js';
import { shareOf } from '../share.js';
import { rowMean } from './row-loss.js';

/**
 * Share of rows whose true class is among the k most probable ones (Russakovsky et al., IJCV 115:211, 2015). Of equally
 * probable classes the first comes first, so that k = 1 is accuracy; scikit-learn 1.2 takes the last first. In [0, 1],
 * higher is better.
 */
export const topK: MetricFamily<'multiclass'> = {
  name: 'top_k_accuracy',
  kind: 'multiclass',
  parameter: { name: 'cutoff', min: 1, max: 1000, whole: true, usual: 2 },
  source: 'Russakovsky et al., International Journal of Computer Vision 115:211, 2015',
  of: (k, name) => ({
    ...rowMean({ name, direction: 'higher', range: [0, 1], needsProbabilities: false }, (sample, row) =>
      isAmong(sample, row, k),
    ),
    proportion: (sample) => shareOf(sample.n, (row) => isAmong(sample, row, k)),
  }),
};

function isAmong({ classes, truth, probabilities }: MulticlassSample, row: number, k: number): number {
  const at = row * classes;
  const own = probabilities[at + truth[row]!]!;
  let before = 0;
  for (let c = 0; c < classes; c++) {
    const other = probabilities[at + c]!;
    if (other > own || (other === own && c < truth[row]!)) before++;
  }
  return before < k ? 1 : 0;
}

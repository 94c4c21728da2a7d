import type { MultilabelSample } from '../../outcomes/samples.js';
import type { MetricParameter } from '../metric.js';

/** A label is named where its probability is at least this. */
export const THRESHOLD: MetricParameter = { name: 'threshold', min: 0, max: 1, whole: false, usual: 0.5 };

/** How many labels of a row are both true and named, true, and named. */
export interface RowCounts {
  both: number;
  truth: number;
  named: number;
}

export function countRow(
  { labels, truth, probabilities }: MultilabelSample,
  row: number,
  t: number,
): RowCounts {
  const counts = { both: 0, truth: 0, named: 0 };
  for (let cell = row * labels; cell < (row + 1) * labels; cell++) {
    const named = probabilities[cell]! >= t;
    if (truth[cell] === 1) counts.truth++;
    if (named) counts.named++;
    if (named && truth[cell] === 1) counts.both++;
  }
  return counts;
}

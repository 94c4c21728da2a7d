import type { MetricFamily } from '../metric.js';
import { shareOf } from '../share.js';
import { countRow, type RowCounts, THRESHOLD } from './decisions.js';
import { rowMean } from './row-mean.js';

/** A family that averages over rows what each row's named labels are worth. */
function perRow(
  name: string,
  direction: 'higher' | 'lower',
  source: string,
  figure: (counts: RowCounts, labels: number) => number,
): MetricFamily<'multilabel'> {
  return {
    name,
    kind: 'multilabel',
    parameter: THRESHOLD,
    source,
    of: (threshold, full) =>
      rowMean({ name: full, direction, range: [0, 1] }, (sample, row) =>
        figure(countRow(sample, row, threshold), sample.labels),
      ),
  };
}

const GODBOLE = 'Godbole & Sarawagi, PAKDD 2004';

/**
 * F1 of each row's labels, mean over rows (Godbole & Sarawagi, PAKDD 2004). A row without true and without named labels
 * counts 0, as scikit-learn's zero_division=0: in a task where many rows have no label, prefer micro F1. In [0, 1],
 * higher is better.
 */
export const f1Samples = perRow('multilabel_f1_samples', 'higher', GODBOLE, ({ both, truth, named }) =>
  both === 0 ? 0 : (2 * both) / (truth + named),
);

/** Labels both true and named over labels true or named (Jaccard 1901), mean over rows; edge cases as f1Samples. */
export const jaccardSamples = perRow('multilabel_jaccard', 'higher', GODBOLE, ({ both, truth, named }) =>
  both === 0 ? 0 : both / (truth + named - both),
);

/** Share of cells (row × label) that are wrong (Schapire & Singer, Machine Learning 39:135, 2000). Lower is better. */
export const hammingLoss = perRow(
  'hamming_loss',
  'lower',
  'Schapire & Singer, Machine Learning 39:135, 2000',
  ({ both, truth, named }, labels) => (truth + named - 2 * both) / labels,
);

const allRight = perRow('subset_accuracy', 'higher', 'Zhu et al., SIGIR 2005', ({ both, truth, named }) =>
  both === truth && both === named ? 1 : 0,
);

/** Share of rows all of whose labels are right (Zhu et al., SIGIR 2005). In [0, 1], higher is better. */
export const subsetAccuracy: MetricFamily<'multilabel'> = {
  ...allRight,
  of: (threshold, name) => ({
    ...allRight.of(threshold, name),
    proportion: (sample) =>
      shareOf(sample.n, (row) => {
        const { both, truth, named } = countRow(sample, row, threshold);
        return both === truth && both === named ? 1 : 0;
      }),
  }),
};

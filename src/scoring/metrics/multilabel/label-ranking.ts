import type { MultilabelSample } from '../../outcomes/samples.js';
import { rowMean } from './row-mean.js';

/** Calls `visit` for each true label of a row with how many labels, and how many true ones, are ranked at least as high. */
function eachTrueLabel(
  { labels, truth, probabilities }: MultilabelSample,
  row: number,
  visit: (rank: number, trueRank: number) => void,
): void {
  const start = row * labels;
  const stop = start + labels;
  for (let cell = start; cell < stop; cell++) {
    if (truth[cell] === 0) continue;
    let rank = 0;
    let trueRank = 0;
    for (let other = start; other < stop; other++) {
      if (probabilities[other]! < probabilities[cell]!) continue;
      rank++;
      trueRank += truth[other]!;
    }
    visit(rank, trueRank);
  }
}

function trueLabels({ labels, truth }: MultilabelSample, row: number): number {
  let sum = 0;
  for (let cell = row * labels; cell < (row + 1) * labels; cell++) sum += truth[cell]!;
  return sum;
}

/**
 * Label ranking average precision: of each true label the share of true ones among the labels ranked at least as high,
 * mean over the row's true labels, then over rows (Schapire & Singer, Machine Learning 39:135, 2000). A row with no or
 * only true labels counts 1. In (0, 1], higher is better.
 */
export const labelRankingAveragePrecision = rowMean(
  { name: 'label_ranking_average_precision', direction: 'higher', range: [0, 1] },
  (sample, row) => {
    const relevant = trueLabels(sample, row);
    if (relevant === 0 || relevant === sample.labels) return 1;
    let sum = 0;
    eachTrueLabel(sample, row, (rank, trueRank) => {
      sum += trueRank / rank;
    });
    return sum / relevant;
  },
);

/**
 * Share of pairs of a true and another label that are in the wrong order, ties counting as wrong, mean over rows
 * (Tsoumakas et al. 2010 as scikit-learn 1.2). A row with no or only true labels counts 0. In [0, 1], lower is better.
 */
export const labelRankingLoss = rowMean(
  { name: 'label_ranking_loss', direction: 'lower', range: [0, 1] },
  (sample, row) => {
    const relevant = trueLabels(sample, row);
    if (relevant === 0 || relevant === sample.labels) return 0;
    let wrong = 0;
    eachTrueLabel(sample, row, (rank, trueRank) => {
      wrong += rank - trueRank;
    });
    return wrong / (relevant * (sample.labels - relevant));
  },
);

/**
 * Coverage error: how far down a row's ranking one must go to have met all its true labels, mean over rows (Tsoumakas et
 * al. 2010 as scikit-learn 1.2). A row without true labels counts 0. At least the mean number of true labels; lower is
 * better.
 */
export const coverageError = rowMean(
  { name: 'coverage_error', direction: 'lower', range: [0, null] },
  (sample, row) => {
    let depth = 0;
    eachTrueLabel(sample, row, (rank) => {
      depth = Math.max(depth, rank);
    });
    return depth;
  },
);

import type { Metric } from '../metric.js';
import { type Confusion, confusionMetric, hits } from './confusion.js';

type Average = 'macro' | 'weighted';

/** One class against the rest: 0 where the denominator is, as scikit-learn's zero_division=0. */
const PER_CLASS = {
  precision: (hit: number, _truth: number, predicted: number) => (predicted > 0 ? hit / predicted : 0),
  recall: (hit: number, truth: number) => (truth > 0 ? hit / truth : 0),
  f1: (hit: number, truth: number, predicted: number) => (2 * hit) / (truth + predicted),
};

/**
 * Precision, recall or F1 (van Rijsbergen 1979) of each class against the rest, averaged: `macro` over the classes that
 * occur in the truth or are predicted, each alike; `weighted` by how often a class occurs (Sokolova & Lapalme, Information
 * Processing & Management 45:427, 2009). Macro F1 is the mean of the F1s, not the F1 of the means (Opitz & Burst, arXiv
 * 1911.03347). In [0, 1], higher is better.
 */
function averaged(figure: keyof typeof PER_CLASS, average: Average): Metric<'multiclass'> {
  return confusionMetric(`multiclass_${figure}_${average}`, [0, 1], (confusion) =>
    meanOverClasses(confusion, PER_CLASS[figure], average),
  );
}

function meanOverClasses(
  { classes, cells, ofTruth, ofPrediction }: Confusion,
  figure: (hit: number, truth: number, predicted: number) => number,
  average: Average,
): number {
  let sum = 0;
  let shares = 0;
  for (let c = 0; c < classes; c++) {
    const truth = ofTruth[c]!;
    const predicted = ofPrediction[c]!;
    if (truth === 0 && predicted === 0) continue;
    const share = average === 'macro' ? 1 : truth;
    sum += share * figure(cells[c * classes + c]!, truth, predicted);
    shares += share;
  }
  return sum / shares;
}

export const f1Macro = averaged('f1', 'macro');
export const f1Weighted = averaged('f1', 'weighted');
export const precisionMacro = averaged('precision', 'macro');
export const precisionWeighted = averaged('precision', 'weighted');
export const recallMacro = averaged('recall', 'macro');
export const recallWeighted = averaged('recall', 'weighted');

/**
 * F1 of all classes' hits and errors pooled. With one class a row each error is one class's false positive and another's
 * false negative, so it equals micro precision, micro recall and accuracy.
 */
export const f1Micro = confusionMetric(
  'multiclass_f1_micro',
  [0, 1],
  (confusion) => hits(confusion) / confusion.total,
);

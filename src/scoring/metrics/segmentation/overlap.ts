import type { SegmentationSample } from '../../outcomes/samples.js';
import { caseMean } from './case-mean.js';

/** Pixels that both masks have, and the sum of their sizes. */
function count({ truth, predictions }: SegmentationSample, row: number) {
  const prediction = predictions[row]!;
  let both = 0;
  let sum = 0;
  truth[row]!.forEach((pixel, i) => {
    both += pixel & prediction[i]!;
    sum += pixel + prediction[i]!;
  });
  return { both, sum };
}

/**
 * Dice coefficient: twice the pixels of both masks over the sum of their sizes, mean over cases (Dice, Ecology 26:297,
 * 1945). Two empty masks count 1, one empty mask 0. In [0, 1], higher is better.
 */
export const dice = caseMean({ name: 'dice', direction: 'higher', range: [0, 1] }, (sample, row) => {
  const { both, sum } = count(sample, row);
  return sum === 0 ? 1 : (2 * both) / sum;
});

/**
 * Intersection over union: pixels of both masks over those of either, mean over cases (Jaccard 1901). Two empty masks
 * count 1, one empty mask 0. In [0, 1], higher is better.
 */
export const iou = caseMean({ name: 'iou', direction: 'higher', range: [0, 1] }, (sample, row) => {
  const { both, sum } = count(sample, row);
  return sum === 0 ? 1 : both / (sum - both);
});

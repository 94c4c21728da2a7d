import { type MetricFamily, single } from '../metric.js';
import { hd95 } from './hausdorff.js';
import { dice, iou } from './overlap.js';

/** Metrics of masks. */
export const SEGMENTATION_FAMILIES: MetricFamily<'segmentation'>[] = [
  single(dice, 'Dice, Ecology 26:297, 1945'),
  single(iou, 'Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37:547, 1901'),
  single(hd95, 'Huttenlocher, Klanderman & Rucklidge, IEEE PAMI 15:850, 1993'),
];

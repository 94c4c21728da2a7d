import { quantile } from '../../bootstrap.js';
import { caseMean } from './case-mean.js';
import { squaredDistances } from './distance-transform.js';

/** Pixels of the mask with a neighbour outside of it, above, below, left or right; those at the image's border count. */
function boundary(mask: Uint8Array, width: number, height: number): Uint8Array {
  return mask.map((pixel, i) => {
    if (pixel === 0) return 0;
    const x = i % width;
    const inside = x > 0 && x < width - 1 && i >= width && i < width * (height - 1);
    return inside && mask[i - 1]! & mask[i + 1]! & mask[i - width]! & mask[i + width]! ? 0 : 1;
  });
}

/** Distances of each boundary pixel of one mask to the nearest of the other, ascending. */
function surfaceDistances(of: Uint8Array, to: Uint8Array, width: number, height: number): Float64Array {
  const squares = squaredDistances(to, width, height);
  return squares
    .filter((_, i) => of[i] === 1)
    .map(Math.sqrt)
    .sort();
}

/**
 * Hausdorff distance of two masks' boundaries in pixels, at a percentile of the distances (1: the largest): the greater of
 * the two directions (Huttenlocher, Klanderman & Rucklidge, IEEE PAMI 15:850, 1993). Percentiles are linear between order
 * statistics. null where a mask is empty.
 */
export function hausdorff(
  truth: Uint8Array,
  prediction: Uint8Array,
  width: number,
  height: number,
  percentile: number,
): number | null {
  if (!truth.includes(1) || !prediction.includes(1)) return null;
  const a = boundary(truth, width, height);
  const b = boundary(prediction, width, height);
  return Math.max(
    quantile(surfaceDistances(a, b, width, height), percentile),
    quantile(surfaceDistances(b, a, width, height), percentile),
  );
}

/**
 * 95th percentile of the Hausdorff distance in pixels, mean over cases. Of one empty mask alone it is not defined; such a
 * case counts as the image's diagonal, the worst there can be, since leaving it out would reward who draws nothing where
 * it is hard. Two empty masks count 0 (both as in BraTS: Baid et al., arXiv 2107.02314). Lower is better.
 */
export const hd95 = caseMean({ name: 'hd95', direction: 'lower', range: [0, null] }, (sample, row) => {
  const { width, height, truth, predictions } = sample;
  const distance = hausdorff(truth[row]!, predictions[row]!, width, height, 0.95);
  if (distance !== null) return distance;
  const bothEmpty = !truth[row]!.includes(1) && !predictions[row]!.includes(1);
  return bothEmpty ? 0 : Math.hypot(width, height);
});

import type { Weights } from '../../sample.js';

/** Weighted means and central second moments of two columns, divided by the total weight (not by one less). */
export interface Moments {
  meanX: number;
  meanY: number;
  /** meanX - meanY, with the digits that a large common level would cost. */
  meanDifference: number;
  varianceX: number;
  varianceY: number;
  covariance: number;
}

/**
 * null without weight. In two passes over differences from a row that has weight, so that a constant column has a
 * variance of exactly zero and a large common level costs no digits (Chan, Golub & LeVeque, American Statistician
 * 37:242, 1983).
 */
export function moments(x: Float64Array, y: Float64Array, { each, cumulative }: Weights): Moments | null {
  const n = x.length;
  const total = cumulative[n]!;
  if (!(total > 0)) return null;
  const from = each.findIndex((weight) => weight > 0);
  const originX = x[from]!;
  const originY = y[from]!;
  let sumX = 0;
  let sumY = 0;
  for (let k = from; k < n; k++) {
    const weight = each[k]!;
    sumX += weight * (x[k]! - originX);
    sumY += weight * (y[k]! - originY);
  }
  const shiftX = sumX / total;
  const shiftY = sumY / total;
  let squaresX = 0;
  let squaresY = 0;
  let products = 0;
  for (let k = from; k < n; k++) {
    const weight = each[k]!;
    const dx = x[k]! - originX - shiftX;
    const dy = y[k]! - originY - shiftY;
    squaresX += weight * dx * dx;
    squaresY += weight * dy * dy;
    products += weight * dx * dy;
  }
  return {
    meanX: originX + shiftX,
    meanY: originY + shiftY,
    meanDifference: originX - originY + (shiftX - shiftY),
    varianceX: squaresX / total,
    varianceY: squaresY / total,
    covariance: products / total,
  };
}

import type { RegressionSample } from '../../outcomes/samples.js';
import type { Weights } from '../../sample.js';
import { moments } from './moments.js';

export interface Agreement {
  /** Mean of prediction minus truth. */
  bias: number;
  /** Limits of agreement: 95% of normally distributed differences lie between them. */
  lower: number;
  upper: number;
}

/**
 * Bias and limits of agreement, bias ± 1.96 standard deviations of the differences (Bland & Altman, Lancet 327:307, 1986).
 * Not a metric, since neither has a better end: it goes into a report. null with a weight of one row or less.
 */
export function blandAltman({ truth, predictions }: RegressionSample, weights: Weights): Agreement | null {
  const differences = truth.map((value, k) => predictions[k]! - value);
  const total = weights.cumulative[truth.length]!;
  const found = moments(differences, differences, weights);
  if (found === null || total <= 1) return null;
  const margin = 1.96 * Math.sqrt((found.varianceX * total) / (total - 1));
  return { bias: found.meanX, lower: found.meanX - margin, upper: found.meanX + margin };
}

import { type ByConfidence, eachConfidence } from './by-confidence.js';

/** What happens if only the surest are answered: the share of rows that is, and the share of wrong ones among them. */
export interface CoveragePoint {
  coverage: number;
  risk: number;
}

/**
 * The risk-coverage curve, from the surest rows on (El-Yaniv & Wiener, JMLR 11:1605, 2010): one point after each group of
 * equally sure rows, which can only be answered together. Empty without weight.
 */
export function riskCoverage(ordered: ByConfidence, each: ArrayLike<number>): CoveragePoint[] {
  const answered: { weight: number; wrong: number }[] = [];
  let total = 0;
  eachConfidence(ordered, each, (before, errors, weight, wrong) => {
    total = before + weight;
    answered.push({ weight: total, wrong: errors + wrong });
  });
  return answered.map(({ weight, wrong }) => ({ coverage: weight / total, risk: wrong / weight }));
}

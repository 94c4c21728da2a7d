import { deciles, type RiskBin } from './equal-mass.js';
import { tenths } from './equal-width.js';
import { probabilityMetric } from './probability-metric.js';

/**
 * Expected calibration error: the distance between mean prediction and share of positives in ten bins of equal width,
 * weighted by their rows (Naeini, Cooper & Hauskrecht, AAAI 2015). In [0, 1], lower is better. It depends on the bins,
 * and a constant prediction of the prevalence has 0: show it beside a figure of discrimination.
 */
export const ece = probabilityMetric({
  name: 'ece',
  direction: 'lower',
  range: [0, 1],
  prepare(sample) {
    const split = tenths(sample);
    return (weights) => meanGap(split(weights));
  },
});

/** The same over ten bins of equally many rows (Nguyen & O'Connor, EMNLP 2015), so that no bin rests on a few. */
export const eceEqualMass = probabilityMetric({
  name: 'ece_equal_mass',
  direction: 'lower',
  range: [0, 1],
  prepare(sample) {
    const split = deciles(sample);
    return (weights) => meanGap(split(weights));
  },
});

/** Maximum calibration error: the largest such distance among the bins of equal width that hold a row (AAAI 2015). */
export const mce = probabilityMetric({
  name: 'mce',
  direction: 'lower',
  range: [0, 1],
  prepare(sample) {
    const split = tenths(sample);
    return (weights) =>
      Math.max(
        ...split(weights).map(({ weight, expected, observed }) => Math.abs(expected - observed) / weight),
      );
  },
});

function meanGap(bins: RiskBin[]): number {
  let gap = 0;
  let total = 0;
  for (const { weight, expected, observed } of bins) {
    gap += Math.abs(expected - observed);
    total += weight;
  }
  return gap / total;
}

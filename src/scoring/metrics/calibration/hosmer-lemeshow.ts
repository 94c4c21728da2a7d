import { deciles } from './equal-mass.js';
import { probabilityMetric } from './probability-metric.js';

/**
 * Hosmer-Lemeshow statistic over deciles of risk: the sum of (O - E)² / (E (1 - E/n)) (Hosmer & Lemeshow, Communications
 * in Statistics A 9:1043, 1980). Lower is better; it grows with the number of rows, so compare within one task only.
 * Undefined where a decile of certain predictions (all 0 or all 1) is wrong: it would be infinite.
 */
export const hosmerLemeshow = probabilityMetric({
  name: 'hosmer_lemeshow',
  direction: 'lower',
  range: [0, null],
  prepare(sample) {
    const split = deciles(sample);
    return (weights) => {
      let sum = 0;
      for (const { weight, expected, observed } of split(weights)) {
        const variance = expected * (1 - expected / weight);
        if (variance > 0) sum += (observed - expected) ** 2 / variance;
        else if (observed !== expected) return { undefined: 'certain_predictions' };
      }
      return sum;
    };
  },
});

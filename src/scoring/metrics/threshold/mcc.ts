import { thresholdFamily } from './threshold-family.js';

/**
 * Matthews correlation coefficient of what was called and what is true (Matthews, Biochimica et Biophysica Acta 405:442,
 * 1975). In [-1, 1]. 0 where all are called alike, its limit (Chicco & Jurman, BMC Genomics 21:6, 2020); undefined with
 * one class only, where scikit-learn says 0.
 */
export const mcc = thresholdFamily({
  name: 'mcc',
  source: 'Matthews, Biochimica et Biophysica Acta 405:442, 1975',
  range: [-1, 1],
  figure({ tp, fp, fn, tn }) {
    if (tp + fn <= 0 || tn + fp <= 0) return { undefined: 'one_class' };
    if (tp + fp <= 0 || tn + fn <= 0) return 0;
    // Roots are taken one by one: the product of four counts would leave the exact integers at 100,000 rows.
    const margins = Math.sqrt((tp + fp) * (tp + fn)) * Math.sqrt((tn + fp) * (tn + fn));
    return Math.min(1, Math.max(-1, (tp * tn - fp * fn) / margins));
  },
});

import { thresholdFamily } from './threshold-family.js';

const SOURCE = 'van Rijsbergen, Information Retrieval, 1979, chapter 7';

/**
 * F score: the harmonic mean of sensitivity and positive predictive value, sensitivity counting beta² times as much
 * (van Rijsbergen, Information Retrieval, 1979, chapter 7): (1 + b²) TP / ((1 + b²) TP + b² FN + FP). It leaves out the
 * true negatives. 0 where positives exist and none is found; undefined without positives, where scikit-learn says 0.
 */
const fScore = (name: string, beta: number) =>
  thresholdFamily({
    name,
    source: SOURCE,
    range: [0, 1],
    figure({ tp, fp, fn }) {
      if (tp + fn <= 0) return { undefined: 'no_positives' };
      const found = (1 + beta * beta) * tp;
      return found / (found + beta * beta * fn + fp);
    },
  });

export const f1 = fScore('f1', 1);

/** A missed positive weighs four times as much as a false alarm. */
export const f2 = fScore('f2', 2);

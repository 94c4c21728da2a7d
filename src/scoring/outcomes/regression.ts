import { within } from './binary.js';
import type { Outcome } from './outcome.js';
import { fifths, isConstant } from './strata.js';

/** A number for each row. */
export const regression: Outcome<'regression'> = {
  kind: 'regression',
  truthColumns: ({ label }) => [within(label, null)],
  predictionColumns: ({ prediction, range }) => [within(prediction, range)],
  unitColumn: () => null,
  strata: ([labels]) => fifths(labels as Float64Array),
  positives: () => null,
  partProblem: ([labels], rows) => (isConstant(labels as Float64Array, rows) ? 'constant' : null),
  counts: () => [],
  createSample(_schema, [labels], [predictions], rows) {
    return {
      n: rows.length,
      order: Uint32Array.from(rows.keys()),
      truth: Float64Array.from(rows, (row) => (labels as Float64Array)[row]!),
      predictions: Float64Array.from(rows, (row) => (predictions as Float64Array)[row]!),
    };
  },
};

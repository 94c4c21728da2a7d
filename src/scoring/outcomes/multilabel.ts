import { within, zeroOrOne } from './binary.js';
import type { Outcome } from './outcome.js';
import { isConstant, rarestHighest } from './strata.js';

/** Several questions of yes or no, and a probability for each. */
export const multilabel: Outcome<'multilabel'> = {
  kind: 'multilabel',
  truthColumns: ({ labels }) => labels.map(({ label }) => zeroOrOne(label)),
  predictionColumns: ({ labels }) => labels.map(({ prediction }) => within(prediction, [0, 1])),
  unitColumn: () => null,
  /** By the rarest label that a row has. */
  strata(values) {
    const columns = values as Float64Array[];
    const counts = columns.map((column) => column.reduce((sum, label) => sum + label, 0));
    const rarestFirst = [...columns.keys()].sort((a, b) => counts[a]! - counts[b]! || a - b);
    const rarest = (_: number, row: number) =>
      1 + (rarestFirst.find((c) => columns[c]![row] === 1) ?? columns.length);
    return rarestHighest(Uint32Array.from(columns[0]!, rarest), columns.length + 2);
  },
  positives: () => null,
  partProblem: (values, rows) =>
    (values as Float64Array[]).every((column) => isConstant(column, rows)) ? 'one_class' : null,
  counts: ({ labels }, values, rows) =>
    labels.map(({ label }, c) => ({
      name: label,
      rows: rows.reduce((sum, row) => sum + (values[c] as Float64Array)[row]!, 0),
    })),
  createSample({ labels }, values, predictions, rows) {
    const width = labels.length;
    const truth = new Uint8Array(rows.length * width);
    const probabilities = new Float64Array(rows.length * width);
    for (let c = 0; c < width; c++) {
      const [label, prediction] = [values[c] as Float64Array, predictions[c] as Float64Array];
      for (let k = 0; k < rows.length; k++) {
        truth[k * width + c] = label[rows[k]!]!;
        probabilities[k * width + c] = prediction[rows[k]!]!;
      }
    }
    return {
      n: rows.length,
      order: Uint32Array.from(rows.keys()),
      labels: width,
      truth,
      probabilities,
    };
  },
};

import { within } from './binary.js';
import type { Outcome } from './outcome.js';
import { isConstant, rarestHighest } from './strata.js';

const PROBABILITY: [number, number] = [0, 1];

/** How far the probabilities of a row may be from a sum of 1: what seven written decimals of several classes come to. */
export const SUM_TOLERANCE = 1e-6;

/** One of several classes, and a probability for each of them. */
export const multiclass: Outcome<'multiclass'> = {
  kind: 'multiclass',
  truthColumns: ({ label, classes }) => [
    { read: 'class', name: label, among: classes.map(({ name }) => name) },
  ],
  predictionColumns: ({ classes }) => classes.map(({ prediction }) => within(prediction, PROBABILITY)),
  unitColumn: () => null,
  rowProblem({ classes }, values, row) {
    let sum = 0;
    for (const column of values) sum += (column as Float64Array)[row]!;
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) return null;
    const column = classes.map(({ prediction }) => prediction).join(' + ');
    return { code: 'BAD_SUM', column, value: String(Number(sum.toPrecision(12))) };
  },
  strata([labels]) {
    const highest = (labels as Float64Array).reduce((most, label) => Math.max(most, label), 0);
    return rarestHighest(labels as Float64Array, highest + 1);
  },
  positives: () => null,
  partProblem: ([labels], rows) => (isConstant(labels as Float64Array, rows) ? 'one_class' : null),
  counts({ classes }, [labels], rows) {
    const counted = classes.map(({ name }) => ({ name, rows: 0 }));
    for (const row of rows) counted[(labels as Float64Array)[row]!]!.rows += 1;
    return counted;
  },
  createSample({ classes }, [labels], predictions, rows) {
    const width = classes.length;
    const probabilities = new Float64Array(rows.length * width);
    predictions.forEach((column, c) => {
      for (let k = 0; k < rows.length; k++)
        probabilities[k * width + c] = (column as Float64Array)[rows[k]!]!;
    });
    return {
      n: rows.length,
      order: Uint32Array.from(rows.keys()),
      classes: width,
      truth: Uint16Array.from(rows, (row) => (labels as Float64Array)[row]!),
      probabilities,
    };
  },
};

import { createSample } from '../sample.js';
import type { ColumnRule } from './columns.js';
import type { Outcome } from './outcome.js';
import { isConstant } from './strata.js';

/** A number between two bounds, or any finite one. */
export function within(name: string, range: [number, number] | null): ColumnRule {
  const [min, max] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { read: 'number', name, min, max };
}

/** A column of 0 and 1. */
export const zeroOrOne = (name: string): ColumnRule => ({
  read: 'number',
  name,
  min: 0,
  max: 1,
  whole: true,
});

/** Yes or no, and one number that is higher where yes is more likely; also how sure that is, and where no answer is given. */
export const binary: Outcome<'binary'> = {
  kind: 'binary',
  truthColumns: ({ label }) => [zeroOrOne(label)],
  predictionColumns: ({ prediction, range, confidence, abstention }) => [
    within(prediction, range),
    ...(confidence ? [within(confidence, [0, 1])] : []),
    ...(abstention ? [zeroOrOne(abstention)] : []),
  ],
  unitColumn: () => null,
  strata: ([labels]) => Uint32Array.from(labels as Float64Array),
  positives: ([labels]) => new Uint8Array(labels as Float64Array),
  partProblem: ([labels], rows) => (isConstant(labels as Float64Array, rows) ? 'one_class' : null),
  counts: () => [],
  createSample({ confidence, abstention }, [labels], [predictions, ...doubts], rows) {
    const [truth, given] = [labels as Float64Array, predictions as Float64Array];
    const n = rows.length;
    const partLabels = new Uint8Array(n);
    const partPredictions = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      partLabels[k] = truth[rows[k]!]!;
      partPredictions[k] = given[rows[k]!]!;
    }
    const sample = createSample(partLabels, partPredictions);
    const sorted = (column: Float64Array) => Float64Array.from(sample.order, (k) => column[rows[k]!]!);
    if (confidence) sample.confidence = sorted(doubts[0] as Float64Array);
    if (abstention) sample.abstains = Uint8Array.from(sorted(doubts.at(-1) as Float64Array));
    return sample;
  },
};

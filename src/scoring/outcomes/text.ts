import type { Outcome } from './outcome.js';

/** Questions with free answers, some of which have none. */
export const text: Outcome<'text'> = {
  kind: 'text',
  truthColumns: ({ answers }) => [{ read: 'answers', name: answers }],
  predictionColumns: ({ prediction, abstention }) => [
    { read: 'text', name: prediction, empty: abstention === '' },
  ],
  unitColumn: () => null,
  strata: ([answers]) => Uint32Array.from(answers as string[][], (right) => (right.length > 0 ? 1 : 0)),
  positives: ([answers]) => Uint8Array.from(answers as string[][], (right) => (right.length > 0 ? 1 : 0)),
  partProblem: () => null,
  counts: () => [],
  createSample({ abstention }, [answers], [predictions], rows) {
    return {
      n: rows.length,
      order: Uint32Array.from(rows.keys()),
      answers: Array.from(rows, (row) => (answers as string[][])[row]!),
      predictions: Array.from(rows, (row) => {
        const given = (predictions as string[])[row]!;
        return given === abstention ? null : given;
      }),
    };
  },
};

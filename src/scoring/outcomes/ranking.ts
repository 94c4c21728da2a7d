import { within } from './binary.js';
import type { Outcome } from './outcome.js';
import { renumbered } from './units.js';

/** Documents that are to be listed by how relevant they are to their query. */
export const ranking: Outcome<'ranking'> = {
  kind: 'ranking',
  truthColumns: ({ relevance }) => [within(relevance, [0, Number.MAX_VALUE])],
  predictionColumns: ({ score }) => [within(score, null)],
  unitColumn: ({ query }) => query,
  strata: ([relevance]) => Uint32Array.from(relevance as Float64Array, (value) => (value > 0 ? 1 : 0)),
  positives: ([relevance]) => Uint8Array.from(relevance as Float64Array, (value) => (value > 0 ? 1 : 0)),
  partProblem: ([relevance], rows) =>
    rows.every((row) => (relevance as Float64Array)[row] === 0) ? 'no_events' : null,
  counts: () => [],
  createSample(_schema, [relevance], [score], rows, unit) {
    const { unitOf, units } = renumbered(unit!, rows);
    return {
      n: rows.length,
      order: Uint32Array.from(rows.keys()),
      queries: units,
      query: unitOf,
      relevance: Float64Array.from(rows, (row) => (relevance as Float64Array)[row]!),
      score: Float64Array.from(rows, (row) => (score as Float64Array)[row]!),
    };
  },
};

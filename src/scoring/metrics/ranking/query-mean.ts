import type { RankingSample } from '../../outcomes/samples.js';
import type { Metric } from '../metric.js';
import { rowsByUnit, unitWeight } from '../unit-mean.js';

/** One document of a query. */
export interface Ranked {
  relevance: number;
  score: number;
}

/**
 * A metric that is the mean over queries of a figure of each query's documents, listed from the highest score, equal ones
 * in the order of the truth's rows. null: the query does not count; undefined where none does. The unit that is drawn
 * and weighed is the query.
 */
export function queryMean(name: string, figure: (documents: Ranked[]) => number | null): Metric<'ranking'> {
  return {
    name,
    kind: 'ranking',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: false,
    prepare(sample) {
      const queries = rowsByUnit(sample.query, sample.queries);
      const figures = queries.map((rows) => (rows.length === 0 ? null : figure(listed(sample, rows))));
      return ({ each, cumulative }) => {
        if (cumulative[sample.n] === 0) return { undefined: 'no_rows' };
        let sum = 0;
        let total = 0;
        for (let q = 0; q < queries.length; q++) {
          const value = figures[q];
          if (value === null || value === undefined) continue;
          const weight = unitWeight(queries[q]!, each);
          sum += weight * value;
          total += weight;
        }
        return total > 0 ? sum / total : { undefined: 'no_positives' };
      };
    },
  };
}

function listed({ score, relevance, order }: RankingSample, rows: Uint32Array): Ranked[] {
  return [...rows]
    .sort((a, b) => score[b]! - score[a]! || order[a]! - order[b]!)
    .map((row) => ({ relevance: relevance[row]!, score: score[row]! }));
}

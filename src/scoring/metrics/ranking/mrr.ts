import { queryMean } from './query-mean.js';

/**
 * Mean reciprocal rank: 1 / place of the first relevant document, 0 for a query without any, mean over queries (Voorhees,
 * TREC-8, 1999). Equal scores keep the order of the truth's rows, so shuffle these, or a list of one and the same score
 * earns what their order gives away. In [0, 1], higher is better.
 */
export const meanReciprocalRank = queryMean('mrr', (documents) => {
  const first = documents.findIndex(({ relevance }) => relevance > 0);
  return first === -1 ? 0 : 1 / (first + 1);
});

import type { MetricFamily } from '../metric.js';
import { queryMean, type Ranked } from './query-mean.js';

/**
 * Normalized discounted cumulative gain of the first k documents: relevance / log2(1 + place) summed, over what the best
 * possible list has, mean over queries (Järvelin & Kekäläinen, ACM TOIS 20:422, 2002, with linear gain). Documents of
 * equal score share the mean of their places' discounts (McSherry & Najork, ECIR 2008). A query without relevant
 * documents counts 0, as in scikit-learn. In [0, 1], higher is better.
 */
export const ndcg: MetricFamily<'ranking'> = {
  name: 'ndcg',
  kind: 'ranking',
  parameter: { name: 'cutoff', min: 1, max: 10_000, whole: true, usual: 10 },
  source: 'Järvelin & Kekäläinen, ACM TOIS 20:422, 2002',
  of: (k, name) => queryMean(name, (documents) => normalizedGain(documents, k)),
};

function normalizedGain(documents: Ranked[], k: number): number {
  const discounts = documents.map((_, place) => (place < k ? 1 / Math.log2(place + 2) : 0));
  const most = documents.reduce((largest, { relevance }) => Math.max(largest, relevance), 0);
  if (most === 0) return 0;
  const gains = documents.map(({ relevance }) => relevance / most); // so that none overflows
  const ideal = gains
    .toSorted((a, b) => b - a)
    .reduce((sum, gain, place) => sum + gain * discounts[place]!, 0);
  let sum = 0;
  for (let start = 0, stop = 0; start < documents.length; start = stop) {
    let gain = 0;
    let discount = 0;
    for (; stop < documents.length && documents[stop]!.score === documents[start]!.score; stop++) {
      gain += gains[stop]!;
      discount += discounts[stop]!;
    }
    sum += (gain / (stop - start)) * discount;
  }
  return Math.min(sum / ideal, 1); // rounding may lead past the end
}

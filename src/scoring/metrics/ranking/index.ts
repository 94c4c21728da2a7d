import { type MetricFamily, single } from '../metric.js';
import { meanAveragePrecision } from './mean-average-precision.js';
import { meanReciprocalRank } from './mrr.js';
import { ndcg } from './ndcg.js';

/** Metrics of lists of documents, one for each query. */
export const RANKING_FAMILIES: MetricFamily<'ranking'>[] = [
  ndcg,
  single(meanAveragePrecision, 'Buckley & Voorhees, SIGIR 2000'),
  single(meanReciprocalRank, 'Voorhees, TREC-8, 1999'),
];

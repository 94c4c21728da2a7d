import { queryMean, type Ranked } from './query-mean.js';

/**
 * Mean average precision: of each query with relevant documents (relevance above 0) the average precision of its list,
 * documents of equal score entering together, mean over these queries (Buckley & Voorhees, SIGIR 2000). In [0, 1], higher
 * is better; undefined where no query has any.
 */
export const meanAveragePrecision = queryMean('mean_average_precision', averagePrecision);

function averagePrecision(documents: Ranked[]): number | null {
  let relevant = 0;
  let sum = 0;
  for (let start = 0, stop = 0; start < documents.length; start = stop) {
    let group = 0;
    for (; stop < documents.length && documents[stop]!.score === documents[start]!.score; stop++) {
      if (documents[stop]!.relevance > 0) group++;
    }
    relevant += group;
    sum += group * (relevant / stop);
  }
  return relevant > 0 ? sum / relevant : null;
}

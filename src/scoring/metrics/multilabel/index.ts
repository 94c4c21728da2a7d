import { type MetricFamily, single } from '../metric.js';
import { f1Macro, f1Micro, f1Weighted } from './f1.js';
import { coverageError, labelRankingAveragePrecision, labelRankingLoss } from './label-ranking.js';
import { aurocMacro, aurocMicro, averagePrecisionMacro, averagePrecisionMicro } from './per-label.js';
import { f1Samples, hammingLoss, jaccardSamples, subsetAccuracy } from './per-row.js';

const SCHAPIRE = 'Schapire & Singer, Machine Learning 39:135, 2000';
const TSOUMAKAS = 'Tsoumakas, Katakis & Vlahavas, Data Mining and Knowledge Discovery Handbook 2010, ch. 34';

/** Metrics of several labels a row. */
export const MULTILABEL_FAMILIES: MetricFamily<'multilabel'>[] = [
  single(aurocMacro, 'Kaggle, birdclef-roc-auc'),
  single(aurocMicro, 'scikit-learn 1.2, roc_auc_score'),
  single(averagePrecisionMacro, 'Davis & Goadrich, ICML 2006'),
  single(averagePrecisionMicro, 'Davis & Goadrich, ICML 2006'),
  f1Macro,
  f1Micro,
  f1Weighted,
  f1Samples,
  jaccardSamples,
  subsetAccuracy,
  hammingLoss,
  single(labelRankingAveragePrecision, SCHAPIRE),
  single(labelRankingLoss, TSOUMAKAS),
  single(coverageError, TSOUMAKAS),
];

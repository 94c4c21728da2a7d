import { type MetricFamily, single } from '../metric.js';
import { explainedVariance } from './explained-variance.js';
import { kendallTauB } from './kendall.js';
import { linCcc } from './lin-ccc.js';
import { mae } from './mae.js';
import { mape } from './mape.js';
import { maxError } from './max-error.js';
import { meanBias } from './mean-bias.js';
import { medianAe } from './median-ae.js';
import { pearson } from './pearson.js';
import { pinball } from './pinball.js';
import { r2 } from './r2.js';
import { rmsle } from './rmsle.js';
import { spearman } from './spearman.js';
import { mse, rmse } from './squared-error.js';

/** Metrics of predicted amounts. */
export const REGRESSION_FAMILIES: MetricFamily<'regression'>[] = [
  single(mae, 'Willmott & Matsuura, Climate Research 30:79, 2005'),
  single(rmse, 'Gauss, Theoria combinationis observationum, 1821'),
  single(mse, 'Gauss, Theoria combinationis observationum, 1821'),
  single(r2, 'Kvålseth, American Statistician 39:279, 1985'),
  single(explainedVariance, 'scikit-learn 1.2, explained_variance_score'),
  single(medianAe, 'Rousseeuw, JASA 79:871, 1984'),
  single(maxError, 'scikit-learn 1.2, max_error'),
  single(meanBias, 'Bland & Altman, Lancet 327:307, 1986'),
  pinball,
  single(mape, 'Hyndman & Koehler, International Journal of Forecasting 22:679, 2006'),
  single(rmsle, 'Heritage Health Prize, Kaggle 2011'),
  single(pearson, 'Pearson, Philosophical Transactions A 187:253, 1896'),
  single(spearman, 'Spearman, American Journal of Psychology 15:72, 1904'),
  single(kendallTauB, 'Kendall, Biometrika 33:239, 1945'),
  single(linCcc, 'Lin, Biometrics 45:255, 1989'),
];

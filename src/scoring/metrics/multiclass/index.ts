import { type MetricFamily, single } from '../metric.js';
import { accuracy, balancedAccuracy } from './accuracy.js';
import { aurocOvoMacro, aurocOvoWeighted, aurocOvrMacro, aurocOvrWeighted } from './auroc.js';
import { brier } from './brier.js';
import { augrc, aurc } from './doubt.js';
import {
  f1Macro,
  f1Micro,
  f1Weighted,
  precisionMacro,
  precisionWeighted,
  recallMacro,
  recallWeighted,
} from './f-score.js';
import { kappa, linearWeightedKappa, quadraticWeightedKappa } from './kappa.js';
import { logLoss } from './log-loss.js';
import { mcc } from './mcc.js';
import { topK } from './top-k.js';

const SOKOLOVA = 'Sokolova & Lapalme, Information Processing & Management 45:427, 2009';
const COHEN = 'Cohen, Psychological Bulletin 70:213, 1968';

/** Metrics of one class out of several. */
export const MULTICLASS_FAMILIES: MetricFamily<'multiclass'>[] = [
  single(aurocOvrMacro, 'Provost & Domingos, Machine Learning 52:199, 2003'),
  single(aurocOvrWeighted, 'Provost & Domingos, Machine Learning 52:199, 2003'),
  single(aurocOvoMacro, 'Hand & Till, Machine Learning 45:171, 2001'),
  single(aurocOvoWeighted, 'Hand & Till, Machine Learning 45:171, 2001'),
  single(quadraticWeightedKappa, COHEN),
  single(linearWeightedKappa, COHEN),
  single(kappa, 'Cohen, Educational and Psychological Measurement 20:37, 1960'),
  single(f1Macro, 'Opitz & Burst, arXiv 1911.03347'),
  single(f1Weighted, SOKOLOVA),
  single(f1Micro, SOKOLOVA),
  single(precisionMacro, SOKOLOVA),
  single(precisionWeighted, SOKOLOVA),
  single(recallMacro, SOKOLOVA),
  single(recallWeighted, SOKOLOVA),
  single(accuracy, 'scikit-learn 1.2, accuracy_score'),
  single(balancedAccuracy, 'Brodersen et al., ICPR 2010'),
  single(mcc, 'Gorodkin, Computational Biology and Chemistry 28:367, 2004'),
  topK,
  single(logLoss, 'Good, JRSS B 14:107, 1952'),
  single(brier, 'Brier, Monthly Weather Review 78:1, 1950'),
  single(aurc, 'Geifman & El-Yaniv, NeurIPS 2017'),
  single(augrc, 'Traub et al., NeurIPS 2024'),
];

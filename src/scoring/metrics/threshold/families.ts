import type { MetricFamily } from '../metric.js';
import { accuracy } from './accuracy.js';
import { balancedAccuracy } from './balanced-accuracy.js';
import { f1, f2 } from './f-score.js';
import { kappa } from './kappa.js';
import { mcc } from './mcc.js';
import { netBenefit } from './net-benefit.js';
import { npv } from './npv.js';
import { ppv } from './ppv.js';
import { sensitivity } from './sensitivity.js';
import { specificity } from './specificity.js';

/** What comes of acting on the predictions at a threshold. */
export const THRESHOLD: MetricFamily<'binary'>[] = [
  netBenefit,
  sensitivity,
  specificity,
  ppv,
  npv,
  accuracy,
  balancedAccuracy,
  f1,
  f2,
  mcc,
  kappa,
];

import { auroc } from '../auroc.js';
import { averagePrecision } from '../average-precision.js';
import { type MetricFamily, single } from '../metric.js';
import { auprcTrapezoid } from './auprc-trapezoid.js';
import { ks } from './ks.js';
import { partialAuroc } from './partial-auroc.js';
import { sensitivityAtSpecificity } from './sensitivity-at-specificity.js';
import { youden } from './youden.js';

/** How well the predictions order people. */
export const DISCRIMINATION: MetricFamily<'binary'>[] = [
  single(auroc, 'Hanley & McNeil, Radiology 143:29, 1982'),
  partialAuroc,
  single(averagePrecision, 'Davis & Goadrich, ICML 2006'),
  single(auprcTrapezoid, 'Davis & Goadrich, ICML 2006 (and against it)'),
  sensitivityAtSpecificity,
  single(youden, 'Youden, Cancer 3:32, 1950'),
  single(ks, 'Smirnov, Annals of Mathematical Statistics 19:279, 1948'),
];

import { type MetricFamily, single } from '../metric.js';
import { harrellC, harrellCTruncated } from './harrell-c.js';
import { ipcwBrier } from './ipcw-brier.js';
import { observedExpected } from './observed-expected.js';
import { timeDependentAuroc } from './td-auroc.js';
import { unoC } from './uno-c.js';

/** Metrics of right-censored times. */
export const SURVIVAL_FAMILIES: MetricFamily<'survival'>[] = [
  single(harrellC, 'Harrell et al., JAMA 247:2543, 1982'),
  unoC,
  harrellCTruncated,
  timeDependentAuroc,
  ipcwBrier,
  observedExpected,
];

import { type MetricFamily, single } from '../metric.js';
import { augrc } from './augrc.js';
import { aurc } from './aurc.js';

/** Whether a model knows when it does not know. */
export const DOUBT: MetricFamily<'binary'>[] = [
  single(aurc, 'Geifman & El-Yaniv, NeurIPS 2017'),
  single(augrc, 'Traub et al., NeurIPS 2024'),
];

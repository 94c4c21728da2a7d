import { type MetricFamily, single } from '../metric.js';
import { answeredShare, selectiveRisk, selectiveScore } from './abstention.js';
import { augrc } from './augrc.js';
import { aurc } from './aurc.js';

/** Whether a model knows when it does not know. */
export const DOUBT: MetricFamily<'binary'>[] = [
  single(aurc, 'Geifman & El-Yaniv, NeurIPS 2017'),
  single(augrc, 'Traub et al., NeurIPS 2024'),
  selectiveScore,
  single(selectiveRisk, 'El-Yaniv & Wiener, JMLR 11:1605, 2010'),
  single(answeredShare, 'El-Yaniv & Wiener, JMLR 11:1605, 2010'),
];

import { type MetricFamily, single } from '../metric.js';
import { CINC_2012, cinc2012Event1, cinc2012Event2 } from './cinc2012.js';

/** Scores of public challenges. */
export const CHALLENGE: MetricFamily<'binary'>[] = [cinc2012Event1, single(cinc2012Event2, CINC_2012)];

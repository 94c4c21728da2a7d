import type { SurvivalSample } from '../../outcomes/samples.js';
import type { MetricParameter } from '../metric.js';

/** A time after the start, in the unit of the task's times. */
export const HORIZON: MetricParameter = { name: 'horizon', min: 0, max: 1_000_000, whole: false, usual: 365 };

/** Of each row the predicted probability of an event by then; null where the task does not ask for it. */
export function eventProbabilities({ n, horizons, eventBy }: SurvivalSample, t: number): Float64Array | null {
  const h = horizons.indexOf(t);
  return h === -1 ? null : Float64Array.from({ length: n }, (_, k) => eventBy[k * horizons.length + h]!);
}

import type { SurvivalSample } from '../../outcomes/samples.js';
import type { Weights } from '../../sample.js';
import type { MetricFamily, MetricValue } from '../metric.js';
import { eventProbabilities, HORIZON } from './horizon.js';
import { eventFree } from './kaplan-meier.js';
import { slotsUpTo, tally, timeTable } from './time-table.js';

/**
 * Observed over expected share of events by the horizon t: 1 - Kaplan-Meier estimate, over the mean predicted probability
 * (Riley et al., BMJ 384:e074820, 2024). The aim is 1: above it risk is underestimated, below it overestimated. Undefined where t is none
 * of the task's horizons, where nobody was followed that long, or where no event is predicted at all.
 */
export const observedExpected: MetricFamily<'survival'> = {
  name: 'survival_oe_ratio',
  kind: 'survival',
  parameter: HORIZON,
  source: 'Riley et al., BMJ 384:e074820, 2024',
  of: (horizon, name) => ({
    name,
    kind: 'survival',
    direction: 'target',
    target: 1,
    range: [0, null],
    needsProbabilities: true,
    horizon,
    prepare: (sample) => observedPerExpected(sample, horizon),
  }),
};

function observedPerExpected(sample: SurvivalSample, t: number): (weights: Weights) => MetricValue {
  const predictions = eventProbabilities(sample, t);
  if (predictions === null) return () => ({ undefined: 'no_horizon' });
  const table = timeTable(sample);
  const upTo = slotsUpTo(table, t);
  return ({ each }) => {
    const total = tally(table, sample.event, each);
    if (total === 0) return { undefined: 'no_rows' };
    const free = upTo === 0 ? 1 : eventFree(table)[upTo - 1]!;
    if (free > 0 && followedUpTo(t) === 0) return { undefined: 'beyond_follow_up' };
    let expected = 0;
    for (let k = 0; k < sample.n; k++) expected += each[k]! * predictions[k]!;
    return expected > 0 ? ((1 - free) * total) / expected : { undefined: 'no_events' };
  };

  /** Weight of the rows seen at t or later. */
  function followedUpTo(horizon: number): number {
    if (upTo === 0) return 1;
    const last = upTo - 1;
    const atHorizon = table.times[last] === horizon ? table.events[last]! + table.censored[last]! : 0;
    return table.later[last]! + atHorizon;
  }
}

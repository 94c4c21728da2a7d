import type { SurvivalSample } from '../../outcomes/samples.js';
import type { Weights } from '../../sample.js';
import type { Metric, MetricFamily, MetricValue } from '../metric.js';
import { HORIZON } from './horizon.js';
import { concordance, preparePairs } from './ordered-pairs.js';
import { timeTable } from './time-table.js';

const HARRELL = 'Harrell et al., JAMA 247:2543, 1982';

/**
 * Harrell's C: of the pairs where it is known who had the event first, the share where that one has the higher risk, ties
 * in risk counting one half (Harrell et al., JAMA 247:2543, 1982). Two events at one time are no pair; one event and one
 * censoring at the same time are. In [0, 1], higher is better; undefined where no pair is comparable. What it estimates
 * depends on the censoring, which Uno's C mends.
 */
export const harrellC: Metric<'survival'> = described('harrell_c', Number.POSITIVE_INFINITY);

/** The same with events up to the horizon only: later ones count as still free of it. */
export const harrellCTruncated: MetricFamily<'survival'> = {
  name: 'harrell_c_truncated',
  kind: 'survival',
  parameter: HORIZON,
  source: HARRELL,
  of: (horizon, name) => described(name, horizon),
};

function described(name: string, horizon: number): Metric<'survival'> {
  return {
    name,
    kind: 'survival',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: false,
    prepare: (sample) => prepare(sample, horizon),
  };
}

function prepare(sample: SurvivalSample, horizon: number): (weights: Weights) => MetricValue {
  const table = timeTable(sample);
  const count = preparePairs(sample, table);
  const importance = (slot: number) => (table.times[slot]! <= horizon ? 1 : 0);
  return ({ each, cumulative }) => {
    if (cumulative[sample.n] === 0) return { undefined: 'no_rows' };
    return concordance(count(each, importance)) ?? { undefined: 'no_events' };
  };
}

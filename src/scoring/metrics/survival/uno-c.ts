import type { MetricFamily } from '../metric.js';
import { HORIZON } from './horizon.js';
import { followed } from './kaplan-meier.js';
import { concordance, preparePairs } from './ordered-pairs.js';
import { tally, timeTable } from './time-table.js';

/**
 * Uno's C up to the horizon: Harrell's pairs with an event before it, each counted 1 / G(T-)² times, G the Kaplan-Meier
 * estimate of still being followed (of these very rows), so that it does not depend on the censoring (Uno et al.,
 * Statistics in Medicine 30:1105, 2011). Assumes that censoring has nothing to do with risk. In [0, 1], higher is better;
 * undefined where no pair is comparable.
 */
export const unoC: MetricFamily<'survival'> = {
  name: 'uno_c',
  kind: 'survival',
  parameter: HORIZON,
  source: 'Uno et al., Statistics in Medicine 30:1105, 2011',
  of: (horizon, name) => ({
    name,
    kind: 'survival',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: false,
    prepare(sample) {
      const table = timeTable(sample);
      const count = preparePairs(sample, table);
      return ({ each, cumulative }) => {
        if (cumulative[sample.n] === 0) return { undefined: 'no_rows' };
        tally(table, sample.event, each);
        const { before } = followed(table);
        const importance = (slot: number) => (table.times[slot]! < horizon ? before[slot]! ** -2 : 0);
        return concordance(count(each, importance)) ?? { undefined: 'no_events' };
      };
    },
  }),
};

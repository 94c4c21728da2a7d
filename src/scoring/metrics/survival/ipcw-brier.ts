import type { MetricFamily } from '../metric.js';
import { eventProbabilities, HORIZON } from './horizon.js';
import { followed } from './kaplan-meier.js';
import { slotsUpTo, tally, timeTable } from './time-table.js';

/**
 * Brier score of the probability of an event by the horizon t: rows censored before t drop out and the others stand for
 * them, an event 1 / G(T-) times and a row still free of it 1 / G(t) times, G the Kaplan-Meier estimate of still being
 * followed (Graf et al., Statistics in Medicine 18:2529, 1999; Gerds & Schumacher, Biometrical Journal 48:1029, 2006).
 * Not negative, lower is better. Undefined where t is none of the task's horizons, or nobody was followed that long.
 */
export const ipcwBrier: MetricFamily<'survival'> = {
  name: 'ipcw_brier',
  kind: 'survival',
  parameter: HORIZON,
  source: 'Graf et al., Statistics in Medicine 18:2529, 1999',
  of: (horizon, name) => ({
    name,
    kind: 'survival',
    direction: 'lower',
    range: [0, null],
    needsProbabilities: true,
    horizon,
    prepare(sample) {
      const predictions = eventProbabilities(sample, horizon);
      if (predictions === null) return () => ({ undefined: 'no_horizon' });
      const { n, time, event } = sample;
      const table = timeTable(sample);
      const upTo = slotsUpTo(table, horizon);
      return ({ each }) => {
        const total = tally(table, event, each);
        if (total === 0) return { undefined: 'no_rows' };
        const { before, after } = followed(table);
        const atHorizon = upTo === 0 ? 1 : after[upTo - 1]!;
        if (atHorizon === 0) return { undefined: 'beyond_follow_up' };
        let sum = 0;
        for (let k = 0; k < n; k++) {
          const p = predictions[k]!;
          if (time[k]! > horizon) sum += (each[k]! * p * p) / atHorizon;
          else if (event[k] === 1) sum += (each[k]! * (1 - p) * (1 - p)) / before[table.slot[k]!]!;
        }
        return sum / total;
      };
    },
  }),
};

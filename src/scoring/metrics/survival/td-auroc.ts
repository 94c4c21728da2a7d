import type { MetricFamily } from '../metric.js';
import { tieGroups } from '../tie-groups.js';
import { eventProbabilities, HORIZON } from './horizon.js';
import { followed } from './kaplan-meier.js';
import { tally, timeTable } from './time-table.js';

/**
 * Cumulative/dynamic AUROC at the horizon t: the chance that a row with an event by t is ranked above one still free of it
 * after t, ties counting one half, events standing for 1 / G(T-) rows to make up for those censored before t (Uno et al.,
 * JASA 102:527, 2007; Blanche, Dartigues & Jacqmin-Gadda, Statistics in Medicine 32:5381, 2013). Rows are ranked by the
 * probability of an event by t where the task asks for it, else by their risk. In [0, 1], higher is better; undefined
 * without events by t or without rows seen after it.
 */
export const timeDependentAuroc: MetricFamily<'survival'> = {
  name: 'time_dependent_auroc',
  kind: 'survival',
  parameter: HORIZON,
  source: 'Blanche, Dartigues & Jacqmin-Gadda, Statistics in Medicine 32:5381, 2013',
  of: (horizon, name) => ({
    name,
    kind: 'survival',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: false,
    prepare(sample) {
      const { n, time, event } = sample;
      const { order, ends } = tieGroups(eventProbabilities(sample, horizon) ?? sample.risk);
      const table = timeTable(sample);
      return ({ each }) => {
        if (tally(table, event, each) === 0) return { undefined: 'no_rows' };
        const { before } = followed(table);
        let cases = 0;
        let controls = 0;
        let groupCases = 0;
        let groupControls = 0;
        let doubled = 0;
        for (let k = 0; k < n; k++) {
          const row = order[k]!;
          const weight = each[row]!;
          if (weight > 0 && time[row]! > horizon) groupControls += weight;
          else if (weight > 0 && event[row] === 1) groupCases += weight / before[table.slot[row]!]!;
          if (ends[k] === 0) continue;
          doubled += groupControls * (2 * cases + groupCases);
          cases += groupCases;
          controls += groupControls;
          groupCases = 0;
          groupControls = 0;
        }
        if (controls === 0) return { undefined: 'no_survivors' };
        return cases > 0 ? doubled / (2 * cases * controls) : { undefined: 'no_events' };
      };
    },
  }),
};

import { within, zeroOrOne } from './binary.js';
import type { Outcome } from './outcome.js';

/** Times to an event, some of them censored; a risk, and the probability of the event by each horizon. */
export const survival: Outcome<'survival'> = {
  kind: 'survival',
  truthColumns: ({ time, event }) => [within(time, [0, Number.MAX_VALUE]), zeroOrOne(event)],
  predictionColumns: ({ risk, horizons }) => [
    within(risk, null),
    ...horizons.map(({ prediction }) => within(prediction, [0, 1])),
  ],
  unitColumn: () => null,
  rowProblem({ horizons }, [, ...eventBy], row) {
    for (let h = 1; h < horizons.length; h++) {
      const [earlier, later] = [eventBy[h - 1] as Float64Array, eventBy[h] as Float64Array];
      if (later[row]! < earlier[row]!) {
        return {
          code: 'FALLING_RISK',
          column: horizons[h]!.prediction,
          value: `${earlier[row]} → ${later[row]}`,
        };
      }
    }
    return null;
  },
  strata: ([, event]) => Uint32Array.from(event as Float64Array),
  positives: ([, event]) => Uint8Array.from(event as Float64Array),
  partProblem: ([, event], rows) =>
    rows.every((row) => (event as Float64Array)[row] === 0) ? 'no_events' : null,
  counts: () => [],
  createSample({ horizons }, [time, event], [risk, ...eventBy], rows) {
    const width = horizons.length;
    const byHorizon = new Float64Array(rows.length * width);
    eventBy.forEach((column, h) => {
      for (let k = 0; k < rows.length; k++) byHorizon[k * width + h] = (column as Float64Array)[rows[k]!]!;
    });
    return {
      n: rows.length,
      order: Uint32Array.from(rows.keys()),
      time: Float64Array.from(rows, (row) => (time as Float64Array)[row]!),
      event: Uint8Array.from(rows, (row) => (event as Float64Array)[row]!),
      risk: Float64Array.from(rows, (row) => (risk as Float64Array)[row]!),
      horizons: horizons.map(({ at }) => at),
      eventBy: byHorizon,
    };
  },
};

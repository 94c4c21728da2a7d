import { within, zeroOrOne } from './binary.js';
import type { Outcome } from './outcome.js';
import { renumbered } from './units.js';

/** Hours of patients, in each of which an alarm is on or off. */
export const sequence: Outcome<'sequence'> = {
  kind: 'sequence',
  truthColumns: ({ hour, label }) => [within(hour, null), zeroOrOne(label)],
  predictionColumns: ({ decision, probability }) => [
    zeroOrOne(decision),
    ...(probability === null ? [] : [within(probability, [0, 1])]),
  ],
  unitColumn: ({ patient }) => patient,
  strata: ([, label]) => Uint32Array.from(label as Float64Array),
  positives: ([, label]) => Uint8Array.from(label as Float64Array),
  partProblem: ([, label], rows) =>
    rows.every((row) => (label as Float64Array)[row] === 0) ? 'no_events' : null,
  counts: () => [],
  createSample(_schema, [hours, labels], [decisions, probabilities], rows, unit) {
    const { unitOf, units } = renumbered(unit!, rows);
    const hourOf = (k: number) => (hours as Float64Array)[rows[k]!]!;
    const order = Uint32Array.from(rows.keys()).sort(
      (a, b) => unitOf[a]! - unitOf[b]! || hourOf(a) - hourOf(b),
    );
    const row = (k: number) => rows[k]!;
    return {
      n: rows.length,
      order,
      patients: units,
      patient: order.map((k) => unitOf[k]!),
      hour: Float64Array.from(order, hourOf),
      truth: Uint8Array.from(order, (k) => (labels as Float64Array)[row(k)]!),
      decision: Uint8Array.from(order, (k) => (decisions as Float64Array)[row(k)]!),
      probability: probabilities
        ? Float64Array.from(order, (k) => (probabilities as Float64Array)[row(k)]!)
        : null,
    };
  },
};

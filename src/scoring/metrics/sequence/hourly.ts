import type { SequenceSample } from '../../outcomes/samples.js';
import type { Metric, MetricValue } from '../metric.js';
import { type RankedRows, rankRows, weightedArea, weightedPrecision } from '../ranked-rows.js';

/** A metric of all hours of all patients ranked together by their probability. */
function hourly(
  name: string,
  figure: (hours: RankedRows, each: Uint8Array | Float64Array) => MetricValue,
): Metric<'sequence'> {
  return {
    name,
    kind: 'sequence',
    direction: 'higher',
    range: [0, 1],
    needsProbabilities: true,
    prepare({ n, truth, probability }: SequenceSample) {
      if (probability === null) return () => ({ undefined: 'no_probabilities' });
      const hours = rankRows(
        probability,
        truth,
        Uint32Array.from({ length: n }, (_, k) => k),
      );
      return ({ each, cumulative }) => (cumulative[n] === 0 ? { undefined: 'no_rows' } : figure(hours, each));
    },
  };
}

/**
 * AUROC of all hours (Hanley & McNeil, Radiology 143:29, 1982). The challenge's own script has it wrong where a
 * probability is exactly 0 or 1; this is not that. In [0, 1], higher is better; undefined with one class only.
 */
export const hourlyAuroc = hourly(
  'hourly_auroc',
  (hours, each) => weightedArea(hours, each)?.area ?? { undefined: 'one_class' },
);

/** Average precision of all hours (Davis & Goadrich, ICML 2006). In [0, 1], higher is better. */
export const hourlyAveragePrecision = hourly(
  'hourly_average_precision',
  (hours, each) => weightedPrecision(hours, each) ?? { undefined: 'no_positives' },
);

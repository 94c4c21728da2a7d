import { createWeights } from '../../sample.js';
import { areProbabilities } from '../mean-loss.js';
import type { MetricFamily, MetricParameter, MetricValue, Proportion } from '../metric.js';
import { type Confusion, confusionAt } from './confusion.js';

/** A figure of the confusion matrix at a threshold. */
export interface ThresholdFigure {
  name: string;
  source: string;
  range: [number | null, number | null] | ((threshold: number) => [number | null, number | null]);
  /** Called with at least one row of weight. */
  figure: (confusion: Confusion, threshold: number) => MetricValue;
  /** Where the figure is a share of rows: which. */
  proportion?: (confusion: Confusion) => Proportion;
  threshold?: Partial<MetricParameter>;
  needsProbabilities?: boolean;
}

/** The family of metrics that a figure is at each threshold from 0 to 1. Higher is better. */
export function thresholdFamily(given: ThresholdFigure): MetricFamily<'binary'> {
  const { name, source, range, figure, proportion, needsProbabilities = false } = given;
  return {
    name,
    kind: 'binary',
    parameter: { name: 'threshold', min: 0, max: 1, whole: false, usual: 0.5, ...given.threshold },
    source,
    of: (threshold, withParameter) => ({
      name: withParameter,
      kind: 'binary',
      direction: 'higher',
      range: typeof range === 'function' ? range(threshold) : range,
      needsProbabilities,
      prepare(sample) {
        if (needsProbabilities && !areProbabilities(sample.predictions)) {
          return () => ({ undefined: 'not_probabilities' });
        }
        const at = confusionAt(sample, threshold);
        return (weights) =>
          weights.cumulative[sample.n] === 0 ? { undefined: 'no_rows' } : figure(at(weights), threshold);
      },
      ...(proportion && {
        proportion: (sample) =>
          proportion(confusionAt(sample, threshold)(createWeights(new Uint8Array(sample.n).fill(1)))),
      }),
    }),
  };
}

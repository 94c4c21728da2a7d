import {
  type Bootstrap,
  type BootstrapDraws,
  type BootstrapUnits,
  bootstrapMetrics,
  percentileInterval,
} from './bootstrap.js';
import { delongVariance, logitInterval } from './delong.js';
import { intervalMethod } from './interval-method.js';
import type { Metric, Proportion } from './metrics/index.js';
import type { OutcomeKind, SampleRows, Samples } from './outcomes/samples.js';
import { wilson } from './proportions/wilson.js';
import type { Sample } from './sample.js';

/** A 95% interval, or null with the reason among the flags. */
export interface Interval {
  ci: [number, number] | null;
  flags: IntervalFlag[];
  /** Its values in the replicates, NaN where it has none; null where it was not bootstrapped. */
  replicates: Float64Array | null;
}

/**
 * too_few_positives: fewer than 20, intervals are unreliable. degenerate: the interval has no width or no estimate
 * (e.g. AUROC 1). undefined_replicates: some bootstrap replicates lack a class; beyond one in twenty, no interval.
 */
export type IntervalFlag = 'too_few_positives' | 'degenerate' | 'undefined_replicates';

const FEW_POSITIVES = 20;
const MAX_UNDEFINED = 0.05;

/**
 * 95% intervals of metrics that have a value on this sample. AUROC of independent rows: logit-transformed DeLong; shares
 * of independent rows, such as sensitivity: Wilson. All others, and all where rows are clustered: percentile bootstrap.
 * `clusters` gives the cluster of each sorted row, or null; `positives` among the sample's rows, null where that means
 * nothing; `draws.replicates` 0 leaves the bootstrapped ones out (null, without a flag of their own). `kept` is
 * bootstrapped also where its interval doesn't need it, for comparisons with other entries.
 */
export function metricIntervals(
  sample: Samples[OutcomeKind] & SampleRows,
  metrics: Metric[],
  clusters: BootstrapUnits | null,
  draws: BootstrapDraws,
  positives: number | null = (sample as Partial<Sample>).positives ?? null,
  bootstrap: Bootstrap = bootstrapMetrics,
  kept: Metric | null = null,
): Interval[] {
  const isDirect = (metric: Metric) => intervalMethod(metric, clusters !== null) !== 'bootstrap_percentile';
  const bootstrapped = metrics.filter((metric) => metric === kept || !isDirect(metric));
  const values =
    draws.replicates === 0 || bootstrapped.length === 0
      ? []
      : bootstrap(sample, bootstrapped, clusters ?? { unitOf: sample.order, units: sample.n }, draws);
  return metrics.map((metric) => {
    const replicates = values[bootstrapped.indexOf(metric)] ?? null;
    const interval = {
      ...(!isDirect(metric)
        ? bootstrapInterval(replicates)
        : metric.proportion
          ? proportionInterval(metric.proportion(sample))
          : delongInterval(sample as Sample)),
      replicates,
    };
    if (positives !== null && positives < FEW_POSITIVES) interval.flags.unshift('too_few_positives');
    return interval;
  });
}

/** Where nobody was called positive, a predictive value is 0 of 0 and has no interval. */
function proportionInterval(counts: Proportion): Omit<Interval, 'replicates'> {
  return counts.trials > 0 ? { ci: wilson(counts), flags: [] } : { ci: null, flags: ['degenerate'] };
}

function delongInterval(sample: Sample): Omit<Interval, 'replicates'> {
  const estimate = delongVariance(sample);
  const ci = estimate && logitInterval(estimate.auroc, estimate.variance);
  return { ci, flags: ci === null ? ['degenerate'] : [] };
}

function bootstrapInterval(replicates: Float64Array | null): Omit<Interval, 'replicates'> {
  if (replicates === null) return { ci: null, flags: [] };
  const defined = replicates.filter((value) => !Number.isNaN(value));
  const missing = replicates.length - defined.length;
  const flags: IntervalFlag[] = missing > 0 ? ['undefined_replicates'] : [];
  if (missing > MAX_UNDEFINED * replicates.length) return { ci: null, flags };
  const ci = percentileInterval(defined);
  return ci[0] < ci[1] ? { ci, flags } : { ci: null, flags: [...flags, 'degenerate'] };
}

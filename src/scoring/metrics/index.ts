import { auroc } from './auroc.js';
import { averagePrecision } from './average-precision.js';
import { brier } from './brier.js';
import { logLoss } from './log-loss.js';
import type { Metric } from './metric.js';

export type { Metric, MetricValue, UndefinedReason } from './metric.js';

/** All metrics, by name. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [auroc, averagePrecision, brier, logLoss].map((metric) => [metric.name, metric]),
);

/** The names of all metrics, in the order in which they are listed. */
export const METRIC_NAMES: readonly string[] = [...METRICS.keys()];

/** The metric of that name; a RangeError that lists the known names if there is none. */
export function metricNamed(name: string): Metric {
  const metric = METRICS.get(name);
  if (metric === undefined) {
    throw new RangeError(`there is no metric "${name}"; known: ${METRIC_NAMES.join(', ')}`);
  }
  return metric;
}

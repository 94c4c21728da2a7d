import type { Metric } from './metrics/index.js';

/** How a 95% interval comes about: DeLong's variance on the logit scale, Wilson's for a share, or bootstrap percentiles. */
export type IntervalMethod = 'delong_logit' | 'wilson' | 'bootstrap_percentile';

/** `clustered`: rows are drawn together, so that what takes them for independent is not valid. */
export function intervalMethod({ name, proportion }: Metric, clustered: boolean): IntervalMethod {
  if (clustered) return 'bootstrap_percentile';
  if (proportion) return 'wilson';
  return name === 'auroc' ? 'delong_logit' : 'bootstrap_percentile';
}

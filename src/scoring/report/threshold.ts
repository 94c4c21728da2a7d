import { METRIC_FAMILIES } from '../metrics/index.js';

/** Where a report calls a prediction positive: at the threshold of the first metric that has one. */
export function reportThreshold(metrics: readonly string[]): number {
  for (const name of metrics) {
    const [family = '', value] = name.split('@');
    const parameter = METRIC_FAMILIES.get(family)?.parameter;
    if (parameter?.name === 'threshold') return value === undefined ? parameter.usual : Number(value);
  }
  return 0.5;
}

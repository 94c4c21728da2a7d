import type { Key, Translate } from '../i18n/dictionary.js';

/** Bytes in a unit that people read. */
export function fileSize(bytes: number, t: Translate): string {
  if (bytes < 1_000) return t('size.bytes', { n: bytes });
  if (bytes < 1_000_000) return t('size.kilobytes', { n: (bytes / 1_000).toFixed(bytes < 10_000 ? 1 : 0) });
  return t('size.megabytes', { n: (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0) });
}

/** Three decimals: what is released has no more. */
export const score = (value: number): string => value.toFixed(3);

/** Name of a metric; its own identifier where the page does not know it. */
export function metricName(metric: string, t: Translate): string {
  return isMetric(metric) ? t(`metric.${metric}`) : metric;
}

export function metricExplained(metric: string, t: Translate): string | null {
  return isMetric(metric) ? t(`metric.${metric}.explained`) : null;
}

/** Metrics that the page can explain, in the order in which they are offered. */
export const METRICS = ['auroc', 'average_precision', 'brier', 'log_loss'] as const;

function isMetric(metric: string): metric is (typeof METRICS)[number] {
  return (METRICS as readonly string[]).includes(metric);
}

const REASONS: Record<string, Key> = {
  no_rows: 'metric.undefined.no_rows',
  one_class: 'metric.undefined.one_class',
  no_positives: 'metric.undefined.no_positives',
  not_probabilities: 'metric.undefined.not_probabilities',
};

/** Why a metric has no value. */
export function undefinedReason(reason: string | undefined, t: Translate): string {
  return t((REASONS[reason ?? ''] ?? 'metric.undefined.other') as 'metric.undefined.other');
}

/** What is to be doubted about an interval, in words. */
export function doubts(flags: readonly string[] | undefined, t: Translate): string[] {
  const said: string[] = [];
  if (flags?.includes('too_few_positives')) said.push(t('metric.flag.too_few_positives'));
  if (flags?.includes('degenerate')) said.push(t('metric.flag.degenerate'));
  return said;
}

import type { UndefinedReason } from '../../../src/scoring/metrics/metric.js';
import { METRIC_TEXTS_EN } from '../../../src/scoring/metrics/texts/en.js';
import type { Key, Translate } from '../i18n/dictionary.js';
import type { Schema } from './outcome.js';

/** Bytes in a unit that people read. */
export function fileSize(bytes: number, t: Translate): string {
  if (bytes < 1_000) return t('size.bytes', { n: bytes });
  if (bytes < 1_000_000) return t('size.kilobytes', { n: (bytes / 1_000).toFixed(bytes < 10_000 ? 1 : 0) });
  return t('size.megabytes', { n: (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0) });
}

/** What organizers see unrounded has more. */
const MOST_DECIMALS = 6;

/** As released: three decimals, or as many more as the task tells; large figures have four digits. */
export function score(value: number): string {
  const [, decimals = ''] = String(value).split('.');
  const given = decimals.length <= MOST_DECIMALS ? Math.max(3, decimals.length) : 3;
  if (Math.abs(value) < 10) return value.toFixed(given);
  return String(Number(value.toPrecision(Math.max(4, given + 1))));
}

/** Metrics whose parameter is a time. */
const AT_A_TIME: readonly string[] = [
  'harrell_c_truncated',
  'uno_c',
  'time_dependent_auroc',
  'ipcw_brier',
  'survival_oe_ratio',
];

/**
 * Name of a metric with its parameter; its own identifier where the page does not know it. Times are said in the unit of the
 * task's outcome, where it has one.
 */
export function metricName(metric: string, t: Translate, outcome?: Schema): string {
  const [family = '', value] = metric.split('@');
  if (!isFamily(family)) return metric;
  if (value === undefined) return t(`metric.${family}`);
  const unit = outcome?.kind === 'survival' && AT_A_TIME.includes(family) ? outcome.unit : null;
  return t(`metric.${family as 'f1'}.at`, { value: unit ? t(`unit.${unit}`, { n: value }) : value });
}

export function metricExplained(metric: string, t: Translate): string | null {
  const [family = ''] = metric.split('@');
  return isFamily(family) ? t(`metric.${family}.explained`) : null;
}

type Explained = Extract<keyof typeof METRIC_TEXTS_EN, `metric.${string}.explained`>;
type Family = Explained extends `metric.${infer Name}.explained` ? Name : never;

function isFamily(name: string): name is Family {
  return Object.hasOwn(METRIC_TEXTS_EN, `metric.${name}.explained`);
}

const REASONS: Record<UndefinedReason | 'withheld', Key> = {
  no_rows: 'metric.undefined.no_rows',
  one_class: 'metric.undefined.one_class',
  no_positives: 'metric.undefined.no_positives',
  no_negatives: 'metric.undefined.no_negatives',
  not_probabilities: 'metric.undefined.not_probabilities',
  certain_predictions: 'metric.undefined.certain_predictions',
  no_variation: 'metric.undefined.no_variation',
  separable: 'metric.undefined.separable',
  constant_truth: 'metric.undefined.constant_truth',
  negative_truth: 'metric.undefined.negative_truth',
  too_large: 'metric.undefined.too_large',
  no_events: 'metric.undefined.no_events',
  no_survivors: 'metric.undefined.no_survivors',
  no_horizon: 'metric.undefined.no_horizon',
  beyond_follow_up: 'metric.undefined.beyond_follow_up',
  no_probabilities: 'metric.undefined.no_probabilities',
  no_abstention: 'metric.undefined.no_abstention',
  no_answers: 'metric.undefined.no_answers',
  withheld: 'metric.undefined.withheld',
};

/** Why a metric has no value. */
export function undefinedReason(reason: string | undefined, t: Translate): string {
  return t((REASONS[reason as UndefinedReason] ?? 'metric.undefined.other') as 'metric.undefined.other');
}

/** What is to be doubted about an interval, in words. */
export function doubts(flags: readonly string[] | undefined, t: Translate): string[] {
  const said: string[] = [];
  if (flags?.includes('too_few_positives')) said.push(t('metric.flag.too_few_positives'));
  if (flags?.includes('degenerate')) said.push(t('metric.flag.degenerate'));
  return said;
}

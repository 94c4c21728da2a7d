import { CALIBRATION } from './calibration/families.js';
import { CHALLENGE } from './challenge/families.js';
import { DISCRIMINATION } from './discrimination/families.js';
import { DOUBT } from './doubt/families.js';
import type { Metric, MetricFamily } from './metric.js';
import { MULTICLASS_FAMILIES } from './multiclass/index.js';
import { MULTILABEL_FAMILIES } from './multilabel/index.js';
import { RANKING_FAMILIES } from './ranking/index.js';
import { REGRESSION_FAMILIES } from './regression/index.js';
import { SEGMENTATION_FAMILIES } from './segmentation/index.js';
import { SEQUENCE_FAMILIES } from './sequence/index.js';
import { SURVIVAL_FAMILIES } from './survival/index.js';
import { TEXT_FAMILIES } from './text/index.js';
import { THRESHOLD } from './threshold/families.js';

export type {
  Figure,
  Metric,
  MetricFamily,
  MetricParameter,
  MetricValue,
  Proportion,
  UndefinedReason,
} from './metric.js';
export { canRank, shortfall } from './metric.js';

const BINARY_FAMILIES: MetricFamily<'binary'>[] = [
  ...DISCRIMINATION,
  ...CALIBRATION,
  ...THRESHOLD,
  ...CHALLENGE,
  ...DOUBT,
];

/** All families of metrics, in the order in which they are listed. */
const FAMILIES: MetricFamily[] = [
  ...BINARY_FAMILIES,
  ...REGRESSION_FAMILIES,
  ...MULTICLASS_FAMILIES,
  ...MULTILABEL_FAMILIES,
  ...SURVIVAL_FAMILIES,
  ...RANKING_FAMILIES,
  ...TEXT_FAMILIES,
  ...SEGMENTATION_FAMILIES,
  ...SEQUENCE_FAMILIES,
];

export const METRIC_FAMILIES: ReadonlyMap<string, MetricFamily> = new Map(
  FAMILIES.map((family) => [family.name, family]),
);

/** The names of the families for yes-or-no outcomes, in the order in which they are listed. */
export const METRIC_NAMES: readonly string[] = BINARY_FAMILIES.map(({ name }) => name);

/** What is scored where nothing is asked for: ranking and calibration of probabilities. */
export const USUAL_METRICS: readonly string[] = ['auroc', 'average_precision', 'brier', 'log_loss'];

/**
 * The metric of that name, its parameter behind an `@` (`f1@0.5`); a family's usual one where there is none.
 * null where there is no such metric or its parameter is not one it takes.
 */
export function findMetric(text: string): Metric | null {
  const [name = '', given, ...more] = text.split('@');
  const family = METRIC_FAMILIES.get(name);
  if (family === undefined || more.length > 0) return null;
  const { parameter } = family;
  if (parameter === null) return given === undefined ? family.of(0, name) : null;
  const value = given === undefined ? parameter.usual : readParameter(given);
  if (!(value >= parameter.min && value <= parameter.max)) return null;
  if (parameter.whole && !Number.isInteger(value)) return null;
  return family.of(value, `${name}@${value}`);
}

/** The same; a RangeError that lists the known names if there is none. */
export function metricNamed(name: string): Metric {
  const metric = findMetric(name);
  if (metric === null) {
    throw new RangeError(`there is no metric "${name}"; known: ${METRIC_NAMES.join(', ')}`);
  }
  return metric;
}

/** One spelling for each number, so that a metric has one name: neither `.50` nor `5e-1`. */
function readParameter(text: string): number {
  const value = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && String(value) === text ? value : Number.NaN;
}

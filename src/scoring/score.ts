import type { Bootstrap, BootstrapUnits } from './bootstrap.js';
import { type IntervalFlag, metricIntervals } from './intervals.js';
import { type Metric, metricNamed, type UndefinedReason } from './metrics/index.js';
import type { ColumnValues } from './outcomes/columns.js';
import { outcomeOf } from './outcomes/index.js';
import type { SampleRows } from './outcomes/samples.js';
import { renumbered } from './outcomes/units.js';
import { rowsById } from './row-order.js';
import { createWeights } from './sample.js';
import { IGNORED, type Truth } from './truth.js';

/** One metric on one part of the labels: a value with its 95% interval, or why there is none. */
export interface MetricResult {
  value: number | null;
  ci: [number, number] | null;
  undefined?: UndefinedReason;
  flags?: IntervalFlag[];
}

export type MetricResults = Record<string, MetricResult>;

/** An entry's results, and the replicates of its first metric: null where that is undefined or none were asked for. */
export interface ScoredEntry {
  public: MetricResults;
  final: MetricResults;
  replicates: { public: Float64Array | null; final: Float64Array | null };
}

/** `seed` of the task's bootstrap weights; `replicates` (1,000 by default; 0: only intervals that need none). */
export interface ScoreOptions {
  seed: number;
  replicates?: number;
  /** Who computes the replicates, where that is somebody else. */
  bootstrap?: Bootstrap;
}

const REPLICATES = 1000;
const PUBLIC = 0;
const FINAL = 1;
const ALL = 2;

/**
 * Scores predictions (checked, in the truth's row order) on the public and on the final part of the labels, and keeps
 * the replicates of the first metric, by which entries are compared.
 * A RangeError names the known metrics if one of the names is not among them, or is of another kind of outcome.
 */
export function scoreEntry(
  truth: Truth,
  predictions: ColumnValues[],
  metricNames: readonly string[],
  options: ScoreOptions,
): ScoredEntry {
  const onPublic = scorePart(truth, predictions, metricNames, options, PUBLIC, true);
  const onFinal = scorePart(truth, predictions, metricNames, options, FINAL, true);
  return {
    public: onPublic.results,
    final: onFinal.results,
    replicates: { public: onPublic.replicates, final: onFinal.replicates },
  };
}

/** Scores predictions on all labels, whatever the split; or on those of which `only` has a 1. */
export function scoreAll(
  truth: Truth,
  predictions: ColumnValues[],
  metricNames: readonly string[],
  options: ScoreOptions,
  only?: Uint8Array,
): MetricResults {
  if (only === undefined) return scorePart(truth, predictions, metricNames, options, ALL, false).results;
  return scorePart({ ...truth, isFinal: only }, predictions, metricNames, options, FINAL, false).results;
}

function scorePart(
  truth: Truth,
  predictions: ColumnValues[],
  metricNames: readonly string[],
  { seed, replicates = REPLICATES, bootstrap }: ScoreOptions,
  part: number,
  keepFirst: boolean,
): { results: MetricResults; replicates: Float64Array | null } {
  const { schema } = truth;
  const metrics = [...new Set(metricNames)].map((name) => metricOfKind(name, schema.kind));
  const rows = rowsOfPart(truth, part);
  const outcome = outcomeOf(schema);
  const sample = outcome.createSample(schema, truth.values, predictions, rows, truth.cluster);
  const equal = createWeights(new Uint8Array(sample.n).fill(1));
  const values = new Map(metrics.map((metric) => [metric, metric.prepare(sample)(equal)]));
  const defined = metrics.filter((metric) => typeof values.get(metric) === 'number');
  const clusters = truth.cluster && clusterUnits(truth.cluster, rows, sample);
  const positives = countMarked(outcome.positives(truth.values), rows);
  const draws = { seed, stream: part, replicates };
  const kept = keepFirst ? (metrics[0] ?? null) : null;
  const intervals = metricIntervals(sample, defined, clusters, draws, positives, bootstrap, kept);
  return {
    results: Object.fromEntries(metrics.map((metric) => [metric.name, result(metric)])),
    replicates: kept && (intervals[defined.indexOf(kept)]?.replicates ?? null),
  };

  function result(metric: Metric): MetricResult {
    const value = values.get(metric)!;
    if (typeof value !== 'number') return { value: null, ci: null, undefined: value.undefined };
    const { ci, flags } = intervals[defined.indexOf(metric)]!;
    return flags.length > 0 ? { value, ci, flags } : { value, ci };
  }
}

/** The rows of a part in the order of their ids. */
function rowsOfPart({ ids, isFinal }: Truth, part: number): Uint32Array {
  const all = rowsById(ids);
  const rows = new Uint32Array(all.length);
  let count = 0;
  for (let k = 0; k < all.length; k++) {
    const row = all[k]!;
    const side = isFinal[row]!;
    if (part === ALL ? side !== IGNORED : side === part) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** How many of the rows are marked with 1; null where the outcome has no such marks. */
function countMarked(marks: Uint8Array | null, rows: Uint32Array): number | null {
  if (marks === null) return null;
  let count = 0;
  for (let k = 0; k < rows.length; k++) count += marks[rows[k]!]!;
  return count;
}

/** A metric of another kind would take this kind's sample for its own. */
function metricOfKind(name: string, kind: string): Metric {
  const metric = metricNamed(name);
  if (metric.kind === kind) return metric;
  throw new RangeError(`the metric "${name}" is for ${metric.kind} outcomes, not for ${kind} ones`);
}

/** Clusters of the sample's rows, numbered in the order of the part's rows. */
function clusterUnits(cluster: Uint32Array, rows: Uint32Array, { order }: SampleRows): BootstrapUnits {
  const { unitOf, units } = renumbered(cluster, rows);
  return { unitOf: order.map((k) => unitOf[k]!), units };
}

import type { BootstrapUnits } from './bootstrap.js';
import { type IntervalFlag, metricIntervals } from './intervals.js';
import { type Metric, metricNamed, type UndefinedReason } from './metrics/index.js';
import { createSample, createWeights, type Sample } from './sample.js';
import type { Truth } from './truth.js';

/** One metric on one part of the labels: a value with its 95% interval, or why there is none. */
export interface MetricResult {
  value: number | null;
  ci: [number, number] | null;
  undefined?: UndefinedReason;
  flags?: IntervalFlag[];
}

export type MetricResults = Record<string, MetricResult>;

/** `seed` of the task's bootstrap weights; `replicates` (1,000 by default; 0: only intervals that need none). */
export interface ScoreOptions {
  seed: number;
  replicates?: number;
}

const REPLICATES = 1000;
const PUBLIC = 0;
const FINAL = 1;
const ALL = 2;

/**
 * Scores predictions (finite, in the truth's row order) on the public and on the final part of the labels.
 * A RangeError names the known metrics if one of the names is not among them.
 */
export function scoreEntry(
  truth: Truth,
  predictions: Float64Array,
  metricNames: readonly string[],
  options: ScoreOptions,
): { public: MetricResults; final: MetricResults } {
  return {
    public: scorePart(truth, predictions, metricNames, options, PUBLIC),
    final: scorePart(truth, predictions, metricNames, options, FINAL),
  };
}

/** Scores predictions on all labels, whatever the split. */
export function scoreAll(
  truth: Truth,
  predictions: Float64Array,
  metricNames: readonly string[],
  options: ScoreOptions,
): MetricResults {
  return scorePart(truth, predictions, metricNames, options, ALL);
}

function scorePart(
  truth: Truth,
  predictions: Float64Array,
  metricNames: readonly string[],
  { seed, replicates = REPLICATES }: ScoreOptions,
  part: number,
): MetricResults {
  const metrics = [...new Set(metricNames)].map(metricNamed);
  const rows = Uint32Array.from(truth.labels.keys()).filter(
    (row) => part === ALL || truth.isFinal[row] === part,
  );
  const labels = Uint8Array.from(rows, (row) => truth.labels[row]!);
  const sample = createSample(
    labels,
    Float64Array.from(rows, (row) => predictions[row]!),
  );
  const equal = createWeights(new Uint8Array(sample.n).fill(1));
  const values = new Map(metrics.map((metric) => [metric, metric.prepare(sample)(equal)]));
  const defined = metrics.filter((metric) => typeof values.get(metric) === 'number');
  const clusters = truth.cluster && clusterUnits(truth.cluster, rows, sample);
  const intervals = metricIntervals(sample, defined, clusters, { seed, stream: part, replicates });
  return Object.fromEntries(metrics.map((metric) => [metric.name, result(metric)]));

  function result(metric: Metric): MetricResult {
    const value = values.get(metric)!;
    if (typeof value !== 'number') return { value: null, ci: null, undefined: value.undefined };
    const { ci, flags } = intervals[defined.indexOf(metric)]!;
    return flags.length > 0 ? { value, ci, flags } : { value, ci };
  }
}

/** Clusters of the sorted rows of a part, numbered in the order of the part's rows. */
function clusterUnits(cluster: Uint32Array, rows: Uint32Array, sample: Sample): BootstrapUnits {
  const numbers = new Map<number, number>();
  const unitOfRow = rows.map((row) => {
    const id = cluster[row]!;
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return numbers.get(id)!;
  });
  return { unitOf: sample.order.map((k) => unitOfRow[k]!), units: numbers.size };
}

import { findMetric, METRIC_FAMILIES, type Metric } from '../../scoring/metrics/index.js';
import type { OutcomeKind } from '../../scoring/outcomes/samples.js';
import type { OutcomeSchema } from '../../scoring/outcomes/schema.js';
import { MANY_LABELS, spellsLabels } from '../../scoring/release.js';
import type { TruthSpec } from '../../scoring/truth.js';
import type { Task } from './task.entity.js';

/** When a task takes entries: its own times, or the event's where it has none. */
export function openingTimes(
  task: Pick<Task, 'opensAt' | 'closesAt'>,
  event: { startsAt: Date; endsAt: Date },
): { opensAt: Date; closesAt: Date } {
  return { opensAt: task.opensAt ?? event.startsAt, closesAt: task.closesAt ?? event.endsAt };
}

/** Whether the board stands still for participants at `now`. Publishing the final board ends the freeze. */
export function isFrozen(task: Pick<Task, 'board' | 'frozenAt' | 'finalPublishedAt'>, now: Date): boolean {
  return (
    task.board === 'frozen' &&
    task.finalPublishedAt === null &&
    task.frozenAt !== null &&
    task.frozenAt <= now
  );
}

export const truthSpec = (task: Task): TruthSpec => ({
  idColumn: task.idColumn,
  schema: task.schema,
  clusterColumn: task.clusterColumn,
  groupColumns: task.groupColumns,
  split:
    task.splitMethod === 'column'
      ? { method: 'column', column: task.splitColumn ?? 'split' }
      : { method: task.splitMethod, finalFraction: task.finalFraction, seed: task.seed },
});

/** Primary metric first. */
export const taskMetrics = (task: Task): string[] => [...new Set([task.metric, ...task.furtherMetrics])];

/** The metric that ranks a new task where none was chosen: the first that is listed for its kind. */
export const usualMetric = (kind: OutcomeKind): string =>
  [...METRIC_FAMILIES.values()].find((family) => family.kind === kind)?.name ?? 'auroc';

export const metricDirection = (metric: string): 'higher' | 'lower' =>
  findMetric(metric)?.direction === 'lower' ? 'lower' : 'higher';

/** Whether teams hand in what the metric is computed from: some need columns that a task may leave out. */
export function hasColumnsFor(
  { horizon, needsProbabilities, needsAbstention }: Metric,
  schema: OutcomeSchema,
): boolean {
  if (schema.kind === 'survival')
    return horizon === undefined || schema.horizons.some(({ at }) => at === horizon);
  if (schema.kind === 'sequence') return !needsProbabilities || schema.probability !== null;
  if (schema.kind === 'binary') return !needsAbstention || Boolean(schema.abstention);
  return true;
}

/** Whether a metric is shown to participants before the final board is published. */
export const showsLive = (
  task: Pick<Task, 'liveLosses'>,
  publicLabels: number | null,
  metric: string,
): boolean => !spellsLabels(metric) || (task.liveLosses ?? (publicLabels ?? 0) >= MANY_LABELS);

/** Largest upload, in bytes, and largest content once decompressed. */
export const uploadCap = (task: Pick<Task, 'maxUploadMegabytes'>): number =>
  task.maxUploadMegabytes * 2 ** 20;

/** Settings that decide about scores; they are locked once a team has submitted. */
export const SCORE_SETTINGS = [
  'idColumn',
  'schema',
  'clusterColumn',
  'splitMethod',
  'splitColumn',
  'finalFraction',
  'seed',
  'metric',
  'furtherMetrics',
  'groupColumns',
  'ladderSteps',
  'decimals',
] as const satisfies readonly (keyof Task)[];

/** What may no longer change once a team has submitted; the published ranking and its marks depend on two settings more. */
export const lockedSettings = (task: Pick<Task, 'finalPublishedAt'>): readonly (keyof Task)[] =>
  task.finalPublishedAt ? [...SCORE_SETTINGS, 'maxSelected', 'gates'] : SCORE_SETTINGS;

/** Settings that decide how the truth is read; a change of them reads it again. */
export const TRUTH_SETTINGS = [
  'idColumn',
  'schema',
  'clusterColumn',
  'splitMethod',
  'splitColumn',
  'finalFraction',
  'seed',
  'groupColumns',
] as const satisfies readonly (keyof Task)[];

/** Names of the settings in which two states of a task differ. */
export const changedSettings = <Key extends keyof Task>(
  keys: readonly Key[],
  before: Task,
  after: Task,
): Key[] => keys.filter((key) => canonical(before[key]) !== canonical(after[key]));

/** As JSON with sorted keys: the database returns the two languages of a text in another order than it got them. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

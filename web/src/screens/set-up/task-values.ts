import type { Task, TaskRequest } from '../../api/client.js';
import type { Gate } from '../../lib/gates.js';
import { fromField, toField } from '../../lib/zoned.js';
import { initialOutcome, schemaOf } from './outcome-values.js';

const EMPTY = { ko: '', en: '' };

const stepsOf = (steps: number | null | undefined): 'usual' | '0' | '1' | '2' =>
  steps === null || steps === undefined ? 'usual' : (String(steps) as '0' | '1' | '2');

const chosen = (value: boolean | null | undefined): 'usual' | 'yes' | 'no' =>
  value === null || value === undefined ? 'usual' : value ? 'yes' : 'no';

/** The values of the form, as text where the field is text. */
export function initialTask(task: Task | undefined, zone: string) {
  const setup = task?.setup;
  const number = (value: number | null | undefined, otherwise: number | null) => {
    const chosen = value === undefined ? otherwise : value;
    return chosen === null ? '' : String(chosen);
  };
  return {
    slug: task?.slug ?? '',
    name: task?.name ?? EMPTY,
    description: task?.description ?? EMPTY,
    idColumn: task?.idColumn ?? 'id',
    outcome: initialOutcome(task?.schema),
    clusterColumn: setup?.clusterColumn ?? '',
    groupColumns: setup?.groupColumns.join(', ') ?? '',
    gates: task?.gates ?? [],
    liveReports: task?.liveReports ?? false,
    splitMethod: setup?.split.method ?? ('row' as const),
    splitColumn: setup?.split.column ?? '',
    finalFraction: number(setup?.split.finalFraction, 0.7),
    metric: task?.metric ?? 'auroc',
    furtherMetrics: task?.furtherMetrics ?? ['average_precision'],
    limitPerDay: number(task?.limitPerDay, 5),
    limitTotal: number(task?.limitTotal, 30),
    ladderSteps: stepsOf(setup?.ladderSteps),
    decimals: String(task?.decimals ?? 3) as '2' | '3' | '4' | '5' | '6',
    liveLosses: chosen(setup?.liveLosses),
    maxSelected: number(task?.maxSelected, 2),
    maxUploadMegabytes: number(task?.maxUploadMegabytes, 100),
    board: task?.board ?? ('live' as const),
    frozenAt: toField(task?.frozenAt, zone),
    opensAt: toField(setup?.opensAt, zone),
    closesAt: toField(setup?.closesAt, zone),
  };
}

/** Of the form of a task. */
export type TaskValues = Omit<ReturnType<typeof initialTask>, 'furtherMetrics' | 'gates'> & {
  gates: readonly Gate[];
  furtherMetrics: readonly string[];
};

/** `sex, age band` → its names. */
export const columnsIn = (text: string): string[] =>
  text
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');

/** What is sent; without what decides about scores where that is locked. */
export function taskRequest(
  form: TaskValues,
  zone: string,
  isLocked: boolean,
  task: Task | undefined,
): TaskRequest {
  const limit = (text: string) => (text === '' ? null : Number(text));
  const frozenAt = fromField(form.frozenAt, zone, task?.frozenAt);
  const free: TaskRequest = {
    ...(form.slug ? { slug: form.slug } : {}),
    name: form.name,
    description: form.description,
    limitPerDay: limit(form.limitPerDay),
    // Left alone it follows from the number of labels.
    ...(form.limitTotal === initialTask(task, zone).limitTotal ? {} : { limitTotal: limit(form.limitTotal) }),
    ...(task?.finalPublishedAt ? {} : { gates: [...form.gates] }),
    liveReports: form.liveReports,
    liveLosses: form.liveLosses === 'usual' ? null : form.liveLosses === 'yes',
    maxSelected: Number(form.maxSelected),
    maxUploadMegabytes: Number(form.maxUploadMegabytes),
    board: form.board,
    ...(form.board === 'frozen' && frozenAt ? { frozenAt } : {}),
    opensAt: fromField(form.opensAt, zone, task?.setup?.opensAt),
    closesAt: fromField(form.closesAt, zone, task?.setup?.closesAt),
  };
  if (isLocked) return free;
  return {
    ...free,
    idColumn: form.idColumn,
    schema: schemaOf(form.outcome),
    clusterColumn: form.clusterColumn || null,
    groupColumns: columnsIn(form.groupColumns),
    split: {
      method: form.splitMethod,
      ...(form.splitMethod === 'column' ? { column: form.splitColumn } : {}),
      ...(form.splitMethod === 'column' ? {} : { finalFraction: Number(form.finalFraction) }),
    },
    ladderSteps: form.ladderSteps === 'usual' ? null : (Number(form.ladderSteps) as 0 | 1 | 2),
    decimals: Number(form.decimals),
    metric: form.metric,
    furtherMetrics: form.furtherMetrics.filter((metric) => metric !== form.metric),
  };
}

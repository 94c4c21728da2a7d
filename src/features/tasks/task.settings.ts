import { invalidField } from '../../platform/http/validation.js';
import { findMetric } from '../../scoring/metrics/index.js';
import { outcomeOf } from '../../scoring/outcomes/index.js';
import { completeGate } from './gate.policy.js';
import type { Task } from './task.entity.js';
import { completeSchema, SCHEMA_FAULT_TEXTS, schemaFault } from './task-schema.policy.js';
import type { TaskChange } from './tasks.dto.js';

/** Takes over the fields that a request names. `now` is the freeze time where none was given. */
export function applyRequest(task: Task, request: TaskChange, now: Date): void {
  if (request.name) task.name = request.name;
  task.slug = request.slug ?? task.slug ?? slugFrom(task.name.en);
  if (request.description) task.description = request.description;
  for (const key of [
    'idColumn',
    'groupColumns',
    'seed',
    'maxSelected',
    'maxUploadMegabytes',
    'decimals',
  ] as const) {
    // These have no empty state, so null says no more than leaving them out.
    if (request[key] !== undefined && request[key] !== null) Object.assign(task, { [key]: request[key] });
  }
  if (request.gates) task.gates = request.gates.map(completeGate);
  task.liveReports = request.liveReports ?? task.liveReports;
  for (const key of ['limitPerDay', 'limitTotal', 'ladderSteps', 'liveLosses'] as const) {
    if (request[key] !== undefined) Object.assign(task, { [key]: request[key] });
  }
  if (request.limitTotal !== undefined) task.limitChosen = true;
  if (request.clusterColumn !== undefined) task.clusterColumn = request.clusterColumn || null;
  if (request.split) {
    task.splitMethod = request.split.method;
    task.splitColumn = request.split.column || null;
    task.finalFraction = request.split.finalFraction ?? task.finalFraction;
  }
  applySchema(task, request);
  if (request.opensAt !== undefined) task.opensAt = request.opensAt ? new Date(request.opensAt) : null;
  if (request.closesAt !== undefined) task.closesAt = request.closesAt ? new Date(request.closesAt) : null;
  applyMetrics(task, request);
  applyBoard(task, request, now);
}

/** Each metric by its full name, so that `f1` and `f1@0.5` are known for the same. One that ranks no longer stands beside. */
export function applyMetrics(
  task: Pick<Task, 'metric' | 'furtherMetrics'>,
  { metric, furtherMetrics }: Pick<TaskChange, 'metric' | 'furtherMetrics'>,
): void {
  const full = (name: string) => findMetric(name)?.name ?? name;
  if (metric) task.metric = full(metric);
  if (!furtherMetrics) {
    task.furtherMetrics = task.furtherMetrics.filter((name) => name !== task.metric);
    return;
  }
  task.furtherMetrics = furtherMetrics.map(full);
  const twice = task.furtherMetrics.find(
    (name, k) => name === task.metric || task.furtherMetrics.indexOf(name) < k,
  );
  if (twice === undefined) return;
  throw invalidField('furtherMetrics', 'metricTwice', {
    en: `The metric ${twice} is named twice. Each may stand here once, and not the one that ranks.`,
    ko: `${twice} 지표가 두 번 들어 있어요. 순위 지표를 빼고 한 번씩만 넣어 주세요.`,
  });
}

/** The schema, whole or by its short forms; rows of a query or a sequence's patient stay together, whatever was asked. */
function applySchema(task: Task, request: TaskChange): void {
  const unitBefore = outcomeOf(task.schema).unitColumn(task.schema);
  if (request.schema) task.schema = completeSchema(request.schema);
  const { labelColumn: label, predictionColumn: prediction, range } = request;
  const short = {
    ...(label && { label }),
    ...(prediction && { prediction }),
    ...(range !== undefined && { range }),
  };
  const [given] = Object.keys(short);
  if (given) {
    const { schema } = task;
    if (schema.kind !== 'binary' && schema.kind !== 'regression') {
      throw invalidField(`schema.${given}`, 'otherKind', {
        en: 'This short form is for tasks in which one number is predicted. Give the whole schema.',
        ko: '숫자 하나를 예측하는 과제에서만 쓸 수 있는 짧은 표기예요. schema 전체를 적어 주세요.',
      });
    }
    task.schema = { ...schema, ...short };
  }
  const fault = schemaFault(task.schema, task.idColumn);
  if (fault)
    throw invalidField(short.range ? 'range' : fault.path, fault.code, SCHEMA_FAULT_TEXTS[fault.code]);
  const unit = outcomeOf(task.schema).unitColumn(task.schema);
  if (unit !== null) {
    task.clusterColumn = unit;
    if (task.splitMethod === 'row') task.splitMethod = 'cluster';
  } else if (unitBefore !== null && task.clusterColumn === unitBefore) {
    task.clusterColumn = null;
    if (task.splitMethod === 'cluster') task.splitMethod = 'row';
  }
}

/** A freeze time belongs to a frozen board and to no other. */
function applyBoard(task: Task, request: TaskChange, now: Date): void {
  if (request.board) task.board = request.board;
  // A time alone means: freeze then.
  if (request.frozenAt && !request.board && task.board === 'live') task.board = 'frozen';
  if (task.board !== 'frozen') task.frozenAt = null;
  else if (request.frozenAt) task.frozenAt = new Date(request.frozenAt);
  else task.frozenAt ??= now;
}

/** `In-hospital death` → `in-hospital-death`. */
export function slugFrom(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  return slug.length >= 2 ? slug : `task-${Math.abs(hash(name)).toString(36)}`;
}

/** A name without Latin letters still gets a short address that stays the same. */
function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return value;
}

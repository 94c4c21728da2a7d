import { invalidField } from '../../platform/http/validation.js';
import type { Task } from './task.entity.js';
import type { TaskChange } from './tasks.dto.js';

/** Takes over the fields that a request names. `now` is the freeze time where none was given. */
export function applyRequest(task: Task, request: TaskChange, now: Date): void {
  if (request.name) task.name = request.name;
  task.slug = request.slug ?? task.slug ?? slugFrom(task.name.en);
  if (request.description) task.description = request.description;
  for (const key of [
    'idColumn',
    'predictionColumn',
    'labelColumn',
    'seed',
    'metric',
    'furtherMetrics',
    'maxSelected',
    'maxUploadMegabytes',
  ] as const) {
    // These have no empty state, so null says no more than leaving them out.
    if (request[key] !== undefined && request[key] !== null) Object.assign(task, { [key]: request[key] });
  }
  for (const key of ['limitPerDay', 'limitTotal'] as const) {
    if (request[key] !== undefined) Object.assign(task, { [key]: request[key] });
  }
  if (request.clusterColumn !== undefined) task.clusterColumn = request.clusterColumn || null;
  if (request.range !== undefined) applyRange(task, request.range);
  if (request.split) {
    task.splitMethod = request.split.method;
    task.splitColumn = request.split.column || null;
    task.finalFraction = request.split.finalFraction ?? task.finalFraction;
  }
  if (request.opensAt !== undefined) task.opensAt = request.opensAt ? new Date(request.opensAt) : null;
  if (request.closesAt !== undefined) task.closesAt = request.closesAt ? new Date(request.closesAt) : null;
  applyBoard(task, request, now);
}

function applyRange(task: Task, range: [number, number] | null): void {
  if (range && range[0] >= range[1]) {
    throw invalidField('range', 'rangeOrder', {
      en: 'The lowest value must lie below the highest.',
      ko: '최솟값은 최댓값보다 작아야 해요.',
    });
  }
  task.rangeMin = range ? range[0] : null;
  task.rangeMax = range ? range[1] : null;
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

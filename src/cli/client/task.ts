import type { Command } from 'commander';
import { completeSchema } from '../../features/tasks/task-schema.policy.js';
import type { TaskView } from '../../features/tasks/tasks.dto.js';
import { predictionColumnNames } from '../../scoring/outcomes/index.js';
import { askAll, askJson, say } from './api.js';
import { apiCommand, type Call, calling, group, printJson, readJsonFile } from './command.js';
import { printFacts, printTable, timeIn } from './print.js';
import { findTask } from './tasks.js';

export const taskCommand = (): Command =>
  group('task', 'list, make, look at and change tasks', [
    apiCommand('list', 'tasks of an event').argument('<event>').action(calling(list)),
    apiCommand('create', 'make a task from a JSON file')
      .argument('<event>')
      .argument('<file>')
      .action(calling(create)),
    apiCommand('show', 'one task').argument('<task>').action(calling(show)),
    apiCommand('change', 'change what a JSON file names')
      .argument('<task>')
      .argument('<file>')
      .action(calling(change)),
  ]);

const tasksOf = (event: string) => `events/${encodeURIComponent(event)}/tasks`;

async function list({ api, json }: Call, event: string): Promise<void> {
  const page = await askAll<TaskView>(api, tasksOf(event));
  if (json) return printJson(page);
  printTable(
    [
      say('task', '과제'),
      say('name', '이름'),
      say('metric', '지표'),
      say('state', '상태'),
      say('closes', '마감'),
      'id',
    ],
    page.items.map((task) => [
      `${task.eventSlug}/${task.slug}`,
      task.name[api.language],
      task.metric,
      state(task),
      timeIn(task.eventTimeZone, task.closesAt),
      task.id,
    ]),
  );
}

async function create(call: Call, event: string, file: string): Promise<void> {
  const json = await readJsonFile(file);
  printTask(call, await askJson<TaskView>(call.api, 'POST', tasksOf(event), { json }));
}

async function show(call: Call, task: string): Promise<void> {
  printTask(call, await findTask(call.api, task));
}

async function change(call: Call, task: string, file: string): Promise<void> {
  const json = await readJsonFile(file);
  const { id } = await findTask(call.api, task);
  printTask(call, await askJson<TaskView>(call.api, 'PATCH', `tasks/${id}`, { json }));
}

function state(task: TaskView): string {
  if (!task.isReady) return say('no truth yet', '정답 없음');
  if (task.finalPublishedAt) return say('final', '최종 공개');
  return task.isOpen ? say('open', '진행 중') : say('closed', '닫힘');
}

/** Where one number is predicted: between which bounds. */
function range({ schema }: TaskView): [string, string][] {
  if (schema.kind !== 'binary' && schema.kind !== 'regression') return [];
  return [[say('range', '범위'), schema.range ? schema.range.join(' – ') : say('any number', '모든 수')]];
}

function printTask({ api, json }: Call, task: TaskView) {
  if (json) return printJson(task);
  const time = (at: string | null) => timeIn(task.eventTimeZone, at);
  const limit = (count: number | null) => count ?? say('no limit', '제한 없음');
  printFacts([
    ['id', task.id],
    [say('task', '과제'), `${task.eventSlug}/${task.slug}`],
    [say('name', '이름'), task.name[api.language]],
    [say('state', '상태'), state(task)],
    [say('open', '제출 기간'), `${time(task.opensAt)} – ${time(task.closesAt)} (${task.eventTimeZone})`],
    [say('columns', '열'), [task.idColumn, ...predictionColumnNames(completeSchema(task.schema))].join(', ')],
    [say('predicted', '예측 종류'), task.kind],
    ...range(task),
    [say('metrics', '지표'), [task.metric, ...task.furtherMetrics].join(', ')],
    [
      say('limits', '제출 한도'),
      say(
        `${limit(task.limitPerDay)} a day, ${limit(task.limitTotal)} in all`,
        `하루 ${limit(task.limitPerDay)}, 전체 ${limit(task.limitTotal)}`,
      ),
    ],
    [say('to select', '선택 가능'), task.maxSelected],
    [say('board', '순위표'), task.frozenAt ? `${task.board}, ${time(task.frozenAt)}` : task.board],
  ]);
}

import type { Command } from 'commander';
import type { SubmissionView } from '../../features/submissions/submissions.dto.js';
import { askAll, askJson, say } from './api.js';
import { apiCommand, type Call, calling, printJson } from './command.js';
import { printTable, timeIn } from './print.js';
import { intervalText, valueText } from './scores.js';
import { findTask } from './tasks.js';

export const submissionsCommand = (): Command =>
  apiCommand('submissions', "your team's entries, newest first; all of them for organizers")
    .argument('<task>')
    .action(calling(list));

export const selectCommand = (): Command =>
  apiCommand('select', 'choose an entry for the final ranking')
    .argument('<entry>', 'its id')
    .option('--undo', 'no longer choose it')
    .action(calling(select));

export const cancelCommand = (): Command =>
  apiCommand('cancel', 'take back an entry that still waits; it costs nothing then')
    .argument('<entry>', 'its id')
    .action(calling(cancel));

async function list({ api, json }: Call, name: string): Promise<void> {
  const task = await findTask(api, name);
  const page = await askAll<SubmissionView>(api, `tasks/${task.id}/submissions`);
  if (json) return printJson(page);
  printTable(
    [
      'id',
      say('team', '팀'),
      say('status', '상태'),
      task.metric,
      '95% CI',
      say('file', '파일'),
      say('note', '메모'),
      `${say('time', '시각')} (${task.eventTimeZone})`,
    ],
    page.items.map((entry) => [
      entry.id,
      entry.team.name,
      stateOf(entry),
      valueText(entry.scores?.public[task.metric]),
      intervalText(entry.scores?.public[task.metric]?.ci),
      entry.fileName,
      entry.note,
      timeIn(task.eventTimeZone, entry.createdAt),
    ]),
  );
}

async function select({ api, json, options }: Call<{ undo?: boolean }>, id: string): Promise<void> {
  const selected = !options.undo;
  const entry = await askJson<SubmissionView>(api, 'PUT', `submissions/${encodeURIComponent(id)}/selection`, {
    json: { selected },
  });
  if (json) return printJson(entry);
  process.stdout.write(`${entry.id}  ${stateOf(entry)}\n`);
}

async function cancel({ api, json }: Call, id: string): Promise<void> {
  const entry = await askJson<SubmissionView>(api, 'POST', `submissions/${encodeURIComponent(id)}/cancel`);
  if (json) return printJson(entry);
  process.stdout.write(`${entry.id}  ${stateOf(entry)}\n`);
}

function stateOf(entry: SubmissionView): string {
  const notes = [
    entry.queuePosition ? say(`place ${entry.queuePosition}`, `${entry.queuePosition}번째`) : '',
    entry.selected ? say('selected', '선택됨') : '',
    entry.withdrawnAt ? say(`withdrawn: ${entry.withdrawnReason}`, `철회됨: ${entry.withdrawnReason}`) : '',
  ].filter(Boolean);
  return [entry.status, ...notes].join(', ');
}

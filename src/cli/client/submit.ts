import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { SubmissionAccepted, SubmissionView } from '../../features/submissions/submissions.dto.js';
import type { TaskView } from '../../features/tasks/tasks.dto.js';
import type { TeamItemView } from '../../features/teams/teams.dto.js';
import { Refusal } from '../../runtime/refusal.js';
import { type Api, askAll, askJson, insist, say, tell } from './api.js';
import { apiCommand, type Call, calling, printJson } from './command.js';
import { printScores } from './scores.js';
import { findTask, isId } from './tasks.js';
import { fileForm } from './upload.js';

interface Options {
  note?: string;
  team?: string;
  wait?: boolean;
}

export const submitCommand = (): Command =>
  apiCommand('submit', 'hand in a file of results')
    .argument('<task>')
    .argument('<file>')
    .option('--note <text>', 'what you want to remember about it')
    .option('--team <team>', 'for organizers: the team, by name or id')
    .option('--wait', 'stay until it is scored')
    .action(calling(submit));

async function submit({ api, json, options }: Call<Options>, name: string, file: string): Promise<void> {
  await fileForm(file); // A wrong path is told before anything is asked.
  const task = await insist(() => findTask(api, name));
  const teamId = options.team === undefined ? undefined : await teamNamed(api, task, options.team);
  // The same key in every attempt: however often it arrives, it is one entry.
  const headers = { 'idempotency-key': randomUUID() };
  const accepted = await insist(async () => {
    const form = await fileForm(file, { note: options.note, teamId });
    return askJson<SubmissionAccepted>(api, 'POST', `tasks/${task.id}/submissions`, { form, headers });
  });
  if (!options.wait) {
    if (json) return printJson(accepted);
    process.stdout.write(`${accepted.id}\n`);
    return tell(say('Accepted; it waits to be scored.', '제출했어요. 채점을 기다리고 있어요.'));
  }
  const entry = await untilDone(api, accepted.id);
  if (json) printJson(entry);
  else printEntry(entry, task);
  if (entry.status !== 'scored') process.exitCode = 1;
}

async function teamNamed(api: Api, task: TaskView, text: string): Promise<string> {
  if (isId(text)) return text;
  const { items } = await askAll<TeamItemView>(api, `events/${task.eventSlug}/teams`);
  const team = items.find((one) => one.name.toLowerCase() === text.toLowerCase());
  if (team) return team.id;
  throw new Refusal(say(`The event has no team "${text}".`, `행사에 "${text}" 팀이 없어요.`));
}

/** Follows the entry; a break of the connection meanwhile does it no harm. */
async function untilDone(api: Api, id: string): Promise<SubmissionView> {
  for (let told = ''; ; await wait(700)) {
    const entry = await insist(() => askJson<SubmissionView>(api, 'GET', `submissions/${id}`));
    if (!['executing', 'queued', 'running'].includes(entry.status)) return entry;
    const line = whereItStands(entry);
    if (line !== told) tell(line);
    told = line;
  }
}

function whereItStands({ status, queuePosition }: SubmissionView): string {
  if (status === 'executing') return say('Running on the hidden data …', '숨긴 데이터로 실행하고 있어요 …');
  if (status === 'running') return say('Being scored …', '채점하고 있어요 …');
  // Between two looks of ours a worker may have taken it, which leaves it without a place.
  if (queuePosition === null) return say('Waiting to be scored', '채점을 기다리고 있어요');
  return say(`Waiting, place ${queuePosition} in the queue`, `대기 중, ${queuePosition}번째`);
}

function printEntry(entry: SubmissionView, task: TaskView): void {
  const words: Record<string, string> = {
    scored: say('Scored', '채점 완료'),
    failed: say(
      'Scoring failed on the side of the platform. It costs your team nothing, and the organizers can have it scored again',
      '플랫폼 쪽 문제로 채점하지 못했어요. 제출 횟수는 줄지 않고, 운영자가 다시 채점할 수 있어요',
    ),
    unscored: say(
      'Its run gave nothing that can be scored. It counts',
      '실행했지만 채점할 결과가 나오지 않았어요. 제출 횟수에 들어가요',
    ),
    cancelled: say('It was cancelled', '취소된 제출이에요'),
  };
  process.stdout.write(`${words[entry.status] ?? entry.status}: ${entry.id}\n`);
  if (entry.scores) printScores(entry.scores, task);
}

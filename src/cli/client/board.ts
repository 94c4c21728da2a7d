import type { Command } from 'commander';
import { Option } from 'commander';
import type { LeaderboardView } from '../../features/leaderboard/leaderboard.dto.js';
import { ask, askJson, say, tell } from './api.js';
import { apiCommand, type Call, calling, printJson } from './command.js';
import { printTable, timeIn } from './print.js';
import { intervalText } from './scores.js';
import { findTask } from './tasks.js';

interface Options {
  split: 'public' | 'final';
  csv?: boolean;
}

export const boardCommand = (): Command =>
  apiCommand('board', 'the leaderboard as you may see it')
    .argument('<task>')
    .addOption(new Option('--split <part>', 'which part').choices(['public', 'final']).default('public'))
    .option('--csv', 'as CSV')
    .action(calling(board));

async function board({ api, json, options }: Call<Options>, name: string): Promise<void> {
  const task = await findTask(api, name);
  const path = `tasks/${task.id}/leaderboard`;
  if (options.csv) {
    const response = await ask(api, 'GET', `${path}.csv?split=${options.split}`);
    process.stdout.write(await response.text());
    return;
  }
  const view = await askJson<LeaderboardView>(api, 'GET', `${path}?split=${options.split}`);
  if (json) return printJson(view);
  const time = (at: string) => timeIn(task.eventTimeZone, at);
  printTable(
    [
      say('rank', '순위'),
      say('team', '팀'),
      view.metric,
      '95% CI',
      say('entries', '제출'),
      `${say('time', '시각')} (${task.eventTimeZone})`,
    ],
    view.rows.map((row) => [
      row.rank,
      row.team.name,
      row.score?.toFixed(3),
      intervalText(row.ci),
      row.entries,
      time(row.submittedAt),
    ]),
  );
  const better =
    view.direction === 'higher'
      ? say('higher is better', '클수록 좋음')
      : say('lower is better', '작을수록 좋음');
  tell(`${view.metric}: ${better}${state(view, time)}`);
}

/** A published final board is final, whatever the freeze was. */
function state(view: LeaderboardView, time: (at: string) => string): string {
  if (view.finalPublishedAt) {
    return `, ${say(`final board published ${time(view.finalPublishedAt)}`, `최종 순위 공개 ${time(view.finalPublishedAt)}`)}`;
  }
  if (view.split === 'final') return `, ${say('not published yet', '아직 비공개')}`;
  return view.frozenAt ? `, ${freeze(view.frozenAt, time)}` : '';
}

const freeze = (at: string, time: (at: string) => string): string =>
  new Date(at) <= new Date()
    ? say(`frozen since ${time(at)}`, `${time(at)}부터 멈춤`)
    : say(`freezes at ${time(at)}`, `${time(at)}에 멈춤`);

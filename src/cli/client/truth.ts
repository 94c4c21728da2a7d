import type { Command } from 'commander';
import type { SplitPartView, TrialView, TruthView } from '../../features/tasks/tasks.dto.js';
import { askJson, say } from './api.js';
import { apiCommand, type Call, calling, group, printJson } from './command.js';
import { printFacts } from './print.js';
import { printScores } from './scores.js';
import { findTask } from './tasks.js';
import { fileForm } from './upload.js';

export const truthCommand = (): Command =>
  group('truth', 'upload the labels of a task, and see their counts', [
    apiCommand('put', 'upload the labels').argument('<task>').argument('<file>').action(calling(put)),
    apiCommand('show', 'counts and prevalence; the labels never come back')
      .argument('<task>')
      .action(calling(show)),
  ]);

export const trialCommand = (): Command =>
  apiCommand('trial', 'score a file privately, as an organizer: no quota, no board')
    .argument('<task>')
    .argument('<file>')
    .action(calling(trial));

async function put(call: Call, task: string, file: string): Promise<void> {
  const form = await fileForm(file);
  const { id } = await findTask(call.api, task);
  printTruth(call, await askJson<TruthView>(call.api, 'PUT', `tasks/${id}/truth`, { form }));
}

async function show(call: Call, task: string): Promise<void> {
  const { id } = await findTask(call.api, task);
  printTruth(call, await askJson<TruthView>(call.api, 'GET', `tasks/${id}/truth`));
}

async function trial({ api, json }: Call, task: string, file: string): Promise<void> {
  const form = await fileForm(file);
  const found = await findTask(api, task);
  const view = await askJson<TrialView>(api, 'POST', `tasks/${found.id}/trial`, { form });
  if (json) return printJson(view);
  process.stdout.write(`${say(`${view.rows} rows`, `${view.rows}행`)}\n`);
  printScores(view.scores, found);
}

function printTruth({ json }: Call, truth: TruthView) {
  if (json) return printJson(truth);
  const part = ({ rows, positives, prevalence, counts }: SplitPartView) => {
    if (positives === null || prevalence === null) {
      return [say(`${rows} rows`, `${rows}행`), ...counts.map((one) => `${one.name} ${one.rows}`)].join(', ');
    }
    const percent = (100 * prevalence).toFixed(1);
    return say(
      `${rows} rows, ${positives} positive (${percent}%)`,
      `${rows}행, 양성 ${positives}(${percent}%)`,
    );
  };
  printFacts([
    [say('version', '버전'), truth.version],
    [say('rows', '행'), truth.rows],
    [say('patients', '환자'), truth.clusters],
    [say('public part', '공개 부분'), part(truth.public)],
    [say('final part', '최종 부분'), part(truth.final)],
    [say('columns', '열'), truth.columns.join(', ')],
    ['sha256', truth.sha256],
  ]);
}

// Runs the PhysioNet/CinC 2012 task through the platform, as five teams and an organizer would.
// The data are not part of this repository: node bench/physionet2012.js FOLDER > result.json
// FOLDER holds test_truth.csv and submission_{logreg,hgb,rf,age_only,prior}.csv.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileForm, openTask, openTeam, startPlatform } from './support/stack.js';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder with the data: node bench/physionet2012.js FOLDER');
const read = (name) => readFileSync(join(folder, name));

const platform = await startPlatform();
try {
  await platform.startWorker();
  const { organizer, taskId } = await openTask(platform, {
    task: {
      labelColumn: 'died',
      metric: 'auroc',
      furtherMetrics: ['average_precision', 'brier', 'log_loss'],
      split: { method: 'row', finalFraction: 0.7 },
      seed: 2012,
    },
    truth: read('test_truth.csv'),
  });
  const entries = {};
  for (const name of ['logreg', 'hgb', 'rf', 'age_only', 'prior']) {
    const team = await openTeam(platform, name);
    const { id } = await team.call(
      'POST',
      `tasks/${taskId}/submissions`,
      fileForm(read(`submission_${name}.csv`)),
    );
    while ((await team.call('GET', `submissions/${id}`)).status !== 'scored') await wait(100);
    entries[name] = (await organizer.call('GET', `submissions/${id}`)).scores;
  }
  // All rows together are not a board of the platform; trials on both parts are what the organizer sees.
  const board = await organizer.call('GET', `tasks/${taskId}/leaderboard`);
  const final = await organizer.call('GET', `tasks/${taskId}/leaderboard?split=final`);
  const truth = await organizer.call('GET', `tasks/${taskId}/truth`);
  process.stdout.write(`${JSON.stringify({ truth, board, final, entries }, null, 2)}\n`);
} finally {
  await platform.stop();
}

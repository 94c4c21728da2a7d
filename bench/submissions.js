// From handing a file of 4,000 rows in until its score can be read, for one client; and entries a second with
// one and with two workers. Run after a build: node bench/submissions.js [entries]
import { setTimeout as wait } from 'node:timers/promises';
import { parsePredictions } from '../dist/src/scoring/predictions.js';
import { scoreEntry } from '../dist/src/scoring/score.js';
import { parseTruth } from '../dist/src/scoring/truth.js';
import { fileForm, openTask, openTeam, quantile, startPlatform } from './support/stack.js';

const ENTRIES = Number(process.argv[2] ?? 60);
const TEAMS = 8;
const ROWS = 4_000;
const METRICS = ['auroc', 'average_precision', 'brier', 'log_loss'];
const noise = (k) => ((k * 48_271 + 11) % 10_007) / 10_007;
const truth = `id,label\n${Array.from({ length: ROWS }, (_, k) => `r${k},${k % 7 === 0 ? 1 : 0}`).join('\n')}\n`;
const entry = `id,prediction\n${Array.from({ length: ROWS }, (_, k) => `r${k},${((k % 7 === 0 ? 0.3 : 0) + 0.7 * noise(k)).toFixed(6)}`).join('\n')}\n`;

/** Milliseconds that parsing and scoring alone take in a warm process: what no platform can go below. */
function scoringAlone() {
  const spec = {
    idColumn: 'id',
    schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
    split: { method: 'row', finalFraction: 0.7, seed: 1 },
  };
  const labels = parseTruth(Buffer.from(truth), spec).truth;
  const times = Array.from({ length: 12 }, () => {
    const began = performance.now();
    const read = parsePredictions(Buffer.from(entry), labels, spec);
    scoreEntry(labels, read.predictions, METRICS, { seed: 1 });
    return performance.now() - began;
  });
  return quantile(times.slice(4), 0.5);
}

const platform = await startPlatform();
try {
  await platform.startWorker();
  const { taskId } = await openTask(platform, { task: { furtherMetrics: METRICS.slice(1) }, truth });
  const teams = [];
  for (let k = 0; k < TEAMS; k++) teams.push(await openTeam(platform, `Team ${k}`));
  const submit = (team) => team.call('POST', `tasks/${taskId}/submissions`, fileForm(entry));
  const unfinished = async () =>
    (
      await platform.query(`SELECT count(*)::int AS n FROM submission WHERE status IN ('queued', 'running')`)
    )[0].n;

  const latency = [];
  for (let k = 0; k < ENTRIES + 5; k++) {
    const began = performance.now();
    const { id } = await submit(teams[k % TEAMS]);
    while ((await teams[k % TEAMS].call('GET', `submissions/${id}`)).status !== 'scored') await wait(2);
    if (k >= 5) latency.push(performance.now() - began);
  }

  /** Entries a second of a queue that is filled before it is timed. */
  const throughput = async () => {
    const began = performance.now();
    await Promise.all(
      teams.map(async (team) => {
        for (let k = 0; k < ENTRIES / 2; k++) await submit(team);
      }),
    );
    while ((await unfinished()) > 0) await wait(20);
    return (TEAMS * (ENTRIES / 2)) / ((performance.now() - began) / 1000);
  };
  const one = await throughput();
  await platform.startWorker();
  const two = await throughput();

  const floor = scoringAlone();
  const p50 = quantile(latency, 0.5);
  const p99 = quantile(latency, 0.99);
  console.log(`scoring alone, in one warm process    ${floor.toFixed(1)} ms`);
  console.log(
    `submit to scored, p50                 ${p50.toFixed(1)} ms   ${(p50 / floor).toFixed(2)} x scoring alone`,
  );
  console.log(
    `submit to scored, p99                 ${p99.toFixed(1)} ms   ${(p99 / floor).toFixed(2)} x scoring alone`,
  );
  console.log(`entries a second, 1 worker            ${one.toFixed(1)}`);
  console.log(
    `entries a second, 2 workers           ${two.toFixed(1)}      ${(two / one).toFixed(2)} x one worker`,
  );
} finally {
  await platform.stop();
}

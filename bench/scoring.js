// The scoring engine against scikit-learn, pandas and numpy on the same files, each pair in turn and in one run.
// After a build: node bench/scoring.js [--rounds 5] [--rows 100000] [--join-rows 1000000] [--only NAME]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openThreads } from '../dist/src/cli/offline/bootstrap-threads.js';
import { metricNamed } from '../dist/src/scoring/metrics/index.js';
import { parsePredictions } from '../dist/src/scoring/predictions.js';
import { createSample } from '../dist/src/scoring/sample.js';
import { scoreAll } from '../dist/src/scoring/score.js';
import { parseTruth } from '../dist/src/scoring/truth.js';
import { writeCohort } from './support/cohort-files.js';
import { findPython, openReference, runReference, runTimed } from './support/python.js';

const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    rows: { type: 'string', default: '100000' },
    'join-rows': { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
});
const rounds = Number(asked.rounds);
const rows = Number(asked.rows);
const joinRows = Number(asked['join-rows']);
const REPLICATES = 1000;
const LOOPED = 20; // replicates of the loop over scikit-learn; its time is scaled up to all of them
const TUNED = 200; // of tuned numpy

const WARM_UP = 2000; // milliseconds

const FOUR = ['auroc', 'average_precision', 'brier', 'log_loss'];
const SPEC = {
  idColumn: 'id',
  schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
  split: { method: 'none' },
};
const PROGRAM = fileURLToPath(new URL('../bin/datathon.js', import.meta.url));
const JOINER = fileURLToPath(new URL('./support/read-and-join.js', import.meta.url));

const python = await findPython();
if (python === null) {
  console.error(
    'There is no Python with scikit-learn, pandas and numpy (Debian: python3-sklearn python3-pandas), so there is nothing to measure against.',
  );
  process.exit(1);
}

const median = (figures) => [...figures].sort((a, b) => a - b)[figures.length >> 1];
const show = (seconds) => (seconds < 1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(2)} s`);

function timed(work) {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

/** One line: the median of the ratios of all rounds, each round measuring one after the other, who is first in turns. */
async function compare(name, wanted, ours, theirs) {
  if (asked.only && !name.includes(asked.only)) return;
  // What is compiled while it runs is compiled now, as it is in a worker that has scored before.
  for (const began = performance.now(); performance.now() - began < WARM_UP; ) await ours();
  const pairs = [];
  for (let round = 0; round < rounds; round++) {
    const pair = round % 2 ? { ours: await ours() } : { theirs: await theirs() };
    pairs.push({ theirs: pair.theirs ?? (await theirs()), ours: pair.ours ?? (await ours()) });
  }
  const ratios = pairs.map((pair) => pair.theirs / pair.ours);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(1));
  const figures = `${show(median(pairs.map((p) => p.ours)))} against ${show(median(pairs.map((p) => p.theirs)))}`;
  console.log(
    `${name}: ${median(ratios).toFixed(1)} times as fast (${low} to ${high}; wanted ${wanted}), ${figures}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'bench-scoring-'));
const reference = openReference(python);
const threads = openThreads(2);
try {
  console.log(
    `node ${process.version}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}; median of ${rounds} rounds`,
  );
  const files = writeCohort(folder, rows);
  const { truth } = parseTruth(readFileSync(files.truth), SPEC);
  const { predictions } = parsePredictions(readFileSync(files.predictions), truth, SPEC);
  const sample = createSample(truth.labels, predictions[0]);
  await reference.ask({ do: 'load', ...files });
  const ask = async (request, scale = 1) => (await reference.ask(request)).seconds * scale;

  const draws = { seed: 1, stream: 0, replicates: REPLICATES };
  const units = { unitOf: sample.order, units: sample.n };
  const one = openThreads(1);
  const bootstrap = (by, names) => by.bootstrap(sample, names.map(metricNamed), units, draws);
  const loop = () => ask({ do: 'loop', replicates: LOOPED }, REPLICATES / LOOPED);
  await compare(
    `four metrics with ${REPLICATES} replicates, ${rows} rows, one thread`,
    50,
    () => timed(() => bootstrap(one, FOUR)),
    loop,
  );
  await compare('the same, two threads', 80, () => timed(() => bootstrap(threads, FOUR)), loop);
  const [alone, shared] = [bootstrap(one, FOUR), bootstrap(threads, FOUR)];
  const alike = alone.every((figures, f) => figures.every((figure, r) => Object.is(figure, shared[f][r])));
  console.log(`  one and two threads ${alike ? 'agree to the last bit' : 'DIFFER'}`);
  await compare(
    'bootstrap of AUROC, one thread, against tuned numpy',
    2.5,
    () => timed(() => bootstrap(one, ['auroc'])),
    () => ask({ do: 'tuned', replicates: TUNED }, REPLICATES / TUNED),
  );
  await compare(
    `four metrics without intervals, ${rows} rows`,
    8,
    () => timed(() => scoreAll(truth, predictions, FOUR, { seed: 1, replicates: 0 })),
    () => ask({ do: 'points' }),
  );

  const large = writeCohort(folder, joinRows);
  const largeTruth = parseTruth(readFileSync(large.truth), SPEC).truth;
  await reference.ask({ do: 'load', ...large });
  await compare(
    `read and join ${joinRows} shuffled rows with ids of text`,
    15,
    () => timed(() => parsePredictions(readFileSync(large.predictions), largeTruth, SPEC)),
    () => ask({ do: 'join', predictions: large.predictions }),
  );
  if (!asked.only || 'memory'.includes(asked.only)) {
    const peakOf = ({ printed }) => JSON.parse(printed).peak / 2 ** 20;
    const ours = peakOf(await runTimed(process.execPath, [JOINER, large.truth, large.predictions]));
    const theirs = peakOf(await runReference(python, ['join', large.truth, large.predictions]));
    console.log(
      `  peak memory of a process that reads and joins both files: ${ours.toFixed(0)} MB against ${theirs.toFixed(0)} MB, ${(ours / theirs).toFixed(2)} of it (wanted 0.5)`,
    );
  }

  for (const [n, wanted] of [
    [10_000, 11],
    [100_000, 30],
  ]) {
    const some = n === rows ? files : writeCohort(folder, n);
    const paths = ['--truth', some.truth, '--predictions', some.predictions];
    await compare(
      `a whole process of datathon score, ${n} rows with intervals`,
      wanted,
      async () =>
        (
          await runTimed(process.execPath, [
            PROGRAM,
            'score',
            ...paths,
            '--bootstrap',
            `${REPLICATES}`,
            '--json',
          ])
        ).seconds,
      async () =>
        (await runReference(python, ['process', some.truth, some.predictions, `${REPLICATES}`])).seconds,
    );
  }
} finally {
  reference.close();
  await threads.stop();
  rmSync(folder, { recursive: true });
}

// What reading, joining and the bootstrap cost, each against the plain way to do it, in the same process.
// Run after a build: node bench/scoring.js [rows] [bootstrapRows]
import { parsePredictions } from '../dist/src/scoring/predictions.js';
import { scoreAll } from '../dist/src/scoring/score.js';
import { parseTruth } from '../dist/src/scoring/truth.js';

const rows = Number(process.argv[2] ?? 1_000_000);
const bootstrapRows = Number(process.argv[3] ?? 100_000);
const REPLICATES = 1000;
const NAIVE_REPLICATES = 5; // of the naive loop, whose time is scaled up

/** Numbers in [0, 1) that are the same in every run (Park & Miller). */
function numbers(n, seed) {
  let state = seed;
  return Array.from({ length: n }, () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  });
}

/** Seconds that `work` takes: the best of `times`. */
function seconds(times, work) {
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times; k++) {
    const start = performance.now();
    work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

function files(n) {
  const risk = numbers(n, 1);
  const chance = numbers(n, 2);
  const id = (k) => `stay-${String(k).padStart(8, '0')}`;
  const truth = risk.map((p, k) => `${id(k)},${chance[k] < p * p ? 1 : 0}\n`).join('');
  const order = numbers(n, 3)
    .map((key, k) => [key, k])
    .sort((a, b) => a[0] - b[0])
    .map(([, k]) => k);
  const line = (k) => `${id(k)},${risk[k]}\n`;
  return {
    truth: Buffer.from(`id,label\n${truth}`),
    inOrder: Buffer.from(`id,prediction\n${risk.map((_, k) => line(k)).join('')}`),
    shuffled: Buffer.from(`id,prediction\n${order.map(line).join('')}`),
  };
}

function naiveJoin(truthBytes, bytes) {
  const predictions = new Map(
    bytes
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [id, prediction] = line.split(',');
        return [id, Number.parseFloat(prediction)];
      }),
  );
  const lines = truthBytes.toString().trim().split('\n').slice(1);
  return lines.map((line) => predictions.get(line.split(',')[0]));
}

function naiveBootstrap(labels, predictions, replicates) {
  const n = labels.length;
  const areas = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = Array.from({ length: n }, () => Math.floor(Math.random() * n));
    const sorted = drawn.sort((a, b) => predictions[b] - predictions[a]);
    let above = 0;
    let area = 0;
    let brier = 0;
    let logLoss = 0;
    let precision = 0;
    sorted.forEach((row, k) => {
      const p = predictions[row];
      if (labels[row] === 1) {
        above++;
        precision += above / (k + 1);
      } else area += above;
      brier += (p - labels[row]) ** 2;
      logLoss -= Math.log(labels[row] === 1 ? p : 1 - p);
    });
    areas.push([area / above / (n - above), precision / above, brier / n, logLoss / n]);
  }
  return areas;
}

const report = (name, ours, naive) =>
  console.log(
    `${name}: ${ours.toFixed(3)} s, naive ${naive.toFixed(3)} s, ratio ${(naive / ours).toFixed(1)}`,
  );

const schema = { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] };
const spec = { idColumn: 'id', schema, split: { method: 'none' } };

const large = files(rows);
const { truth } = parseTruth(large.truth, spec);
console.log(`labels of ${rows} rows: ${seconds(1, () => parseTruth(large.truth, spec)).toFixed(3)} s`);
for (const kind of ['inOrder', 'shuffled']) {
  const ours = seconds(3, () => parsePredictions(large[kind], truth, spec));
  report(
    `read and join ${rows} rows, ${kind}`,
    ours,
    seconds(2, () => naiveJoin(large.truth, large[kind])),
  );
}

const small = files(bootstrapRows);
const part = parseTruth(small.truth, spec).truth;
const { predictions } = parsePredictions(small.inOrder, part, spec);
const metrics = ['auroc', 'average_precision', 'brier', 'log_loss'];
// With a cluster for each row, AUROC is bootstrapped too.
const clustered = { ...part, cluster: Uint32Array.from(part.labels.keys()), clusters: part.rows };
const ours = seconds(2, () => scoreAll(clustered, predictions, metrics, { seed: 1, replicates: REPLICATES }));
const naive = seconds(1, () => naiveBootstrap(part.labels, predictions[0], NAIVE_REPLICATES));
report(
  `${REPLICATES} replicates of four metrics, ${bootstrapRows} rows`,
  ours,
  (naive * REPLICATES) / NAIVE_REPLICATES,
);

// Time and memory of scoring as rows grow, a process each: node bench/scoring-growth.js [largest power of ten, 7]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePredictions } from '../dist/src/scoring/predictions.js';
import { scoreAll } from '../dist/src/scoring/score.js';
import { parseTruth } from '../dist/src/scoring/truth.js';
import { writeCohort } from './support/cohort-files.js';

const REPLICATES = 40;
const METRICS = ['auroc', 'average_precision', 'brier', 'log_loss'];
const SPEC = {
  idColumn: 'id',
  schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
  split: { method: 'none' },
};

if (process.argv[2] === 'measure') measure(process.argv[3], process.argv[4]);
else grow(Number(process.argv[2] ?? 7));

/** In a process of its own, so that its memory is its own. */
function measure(truthPath, predictionsPath) {
  const began = performance.now();
  const { truth } = parseTruth(readFileSync(truthPath), SPEC);
  const { predictions } = parsePredictions(readFileSync(predictionsPath), truth, SPEC);
  const read = performance.now();
  scoreAll(truth, predictions, METRICS, { seed: 1, replicates: 0 });
  const scored = performance.now();
  scoreAll(truth, predictions, METRICS, { seed: 1, replicates: REPLICATES });
  const seconds = [read - began, scored - read, performance.now() - scored].map((ms) => ms / 1000);
  console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 }));
}

function grow(largest) {
  console.log(
    `rows       read and join  four metrics  ${REPLICATES} replicates  ns a row and log2(rows)  peak memory`,
  );
  for (let power = 4; power <= largest; power++) {
    const rows = 10 ** power;
    if (rows * 400 > freemem()) return console.log(`${rows} rows need more memory than is free`);
    const folder = mkdtempSync(join(tmpdir(), 'bench-growth-'));
    try {
      const { truth, predictions } = writeCohort(folder, rows);
      const args = [
        '--max-old-space-size=8192',
        fileURLToPath(import.meta.url),
        'measure',
        truth,
        predictions,
      ];
      const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (stdout === '') throw new Error(stderr);
      const { seconds, peak } = JSON.parse(stdout);
      const total = seconds.reduce((sum, one) => sum + one, 0);
      const each = (total * 1e9) / rows / Math.log2(rows);
      console.log(
        `${String(rows).padEnd(10)} ${seconds.map((s) => `${s.toFixed(3)} s`.padEnd(14)).join('')}${each.toFixed(1).padEnd(25)}${peak.toFixed(0)} MB`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

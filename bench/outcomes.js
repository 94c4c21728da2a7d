// What 1,000 bootstrap replicates of each metric cost, for every kind of outcome but yes or no, each against the plain way
// to do it in the same process: to draw the rows of a replicate, copy them and compute the figure from the copies, and
// for what is defined over pairs of rows also to go over all pairs.
// Run after a build: node bench/outcomes.js [rows] [kind]
import { METRIC_FAMILIES } from '../dist/src/scoring/metrics/index.js';
import { createGenerator, nextUint32 } from '../dist/src/scoring/random.js';
import { createWeights } from '../dist/src/scoring/sample.js';
import { PAIRWISE } from './support/pairwise.js';
import { SAMPLES } from './support/samples.js';

const n = Number(process.argv[2] ?? 10_000);
const only = process.argv[3];
const REPLICATES = 1000;
const TIMED = 100; // of ours, and fewer of the plain way, both scaled up
const PLAIN = 5;

const seconds = (work) => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** Median of three, after a warm-up. */
function median(work) {
  work();
  return [1, 2, 3].map(() => seconds(work)).sort((a, b) => a - b)[1];
}

/** Units drawn with replacement, and how often each row was. */
function draw(units, unitOf, replicate) {
  const state = createGenerator(1, 0, replicate);
  const drawn = Array.from({ length: units }, () => nextUint32(state) % units);
  const counts = new Uint8Array(units);
  for (const unit of drawn) counts[unit]++;
  return { drawn, weights: createWeights(Uint8Array.from(unitOf, (unit) => counts[unit])) };
}

console.log(`${REPLICATES} replicates, ${n} rows, in seconds`);
for (const [kind, { create, take }] of Object.entries(SAMPLES)) {
  if (only !== undefined && only !== kind) continue;
  const { sample, units, unitOf } = create(n);
  const draws = Array.from({ length: TIMED }, (_, replicate) => draw(units, unitOf, replicate));
  for (const family of METRIC_FAMILIES.values()) {
    if (family.kind !== kind) continue;
    const metric = family.of(family.parameter?.usual ?? 0, family.name);
    const figure = metric.prepare(sample);
    const ours = (median(() => draws.map(({ weights }) => figure(weights))) * REPLICATES) / TIMED;
    const plain = seconds(() => {
      for (const { drawn } of draws.slice(0, PLAIN)) {
        const copy = take(sample, drawn);
        metric.prepare(copy)(createWeights(new Uint8Array(copy.n).fill(1)));
      }
    });
    const pairs = PAIRWISE[family.name];
    const overPairs = pairs && seconds(() => pairs(sample)) * REPLICATES;
    const times = (other) => `${other.toFixed(1)} (${(other / ours).toFixed(0)}×)`;
    console.log(
      `${kind.padEnd(13)}${family.name.padEnd(36)}${ours.toFixed(3).padStart(8)}  copied ${times((plain * REPLICATES) / PLAIN)}` +
        `${overPairs ? `  over pairs ${times(overPairs)}` : ''}`,
    );
  }
}

// Rank intervals and bands of a board after one new score, in one thread: 1,000 and 10,000 teams with 1,000 replicates.
// Run after a build: node bench/board-ranks.js
import { rankTeams } from '../dist/src/features/leaderboard/ranks.thread.js';
import { createGenerator, nextUint32 } from '../dist/src/scoring/random.js';

const REPLICATES = 1_000;
const ROUNDS = 5;

/** About normal: the sum of six uniform numbers, standardised. */
function normal(generator) {
  let sum = -3;
  for (let k = 0; k < 6; k++) sum += nextUint32(generator) / 2 ** 32;
  return sum / Math.SQRT1_2;
}

/** Scores spread over `spread`, with an error of 0.01 of their own beside one of 0.02 that all share. */
function makeTeams(count, spread) {
  const generator = createGenerator(7);
  const common = Float64Array.from({ length: REPLICATES }, () => normal(generator) * 0.02);
  return Array.from({ length: count }, (_, k) => {
    const value = 0.9 - (spread * k) / count;
    return { value, replicates: common.map((shared) => value + shared + normal(generator) * 0.01) };
  });
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

for (const [count, spread] of [
  [1_000, 0.2],
  [1_000, 4],
  [10_000, 0.2],
]) {
  const rows = makeTeams(count, spread);
  const seconds = [];
  let bands = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const ranked = rankTeams({ direction: 'higher', rows });
    seconds.push((performance.now() - started) / 1000);
    bands = Math.max(...ranked.map(({ band }) => band));
  }
  console.log(
    `${count} teams, ${bands} bands: ${median(seconds).toFixed(2)} s (median of ${ROUNDS}; ${REPLICATES} replicates)`,
  );
}

// What a public board gives away. Random guesses are combined by what the board answers (the boosting attack of Blum &
// Hardt, ICML 2015, section 5), and labels are decoded a few at a time; the labels are coin tosses, so that every score
// better than 0.5 is the board's doing. Run after a build: node bench/ladder.js
import { climbs } from '../dist/src/scoring/ladder.js';
import { createGenerator, nextUint32 } from '../dist/src/scoring/random.js';
import { overfit, rounded, usualSteps, usualTotal } from '../dist/src/scoring/release.js';

const REPETITIONS = 40;
const CHECKPOINTS = [50, 100, 200, 400];

/** Answers the mean 0/1 loss of an entry; `steps` 0: always, else by the Ladder. `best` is what it compares with. */
function createBoard(labels, { steps, decimals }) {
  const n = labels.length;
  let best = null;
  return (guesses) => {
    let wrong = 0;
    let differing = 0;
    let gained = 0;
    for (let row = 0; row < n; row++) {
      const loss = guesses[row] ^ labels[row];
      wrong += loss;
      if (best === null) continue;
      const difference = loss - (best.guesses[row] ^ labels[row]);
      gained += difference;
      differing += difference * difference;
    }
    const entry = { value: wrong / n };
    const error = Math.sqrt((differing - (gained * gained) / n) / (n - 1) / n);
    const isReleased =
      best === null || climbs(entry, best, { direction: 'lower', steps, standardError: () => error });
    if (isReleased) best = { ...entry, guesses: guesses.slice() };
    return { shown: rounded(best.value, decimals), isReleased };
  };
}

const coin = (generator, n) => Uint8Array.from({ length: n }, () => nextUint32(generator) >>> 31);

/**
 * How much better than 0.5 the board says the attacker is after k guesses and their majority, at each of CHECKPOINTS.
 * `uses` says which guesses the attacker counts, by the answer to them.
 */
function boost(n, rule, uses, repetition) {
  const generator = createGenerator(2015, 5, repetition);
  const labels = coin(generator, n);
  return CHECKPOINTS.map((k) => {
    // Each checkpoint is an attack of its own with the same guesses: its last entry is the majority.
    const guessing = createGenerator(2015, 6, repetition);
    const board = createBoard(labels, rule);
    const votes = new Int32Array(n);
    for (let entry = 0; entry < k; entry++) {
      const guesses = coin(guessing, n);
      if (uses(board(guesses))) for (let row = 0; row < n; row++) votes[row] += guesses[row] * 2 - 1;
    }
    return 0.5 - board(Uint8Array.from(votes, (sum) => (sum > 0 ? 1 : 0))).shown;
  });
}

const shownGood = ({ shown }) => shown <= 0.5;
const released = ({ isReleased }) => isReleased;

function tableOfBoosting(n) {
  const steps = usualSteps(n);
  const boards = [
    ['plain, five decimals', { steps: 0, decimals: 5 }, shownGood],
    ['plain, two decimals', { steps: 0, decimals: 2 }, shownGood],
    [`our board (${steps} SE, 3 decimals)`, { steps, decimals: 3 }, shownGood],
    ['our board, counting what was released', { steps, decimals: 3 }, released],
  ];
  console.log(
    `\nBoosting attack, ${n} labels, mean of ${REPETITIONS} (standard deviation): public score minus true`,
  );
  console.log(['after k entries'.padEnd(40), ...CHECKPOINTS.map((k) => String(k).padStart(16))].join(''));
  const expected = CHECKPOINTS.map((k) => overfit(k, n).toFixed(3).padStart(16));
  console.log(['0.225 √(k/n), plain board'.padEnd(40), ...expected].join(''));
  for (const [name, rule, uses] of boards) {
    const runs = Array.from({ length: REPETITIONS }, (_, r) => boost(n, rule, uses, r));
    const cells = CHECKPOINTS.map((_, c) => {
      const of = runs.map((run) => run[c]);
      const mean = of.reduce((sum, one) => sum + one, 0) / of.length;
      const spread = Math.sqrt(of.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (of.length - 1));
      return `${mean.toFixed(3)} (${spread.toFixed(3)})`.padStart(16);
    });
    console.log([name.padEnd(40), ...cells].join(''));
  }
}

/** Flips `size` guesses at a time and keeps what the board releases: the loss that the attacker reaches. */
function decode(n, rule, size, entries, repetition) {
  const generator = createGenerator(2015, 7, repetition);
  const labels = coin(generator, n);
  const board = createBoard(labels, rule);
  const guesses = coin(generator, n);
  board(guesses);
  for (let entry = 1, from = 0; entry < entries && from + size <= n; entry++, from += size) {
    for (let row = from; row < from + size; row++) guesses[row] ^= 1;
    if (!board(guesses).isReleased) for (let row = from; row < from + size; row++) guesses[row] ^= 1;
  }
  return guesses.reduce((wrong, guess, row) => wrong + (guess ^ labels[row]), 0) / n;
}

function tableOfDecoding(n, budgets) {
  const steps = usualSteps(n);
  console.log(`\nLabels flipped a few at a time, ${n} labels: loss reached from 0.5, mean of ${REPETITIONS}`);
  const sizes = [2, 3, 5, 8, 12];
  const heading = sizes.map((size) => `${size} at a time`.padStart(14));
  console.log(['board, entries'.padEnd(40), ...heading].join(''));
  for (const [name, rule, entries] of [
    ['Ladder, 1 SE, no budget', { steps: 1, decimals: 6 }, Number.POSITIVE_INFINITY],
    ...budgets.map(([label, count]) => [`our board (${steps} SE), ${label}`, { steps, decimals: 3 }, count]),
  ]) {
    const cells = sizes.map((size) => {
      let sum = 0;
      for (let r = 0; r < REPETITIONS; r++) sum += decode(n, rule, size, entries, r);
      return (sum / REPETITIONS).toFixed(3).padStart(14);
    });
    console.log([name.padEnd(40), ...cells].join(''));
  }
}

tableOfBoosting(4_000);
tableOfBoosting(300);
tableOfDecoding(300, [[`${usualTotal(300)} in all`, usualTotal(300)]]);
tableOfDecoding(4_000, [
  ['5 a day for 3 days', 15],
  ['5 a day for 30 days', 150],
]);

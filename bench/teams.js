// Balanced teams: time, what is won over a draw of lots and over the greedy start, and how far from a proven bound.
// Run after a build: node bench/teams.js [people ...] [--milp seconds]
import { compile } from '../dist/src/matching/compile.js';
import { greedyLayout, randomLayout } from '../dist/src/matching/greedy.js';
import { reportOn } from '../dist/src/matching/report.js';
import { Search } from '../dist/src/matching/search.js';
import { PRESETS } from '../dist/src/matching/weights.js';
import { wholeModel, wishBound } from './support/exact.js';
import { syntheticProblem } from './support/people.js';

const RANDOM = 200;
const SEEDS = [1, 2, 3, 4, 5];
const given = process.argv.slice(2);
const milpAt = given.indexOf('--milp');
const milpSeconds = milpAt < 0 ? 0 : Number(given[milpAt + 1]);
const sizes = (milpAt < 0 ? given : given.slice(0, milpAt)).map(Number);

for (const n of sizes.length > 0 ? sizes : [100, 500]) await measure(n);

async function measure(n) {
  const problem = syntheticProblem(n, 2025, PRESETS.balanced);
  const compiled = compile(problem);
  const { groups } = compiled;
  const points = (layout) => reportOn(problem, groupsOf(compiled, layout));
  console.log(`\n${n} people, ${groups} teams, ${compiled.withWishes} wishes to be together`);

  const random = Array.from({ length: RANDOM }, (_, seed) => points(randomLayout(compiled, seed)));
  const mean = (key) => random.reduce((sum, one) => sum + one[key], 0) / RANDOM;
  line(`a draw of lots, mean of ${RANDOM}`, mean('hard'), mean('soft'));

  let start = performance.now();
  const greedy = points(greedyLayout(compiled, SEEDS[0]));
  line('greedy alone', greedy.hard, greedy.soft, performance.now() - start);

  const found = SEEDS.map((seed) => {
    start = performance.now();
    const search = new Search(problem, seed);
    search.advance(Number.POSITIVE_INFINITY);
    const report = reportOn(problem, search.result().groups);
    line(`greedy and exchanges, seed ${seed}`, report.hard, report.soft, performance.now() - start);
    return { ...report, steps: search.steps };
  });
  const soft = found.map((one) => one.soft).sort((a, b) => a - b);
  const median = soft[Math.floor(soft.length / 2)];
  const unmet = Object.fromEntries(found[0].rules.filter((one) => !one.hard).map((one) => [one.rule, one]));
  console.log(`${found[0].steps} exchanges are tried; with seed 1 remain:`);
  for (const { rule, found: units, best, of, weight } of Object.values(unmet)) {
    console.log(
      `  ${rule.padEnd(14)} ${units - best} above ${best}${of === null ? '' : ` of ${of}`}, ${weight} points each`,
    );
  }

  const bound = await wishBound(problem, groups, 120);
  console.log(
    `bound of wishes and institutions: ${bound.bound} points (${bound.status}, ${bound.seconds.toFixed(1)} s)`,
  );
  const gap = median - bound.bound;
  console.log(`median ${median}: ${gap} points above the bound, ${percent(gap / median)} of it`);
  console.log(
    `of what lies between a draw of lots and the bound, ${percent((mean('soft') - median) / (mean('soft') - bound.bound))} is won`,
  );
  console.log(
    `points less than a draw of lots: ${percent(1 - median / mean('soft'))}; than greedy: ${percent(1 - median / greedy.soft)}`,
  );

  if (milpSeconds > 0) {
    const exact = await wholeModel(problem, groups, milpSeconds);
    const report = exact.groups && reportOn(problem, exact.groups);
    if (report)
      line(`one mixed-integer program (${exact.status})`, report.hard, report.soft, exact.seconds * 1000);
    else
      console.log(
        `one mixed-integer program: nothing found in ${exact.seconds.toFixed(0)} s (${exact.status})`,
      );
  }
}

function groupsOf({ groups, people }, layout) {
  return Array.from({ length: groups }, (_, g) => ({
    teamId: null,
    people: people.filter((_, person) => layout.group[person] === g).map(({ id }) => id),
  }));
}

function line(what, hard, soft, ms) {
  const time = ms === undefined ? '' : `   ${(ms / 1000).toFixed(2)} s`;
  console.log(
    `${what.padEnd(34)} ${hard.toFixed(1).padStart(7)} hard ${soft.toFixed(0).padStart(6)} points${time}`,
  );
}

function percent(part) {
  return `${(100 * part).toFixed(0)} %`;
}

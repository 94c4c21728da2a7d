// The exact solver, for what it is good at here: a bound that no arrangement can beat, and a plain model to compare with.
import createHighs from 'highs';
import { fewestPairs } from '../../dist/src/matching/report.js';

const name = (prefix, ...parts) => `${prefix}${parts.join('_')}`;
const sum = (terms) =>
  terms.map(([n, variable]) => `${n < 0 ? '-' : '+'} ${Math.abs(n)} ${variable}`).join(' ');

function model({ objective, rows, binaries, bounds = [] }) {
  return [
    'Minimize',
    ` obj: ${objective.map((term) => sum([term])).join('\n  ')}`,
    'Subject To',
    ...rows.map((row, k) => ` c${k}: ${row}`),
    'Bounds',
    ...bounds.map((one) => ` ${one}`),
    'Binary',
    ...binaries.map((one) => ` ${one}`),
    'End',
  ].join('\n');
}

async function solve(text, seconds) {
  const highs = await createHighs();
  const log = [];
  const print = console.log;
  console.log = (line) => log.push(String(line));
  try {
    const start = performance.now();
    const solution = highs.solve(text, { time_limit: seconds, log_to_console: false });
    return { ...solution, seconds: (performance.now() - start) / 1000 };
  } finally {
    console.log = print;
  }
}

/**
 * At least so many points are lost by every proposal without broken hard rules. A variable for each pair that a wish ties
 * (or that two wishes tie through a third person) says whether the two are together; being together is transitive, nobody
 * is with more people than a team has, and pairs that may not be together are not. What is counted are wishes that
 * cannot all be met, and colleagues who then come together; background, skills and sizes are taken to cost nothing.
 */
export async function wishBound(problem, groups, seconds) {
  const { people, wishes, rules, weights } = problem;
  const byId = new Map(people.map((one) => [one.id, one]));
  const key = (a, b) => (a < b ? name('z', a, b) : name('z', b, a));
  const value = new Map();
  const near = new Map(people.map(({ id }) => [id, new Set()]));
  const apart = new Set();
  for (const { from, to, kind } of wishes) {
    if (kind === 'not_with') apart.add(key(from, to));
    else {
      value.set(key(from, to), (value.get(key(from, to)) ?? 0) + weights.with);
      near.get(from).add(to);
      near.get(to).add(from);
    }
  }
  const houses = new Map();
  for (const { affiliation } of people) houses.set(affiliation, (houses.get(affiliation) ?? 0) + 1);
  const pairs = new Map();
  const add = (a, b) => pairs.set(key(a, b), [a, b]);
  for (const [a, list] of near)
    for (const b of list) for (const c of [b, ...near.get(b)]) if (c !== a) add(a, c);
  const objective = [];
  const rows = [];
  const bounds = [];
  let constant = 0;
  for (const [z, [a, b]] of pairs) {
    const one = byId.get(a);
    const other = byId.get(b);
    const worth = value.get(z) ?? 0;
    constant += worth;
    const isExcess =
      one.affiliation !== '' &&
      one.affiliation === other.affiliation &&
      fewestPairs(houses.get(one.affiliation), groups) === 0;
    const cost = (isExcess ? weights.affiliations : 0) - worth;
    if (cost !== 0) objective.push([cost, z]);
    const shares = one.languages.some((language) => other.languages.includes(language));
    if (apart.has(z) || !shares) bounds.push(`${z} = 0`);
  }
  for (const { id } of people) {
    const mine = [...pairs].filter(([, pair]) => pair.includes(id)).map(([z]) => [1, z]);
    if (mine.length >= rules.maxSize) rows.push(`${sum(mine)} <= ${rules.maxSize - 1}`);
    const others = [...near.get(id)];
    for (let i = 0; i < others.length; i++) {
      for (let j = i + 1; j < others.length; j++) {
        const [x, y, w] = [key(id, others[i]), key(id, others[j]), key(others[i], others[j])];
        rows.push(`${x} + ${y} - ${w} <= 1`, `${x} - ${y} + ${w} <= 1`, `- ${x} + ${y} + ${w} <= 1`);
      }
    }
  }
  // An equality in Bounds makes a binary of HiGHS free again, so it stands among the rows.
  rows.push(...bounds);
  const solution = await solve(model({ objective, rows, binaries: [...pairs.keys()] }), seconds);
  return {
    bound: Math.round(constant + solution.ObjectiveValue),
    isExact: solution.Status === 'Optimal',
    seconds: solution.seconds,
    status: solution.Status,
  };
}

/** The whole problem as one mixed-integer program: who is in which team, for the exact solver alone. */
export async function wholeModel(problem, groups, seconds) {
  const { people, wishes, rules, weights } = problem;
  const teams = Array.from({ length: groups }, (_, g) => g);
  const x = (person, g) => name('x', person.id, g);
  const byId = new Map(people.map((one) => [one.id, one]));
  const objective = [];
  const rows = [];
  const binaries = people.flatMap((person) => teams.map((g) => x(person, g)));
  for (const person of people) rows.push(`${sum(teams.map((g) => [1, x(person, g)]))} = 1`);
  // Pairs of a kind in a team are convex in their number: the tangents at whole numbers are exact.
  const spread = (label, weight, lists) => {
    lists.forEach((list, k) => {
      for (const g of teams) {
        const t = name(label, k, g);
        objective.push([weight, t]);
        const most = Math.min(list.length, rules.maxSize);
        for (let n = 1; n < most; n++) {
          rows.push(`${t} ${sum(list.map((one) => [-n, x(one, g)]))} >= ${-(n * (n + 1)) / 2}`);
        }
      }
    });
  };
  const by = (of) => {
    const lists = new Map();
    for (const one of people)
      for (const value of of(one)) lists.set(value, [...(lists.get(value) ?? []), one]);
    return lists;
  };
  const backgrounds = by((one) => [one.background]);
  const languages = by((one) => one.languages);
  spread('s', weights.sizes, [people]);
  spread('b', weights.backgrounds, [...backgrounds.values()]);
  spread('a', weights.affiliations, [...by((one) => [one.affiliation]).values()]);
  for (const [k, list] of [...by((one) => one.skills).values()].entries()) {
    for (const g of teams) {
      const u = name('u', k, g);
      objective.push([-weights.skills, u]);
      binaries.push(u);
      rows.push(`${u} ${sum(list.map((one) => [-1, x(one, g)]))} <= 0`);
    }
  }
  for (const g of teams) {
    const all = sum(people.map((one) => [1, x(one, g)]));
    rows.push(`${all} >= ${rules.minSize}`, `${all} <= ${rules.maxSize}`);
    for (const [background, n] of Object.entries(rules.required)) {
      rows.push(`${sum(backgrounds.get(background).map((one) => [1, x(one, g)]))} >= ${n}`);
    }
    const common = [...languages.keys()].map((language) => name('l', language, g));
    binaries.push(...common);
    rows.push(`${sum(common.map((one) => [1, one]))} = 1`);
    for (const one of people) {
      rows.push(`${x(one, g)} ${sum(one.languages.map((language) => [-1, name('l', language, g)]))} <= 0`);
    }
  }
  wishes.forEach(({ from, to, kind }, k) => {
    for (const g of teams) {
      const [a, b] = [x(byId.get(from), g), x(byId.get(to), g)];
      if (kind === 'not_with') rows.push(`${a} + ${b} <= 1`);
      else {
        const w = name('w', k, g);
        objective.push([-weights.with, w]);
        binaries.push(w);
        rows.push(`${w} - ${a} <= 0`, `${w} - ${b} <= 0`);
      }
    }
  });
  const solution = await solve(model({ objective, rows, binaries }), seconds);
  const placed = teams.map((g) => ({
    teamId: null,
    people: people.filter((one) => (solution.Columns[x(one, g)]?.Primal ?? 0) > 0.5).map(({ id }) => id),
  }));
  const isComplete = placed.flatMap((group) => group.people).length === people.length;
  return { groups: isComplete ? placed : null, status: solution.Status, seconds: solution.seconds };
}

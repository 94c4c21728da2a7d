// People of a datathon as they come: made up, the same in every run.
import { createGenerator, nextBelow } from '../../dist/src/scoring/random.js';

const BACKGROUNDS = [
  ['clinician', 32],
  ['data_scientist', 28],
  ['engineer', 16],
  ['student', 18],
  ['other', 6],
];
const SKILLS = {
  clinician: ['intensive care', 'emergency', 'radiology', 'nursing', 'epidemiology', 'trial design', 'ehr'],
  data_scientist: [
    'python',
    'r',
    'sql',
    'survival analysis',
    'deep learning',
    'causal inference',
    'statistics',
  ],
  engineer: ['python', 'sql', 'cloud', 'web', 'fhir', 'data pipelines', 'agents'],
  student: ['python', 'r', 'statistics', 'deep learning', 'writing', 'web', 'ehr'],
  other: ['ethics', 'law', 'design', 'writing', 'health policy', 'statistics', 'project lead'],
};
const RULES = { minSize: 4, maxSize: 8, required: { clinician: 1, data_scientist: 1 } };

/** A problem for the solver: half speak Korean best and half English, 40 institutions, wishes among acquaintances. */
export function syntheticProblem(count, seed, weights) {
  const random = createGenerator(seed, 77);
  const below = (n) => nextBelow(random, n);
  const pick = (list) => list[below(list.length)];
  const people = Array.from({ length: count }, (_, k) => {
    const background = weighted(BACKGROUNDS, below(100));
    const isKorean = below(2) === 0;
    const second = below(100);
    // Two of three Koreans also work in English, one of five of the others in Korean; some bring a third language.
    const languages = isKorean
      ? ['ko', ...(second < 66 ? ['en'] : [])]
      : ['en', ...(second < 20 ? ['ko'] : [])];
    if (below(100) < 8) languages.push(pick(['zh', 'ja', 'vi', 'de']));
    const skills = new Set(Array.from({ length: 2 + below(3) }, () => pick(SKILLS[background])));
    // A few large hospitals and many small ones.
    const affiliation = `institution ${Math.min(below(40), below(40))}`;
    return { id: `p${String(k).padStart(4, '0')}`, background, languages, skills: [...skills], affiliation };
  });
  return {
    people,
    teams: [],
    wishes: wishesAmong(people, below),
    rules: RULES,
    targetSize: 6,
    weights,
    kept: [],
  };
}

/** Four of ten wish for somebody: mostly a colleague, and mostly it is mutual; some ask not to be with somebody. */
function wishesAmong(people, below) {
  const wishes = new Map();
  const add = (from, to, kind) => {
    const key = `${from} ${to}`;
    if (from !== to && !wishes.has(key)) wishes.set(key, { from, to, kind });
  };
  for (const { id, affiliation } of people) {
    if (below(100) < 40) {
      const near = people.filter((one) => one.affiliation === affiliation && one.id !== id);
      const pool = near.length > 0 && below(100) < 70 ? near : people;
      const { id: other } = pool[below(pool.length)];
      add(id, other, 'with');
      if (below(100) < 60) add(other, id, 'with');
    }
    if (below(100) < 5) add(id, people[below(people.length)].id, 'not_with');
  }
  const said = [...wishes.values()];
  // Nobody wishes for whom they do not want.
  return said.filter(
    ({ from, to, kind }) => kind === 'not_with' || wishes.get(`${to} ${from}`)?.kind !== 'not_with',
  );
}

function weighted(list, draw) {
  let sum = 0;
  for (const [name, share] of list) {
    sum += share;
    if (draw < sum) return name;
  }
  return list.at(-1)[0];
}

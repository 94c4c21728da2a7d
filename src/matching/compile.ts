import { newGroupCount } from './group-count.js';
import type { MatchPerson, MatchProblem } from './problem.js';

/** The problem in numbers, for a search that looks at millions of exchanges. */
export interface Compiled {
  problem: MatchProblem;
  /** Everybody who counts, by id, so that the order of the input decides nothing. */
  people: MatchPerson[];
  indexOf: Map<string, number>;
  groups: number;
  /** Group of whoever is not moved: members of existing teams and people who were kept; -1 for everyone else. */
  fixed: Int32Array;
  backgrounds: number;
  /** By person; -1: not given. */
  background: Int32Array;
  /** By background, how many every team needs. */
  required: Int32Array;
  affiliations: number;
  affiliation: Int32Array;
  languages: Int32Array[];
  languageCount: number;
  skills: Int32Array[];
  skillCount: number;
  /** Teams that could have each skill, summed: what full coverage would be. */
  coverable: number;
  /** By person: whom a wish of either ties them to. */
  wishes: { other: Int32Array; met: Int32Array; broken: Int32Array }[];
  withWishes: number;
  /** By person and group: 1 where a mentor of the group has a conflict of interest. */
  barred: Uint8Array;
}

/** Numbers for texts in the order of the alphabet. */
function numbered(texts: Iterable<string>): Map<string, number> {
  return new Map([...new Set(texts)].sort().map((text, k) => [text, k]));
}

export function compile(problem: MatchProblem, newGroups = newGroupCount(problem)): Compiled {
  const byId = (a: MatchPerson, b: MatchPerson) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const people = [...problem.people, ...problem.teams.flatMap(({ members }) => members)].sort(byId);
  const indexOf = new Map(people.map(({ id }, k) => [id, k]));
  if (indexOf.size !== people.length) throw new Error('a person is named twice');
  const teams = problem.teams.length;
  const groups = teams + newGroups;

  const { required } = problem.rules;
  const backgrounds = numbered([
    ...people.map(({ background }) => background ?? ''),
    ...Object.keys(required),
  ]);
  const affiliations = numbered(people.map(({ affiliation }) => affiliation).filter(Boolean));
  const languages = numbered(people.flatMap((one) => one.languages));
  const skills = numbered(people.flatMap((one) => one.skills));
  const listed = (texts: readonly string[], numbers: Map<string, number>) =>
    Int32Array.from([...new Set(texts)].map((text) => numbers.get(text)!).sort((a, b) => a - b));
  const personSkills = people.map((one) => listed(one.skills, skills));
  const holders = new Int32Array(skills.size);
  for (const list of personSkills) for (const skill of list) holders[skill]!++;

  return {
    problem,
    people,
    indexOf,
    groups,
    fixed: fixedGroups(problem, indexOf),
    backgrounds: backgrounds.size,
    background: Int32Array.from(people, ({ background }) => backgrounds.get(background ?? '')!),
    required: Int32Array.from([...backgrounds.keys()], (name) => required[name] ?? 0),
    affiliations: affiliations.size,
    affiliation: Int32Array.from(people, ({ affiliation }) => affiliations.get(affiliation) ?? -1),
    languages: people.map((one) => listed(one.languages, languages)),
    languageCount: languages.size,
    skills: personSkills,
    skillCount: skills.size,
    coverable: holders.reduce((sum, n) => sum + Math.min(n, groups), 0),
    ...tiesOf(problem, indexOf),
    barred: barredOf(problem, indexOf, groups),
  };
}

function fixedGroups(problem: MatchProblem, indexOf: Map<string, number>): Int32Array {
  const fixed = new Int32Array(indexOf.size).fill(-1);
  problem.teams.forEach(({ members }, group) => {
    for (const { id } of members) fixed[indexOf.get(id)!] = group;
  });
  let next = problem.teams.length;
  for (const { teamId, people } of problem.kept) {
    const team = problem.teams.findIndex(({ id }) => id === teamId);
    const group = teamId === null ? next++ : team;
    for (const id of people) {
      const person = indexOf.get(id);
      if (person !== undefined && group >= 0) fixed[person] = group;
    }
  }
  return fixed;
}

function tiesOf(problem: MatchProblem, indexOf: Map<string, number>) {
  const ties = Array.from({ length: indexOf.size }, () => new Map<number, { met: number; broken: number }>());
  let withWishes = 0;
  for (const { from, to, kind } of problem.wishes) {
    const a = indexOf.get(from);
    const b = indexOf.get(to);
    if (a === undefined || b === undefined || a === b) continue;
    if (kind === 'with') withWishes++;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const tie = ties[one]!.get(other) ?? { met: 0, broken: 0 };
      if (kind === 'with') tie.met++;
      else tie.broken = 1; // a pair counts once, also where both asked for it
      ties[one]!.set(other, tie);
    }
  }
  const wishes = ties.map((list) => {
    const sorted = [...list].sort(([a], [b]) => a - b);
    return {
      other: Int32Array.from(sorted, ([other]) => other),
      met: Int32Array.from(sorted, ([, { met }]) => met),
      broken: Int32Array.from(sorted, ([, { broken }]) => broken),
    };
  });
  return { wishes, withWishes };
}

function barredOf(problem: MatchProblem, indexOf: Map<string, number>, groups: number): Uint8Array {
  const barred = new Uint8Array(indexOf.size * groups);
  problem.teams.forEach((team, group) => {
    for (const id of team.barred) {
      const person = indexOf.get(id);
      if (person !== undefined) barred[person * groups + group] = 1;
    }
  });
  return barred;
}

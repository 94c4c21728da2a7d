import type { MatchGroup, MatchPerson, MatchProblem, Wish } from './problem.js';
import { HARD_WEIGHTS } from './weights.js';

export const HARD_RULES = ['tooLarge', 'conflict', 'tooSmall', 'notWith', 'language', 'required'] as const;
export const SOFT_RULES = ['with', 'backgrounds', 'skills', 'affiliations', 'sizes'] as const;
export type HardRule = (typeof HARD_RULES)[number];
export type SoftRule = (typeof SOFT_RULES)[number];

/** How well one rule is met over all teams. */
export interface RuleResult {
  rule: HardRule | SoftRule;
  hard: boolean;
  /** Units that are wrong: people, pairs, wishes, skills, as weights.ts says. */
  found: number;
  /** No arrangement into as many teams has fewer, were this the only rule. */
  best: number;
  /** Of how many wishes, pairs or coverings; null where that says nothing. */
  of: number | null;
  /** Points of one unit. */
  weight: number;
}

/** One thing that is wrong in one team. */
export type Finding =
  | { rule: 'tooSmall' | 'tooLarge'; n: number }
  | { rule: 'required'; background: string; n: number }
  | { rule: 'conflict'; people: string[] }
  | { rule: 'language'; people: string[] }
  | { rule: 'notWith'; people: [from: string, to: string] }
  | { rule: 'with'; people: [from: string, to: string] };

export interface GroupReport {
  findings: Finding[];
  /** Spoken by everyone whose languages are known. */
  languages: string[];
  size: number;
}

export interface Report {
  hard: number;
  soft: number;
  rules: RuleResult[];
  groups: GroupReport[];
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

/** Pairs that remain when `n` are spread over `groups` as evenly as can be. */
export function fewestPairs(n: number, groups: number): number {
  if (groups === 0) return 0;
  const each = Math.floor(n / groups);
  const more = n % groups;
  return more * pairs(each + 1) + (groups - more) * pairs(each);
}

function counted(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** What an arrangement is like, by the same rules that the search goes by, in numbers that people can be told. */
export function reportOn(problem: MatchProblem, groups: readonly MatchGroup[]): Report {
  const known = new Map(
    [...problem.people, ...problem.teams.flatMap(({ members }) => members)].map((one) => [one.id, one]),
  );
  const teams = new Map(problem.teams.map((team) => [team.id, team]));
  const filled = groups.map(({ teamId, people }) => {
    const team = teamId === null ? undefined : teams.get(teamId);
    const placed = people.flatMap((id) => known.get(id) ?? []);
    const everybody = [...(team?.members ?? []), ...placed];
    const barred = placed.filter(({ id }) => team?.barred.includes(id)).map(({ id }) => id);
    return { everybody, barred };
  });
  const groupOf = new Map(filled.flatMap(({ everybody }, k) => everybody.map(({ id }) => [id, k] as const)));
  const reports = filled.map(({ everybody, barred }, k) =>
    groupReport(problem, everybody, barred, wishesIn(problem.wishes, groupOf, k)),
  );
  const rules = ruleResults(
    problem,
    filled.map(({ everybody }) => everybody).filter(({ length }) => length > 0),
    {
      reports,
      groupOf,
    },
  );
  const sum = (hard: boolean) =>
    rules.reduce(
      (points, one) => points + (one.hard === hard ? (one.found - (hard ? 0 : one.best)) * one.weight : 0),
      0,
    );
  return { hard: sum(true), soft: sum(false), rules, groups: reports };
}

/** What is not met of the wishes that people of group `k` have: apart from whom they wish for, or with whom they don't. */
function wishesIn(wishes: readonly Wish[], groupOf: Map<string, number>, k: number): Finding[] {
  const seen = new Set<string>();
  return wishes.flatMap(({ from, to, kind }): Finding[] => {
    const target = groupOf.get(to);
    if (groupOf.get(from) !== k || target === undefined) return [];
    if (kind === 'with') return target === k ? [] : [{ rule: 'with', people: [from, to] }];
    const pair = [from, to].sort().join(' ');
    if (target !== k || seen.has(pair)) return [];
    seen.add(pair);
    return [{ rule: 'notWith', people: [from, to] }];
  });
}

function groupReport(
  { rules }: MatchProblem,
  everybody: MatchPerson[],
  barred: string[],
  wishes: Finding[],
): GroupReport {
  const size = everybody.length;
  const findings: Finding[] = [];
  const { languages, outsiders } = commonLanguage(everybody);
  if (size > rules.maxSize) findings.push({ rule: 'tooLarge', n: size - rules.maxSize });
  if (barred.length > 0) findings.push({ rule: 'conflict', people: barred });
  if (size > 0 && size < rules.minSize) findings.push({ rule: 'tooSmall', n: rules.minSize - size });
  findings.push(...wishes.filter(({ rule }) => rule === 'notWith'));
  if (outsiders.length > 0) findings.push({ rule: 'language', people: outsiders });
  const backgrounds = counted(everybody.map(({ background }) => background ?? ''));
  for (const [background, n] of Object.entries(rules.required)) {
    const missing = n - (backgrounds.get(background) ?? 0);
    if (size > 0 && missing > 0) findings.push({ rule: 'required', background, n: missing });
  }
  findings.push(...wishes.filter(({ rule }) => rule === 'with'));
  return { findings, languages, size };
}

function commonLanguage(everybody: MatchPerson[]): { languages: string[]; outsiders: string[] } {
  const speakers = everybody.filter(({ languages }) => languages.length > 0);
  const counts = counted(speakers.flatMap(({ languages }) => [...new Set(languages)]));
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const languages = ranked.filter(([, n]) => n === speakers.length).map(([language]) => language);
  const [first] = ranked;
  const outsiders = first ? speakers.filter(({ languages: spoken }) => !spoken.includes(first[0])) : [];
  return { languages, outsiders: outsiders.map(({ id }) => id) };
}

function ruleResults(
  { rules, weights, wishes }: MatchProblem,
  teams: MatchPerson[][],
  { reports, groupOf }: { reports: GroupReport[]; groupOf: Map<string, number> },
): RuleResult[] {
  const all = teams.flat();
  const groups = teams.length;
  const findings = reports.flatMap((one) => one.findings);
  const found = (rule: HardRule | 'with') =>
    findings
      .filter((one) => one.rule === rule)
      .reduce(
        (n, one) =>
          n + ('n' in one ? one.n : rule === 'conflict' || rule === 'language' ? one.people.length : 1),
        0,
      );
  const withWishes = wishes.filter(
    ({ from, to, kind }) => kind === 'with' && groupOf.has(from) && groupOf.has(to),
  );
  const spread = (of: (person: MatchPerson) => string | null) => {
    const pairsOf = (people: MatchPerson[]) => {
      const counts = counted(people.flatMap((person) => of(person) ?? []));
      return [...counts.values()].reduce((sum, n) => sum + pairs(n), 0);
    };
    const together = teams.reduce((sum, team) => sum + pairsOf(team), 0);
    const totals = counted(all.flatMap((person) => of(person) ?? []));
    const best = [...totals.values()].reduce((sum, n) => sum + fewestPairs(n, groups), 0);
    return { found: together, best, of: null };
  };
  const holders = counted(all.flatMap(({ skills }) => [...new Set(skills)]));
  const coverable = [...holders.values()].reduce((sum, n) => sum + Math.min(n, groups), 0);
  const covered = teams.reduce((sum, team) => sum + new Set(team.flatMap(({ skills }) => skills)).size, 0);
  const backgrounds = counted(all.map(({ background }) => background ?? ''));
  const lacking = Object.entries(rules.required).reduce(
    (sum, [background, n]) => sum + Math.max(0, groups * n - (backgrounds.get(background) ?? 0)),
    0,
  );
  const best: Record<HardRule, number> = {
    tooLarge: Math.max(0, all.length - groups * rules.maxSize),
    tooSmall: Math.max(0, groups * rules.minSize - all.length),
    conflict: 0,
    notWith: 0,
    language: 0,
    required: lacking,
  };
  return [
    ...HARD_RULES.map(
      (rule): RuleResult => ({
        rule,
        hard: true,
        found: found(rule),
        best: best[rule],
        of: null,
        weight: HARD_WEIGHTS[rule],
      }),
    ),
    { rule: 'with', hard: false, found: found('with'), best: 0, of: withWishes.length, weight: weights.with },
    {
      rule: 'backgrounds',
      hard: false,
      ...spread((one) => one.background ?? ''),
      weight: weights.backgrounds,
    },
    {
      rule: 'skills',
      hard: false,
      found: coverable - covered,
      best: 0,
      of: coverable,
      weight: weights.skills,
    },
    {
      rule: 'affiliations',
      hard: false,
      ...spread((one) => one.affiliation || null),
      weight: weights.affiliations,
    },
    { rule: 'sizes', hard: false, ...spread(() => ''), weight: weights.sizes },
  ];
}

import { describe, expect, test } from '@jest/globals';
import { newGroupCount } from './group-count.js';
import type { MatchPerson, MatchProblem } from './problem.js';
import { reportOn } from './report.js';
import { propose, Search, stepsFor } from './search.js';
import { PRESETS } from './weights.js';

const STEPS = 20_000;
const KINDS = ['clinician', 'data_scientist', 'engineer', 'student'];

const person = (k: number, more: Partial<MatchPerson> = {}): MatchPerson => ({
  id: `p${String(k).padStart(4, '0')}`,
  background: KINDS[k % 4]!,
  languages: k % 2 ? ['en'] : ['ko', 'en'],
  skills: [`skill ${k % 7}`, `skill ${k % 5}`],
  affiliation: `house ${k % 9}`,
  ...more,
});

const problem = (people: MatchPerson[], more: Partial<MatchProblem> = {}): MatchProblem => ({
  people,
  teams: [],
  wishes: [],
  rules: { minSize: 3, maxSize: 6, required: { clinician: 1, data_scientist: 1 } },
  targetSize: 5,
  weights: PRESETS.balanced,
  kept: [],
  ...more,
});

const many = (n: number, more: (k: number) => Partial<MatchPerson> = () => ({})) =>
  Array.from({ length: n }, (_, k) => person(k, more(k)));
const placed = (groups: { people: string[] }[]) => groups.flatMap(({ people }) => people).sort();
const found = (asked: MatchProblem, groups = propose(asked, 1, STEPS)) => {
  const report = reportOn(asked, groups);
  return { groups, report, of: Object.fromEntries(report.rules.map((one) => [one.rule, one.found])) };
};

describe('a proposal', () => {
  test.each([1, 2, 7, 24, 100])('places each of %i people once', (n) => {
    const asked = problem(many(n));
    expect(placed(propose(asked, 3, STEPS))).toEqual(asked.people.map(({ id }) => id));
  });

  test('meets every hard rule where that is possible', () => {
    const people = many(48);
    const wishes = [
      { from: people[0]!.id, to: people[1]!.id, kind: 'with' as const },
      { from: people[4]!.id, to: people[8]!.id, kind: 'not_with' as const },
    ];
    const { report, of } = found(problem(people, { wishes }));
    expect([report.hard, of.with]).toEqual([0, 0]);
    for (const { size, languages } of report.groups) {
      expect([size >= 3, size <= 6, languages.length > 0]).toEqual([true, true, true]);
    }
  });

  test('is the same for the same seed, whatever the order of the people and the size of the pieces', () => {
    const asked = problem(many(60));
    const first = JSON.stringify(propose(asked, 42, STEPS));
    expect(JSON.stringify(propose({ ...asked, people: [...asked.people].reverse() }, 42, STEPS))).toBe(first);
    const slow = new Search(asked, 42, STEPS);
    while (slow.advance(137));
    expect(JSON.stringify(slow.result().groups)).toBe(first);
    expect(JSON.stringify(propose(asked, 43, STEPS))).not.toBe(first);
  });

  test('counts while it searches what the report counts afterwards', () => {
    const asked = problem(many(60));
    const totals = [1, 2, 3].map((seed) => {
      const search = new Search(asked, seed, STEPS);
      search.advance(Infinity);
      const { groups, hard, soft } = search.result();
      const report = reportOn(asked, groups);
      return { hard: hard - report.hard, rest: soft - report.soft };
    });
    expect(totals.map(({ hard }) => hard)).toEqual([0, 0, 0]);
    // The search leaves out what no arrangement can change: a constant.
    expect(new Set(totals.map(({ rest }) => rest)).size).toBe(1);
  });

  test('is never worse than the greedy start', () => {
    const asked = problem(many(90));
    const start = reportOn(asked, new Search(asked, 5, 0).result().groups);
    const { report } = found(asked, propose(asked, 5, STEPS));
    expect(report.hard).toBeLessThanOrEqual(start.hard);
    if (report.hard === start.hard) expect(report.soft).toBeLessThanOrEqual(start.soft);
  });

  test('leaves people where they were kept', () => {
    const people = many(30);
    const kept = [{ teamId: null, people: [people[0]!.id, people[4]!.id, people[8]!.id] }];
    const { groups } = found(problem(people, { kept }));
    expect(groups[0]!.people).toEqual(expect.arrayContaining(kept[0]!.people));
  });
});

describe('teams that exist', () => {
  const members = [person(900, { background: 'clinician' }), person(901, { background: 'engineer' })];

  test('are filled, and their members are not moved', () => {
    const asked = problem(many(4), { teams: [{ id: 'team', members, barred: [] }] });
    const { groups, report } = found(asked);
    expect(groups.map(({ teamId }) => teamId)).toEqual(['team']);
    expect([groups[0]!.people.length, report.groups[0]!.size, report.hard]).toEqual([4, 6, 0]);
  });

  test('never get somebody whom their mentor has a conflict with', () => {
    const people = many(16);
    const barred = people.slice(0, 8).map(({ id }) => id);
    const { groups, of } = found(problem(people, { teams: [{ id: 'team', members, barred }] }));
    expect(of.conflict).toBe(0);
    expect(groups[0]!.people.filter((id) => barred.includes(id))).toEqual([]);
  });
});

describe('what cannot be met is said, and ends', () => {
  test('one person', () => {
    const { of } = found(problem(many(1)));
    expect([of.tooSmall, of.required]).toEqual([2, 1]);
  });

  test('all are students', () => {
    const asked = problem(many(30, () => ({ background: 'student' })));
    const { report, groups } = found(asked);
    const required = report.rules.find(({ rule }) => rule === 'required');
    expect([required?.found, required?.best]).toEqual([2 * groups.length, 2 * groups.length]);
    // Fewer teams lack fewer people: as few as the largest size allows.
    expect(groups.length).toBe(5);
  });

  test('no two people share a language', () => {
    const { of, groups } = found(problem(many(10, (k) => ({ languages: [`l${k}`] }))));
    expect(of.language).toBe(10 - groups.length);
  });

  test('two languages that nobody shares: teams are apart', () => {
    const { of } = found(problem(many(24, (k) => ({ languages: [k < 12 ? 'ko' : 'en'] }))));
    expect(of.language).toBe(0);
  });

  test('people who say nothing of themselves stand in nobody’s way', () => {
    const bare = { background: null, languages: [], skills: [], affiliation: '' };
    const { of } = found(problem(many(12, () => bare)));
    expect([of.language, of.affiliations, of.skills]).toEqual([0, 0, 0]);
  });

  test('a clique of six who all refuse each other, with four teams', () => {
    const people = many(20);
    const clique = people.slice(0, 6);
    const wishes = clique.flatMap(({ id: from }) =>
      clique.filter(({ id }) => id !== from).map(({ id: to }) => ({ from, to, kind: 'not_with' as const })),
    );
    const asked = problem(people, { wishes, rules: { minSize: 4, maxSize: 6, required: {} } });
    const { of, groups } = found(asked);
    // With one place each, two have to share: a pair counts once, also where both refuse.
    expect(of.notWith).toBe(Math.max(0, 6 - groups.length));
  });

  test('wishes of five for one who refuses them', () => {
    const people = many(20);
    const star = people[0]!.id;
    const wishes = people.slice(1, 6).flatMap(({ id }) => [
      { from: id, to: star, kind: 'with' as const },
      { from: star, to: id, kind: 'not_with' as const },
    ]);
    const { of } = found(problem(people, { wishes }));
    expect([of.notWith, of.with]).toEqual([0, 5]);
  });
});

test('two thousand people take a bounded number of steps', () => {
  const asked = problem(many(2000));
  expect(stepsFor(2000)).toBeLessThanOrEqual(6_000_000);
  expect(placed(propose(asked, 1, 10_000)).length).toBe(2000);
});

describe('the number of teams', () => {
  test('follows the target size, and yields to scarce backgrounds', () => {
    expect(newGroupCount(problem(many(60), { targetSize: 5 }))).toBe(12);
    const scarce = many(60, (k) => ({
      background: k < 11 ? 'clinician' : k < 40 ? 'data_scientist' : 'student',
    }));
    expect(newGroupCount(problem(scarce, { targetSize: 5 }))).toBe(11);
  });

  test('never needs more places than teams may have', () => {
    for (let n = 1; n < 60; n++) {
      const count = newGroupCount(problem(many(n)));
      expect(count * 6).toBeGreaterThanOrEqual(n);
    }
  });
});

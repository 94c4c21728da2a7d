import { describe, expect, test } from '@jest/globals';
import { type MentorOffer, proposeAssignments, type TeamNeed } from './assignment.policy.js';

const mentor = (id: string, more: Partial<MentorOffer> = {}): MentorOffer => ({
  id,
  expertise: [],
  languages: ['en'],
  maxTeams: null,
  load: 0,
  isThere: null,
  ...more,
});
const team = (id: string, more: Partial<TeamNeed> = {}): TeamNeed => ({
  id,
  tags: [],
  text: '',
  languages: [['en']],
  mentorIds: [],
  ...more,
});
const never = () => false;
const pairs = (...args: Parameters<typeof proposeAssignments>) =>
  Object.fromEntries(proposeAssignments(...args).map(({ teamId, mentorId }) => [teamId, mentorId]));

describe('a proposal', () => {
  test('goes by expertise, in tags and in texts, whatever their case', () => {
    const mentors = [
      mentor('a', { expertise: ['Survival analysis'] }),
      mentor('b', { expertise: ['LLM', '심전도'] }),
    ];
    const teams = [
      team('1', { text: 'We read 심전도를 with an llm.' }),
      team('2', { tags: ['survival ANALYSIS'] }),
    ];
    expect(proposeAssignments(mentors, teams, never)).toEqual([
      {
        teamId: '1',
        mentorId: 'b',
        expertise: ['LLM', '심전도'],
        languages: ['en'],
        load: 1,
        isThere: null,
        obstacle: null,
      },
      {
        teamId: '2',
        mentorId: 'a',
        expertise: ['Survival analysis'],
        languages: ['en'],
        load: 1,
        isThere: null,
        obstacle: null,
      },
    ]);
  });

  test('has a language in common where there is one', () => {
    const mentors = [mentor('a', { languages: ['en'] }), mentor('b', { languages: ['ko'] })];
    const teams = [team('1', { languages: [['ko'], ['ko', 'en']] }), team('2', { languages: [['en']] })];
    expect(pairs(mentors, teams, never)).toEqual({ '1': 'b', '2': 'a' });
  });

  test('rather goes to somebody whose times lie ahead, and to whoever named none', () => {
    const mentors = [
      mentor('a', { isThere: false, expertise: ['ECG'] }),
      mentor('b'),
      mentor('c', { isThere: true }),
    ];
    expect(pairs(mentors, [team('1'), team('2'), team('3')], never)).toEqual({
      '1': 'b',
      '2': 'c',
      '3': 'b',
    });
    expect(pairs(mentors.slice(0, 1), [team('1')], never)).toEqual({ '1': 'a' });
  });

  test('spreads the load, and counts what mentors have already', () => {
    const mentors = [mentor('a', { load: 2 }), mentor('b'), mentor('c')];
    const teams = Array.from({ length: 4 }, (_, k) => team(`${k}`));
    const given = Object.values(pairs(mentors, teams, never));
    expect(given.sort()).toEqual(['b', 'b', 'c', 'c']);
  });

  test('never sends a mentor where a conflict is, also when the team stays alone', () => {
    const isInConflict = (m: string, t: string) => t === '1' || (m === 'a' && t === '2');
    const mentors = [mentor('a'), mentor('b')];
    expect(proposeAssignments(mentors, [team('1'), team('2')], isInConflict)).toEqual([
      {
        teamId: '1',
        mentorId: null,
        expertise: [],
        languages: [],
        load: 0,
        isThere: null,
        obstacle: 'all_in_conflict',
      },
      {
        teamId: '2',
        mentorId: 'b',
        expertise: [],
        languages: ['en'],
        load: 1,
        isThere: null,
        obstacle: null,
      },
    ]);
  });

  test('moves others to make room for a team that only one mentor may take', () => {
    const mentors = [mentor('a', { maxTeams: 1, expertise: ['x'] }), mentor('b', { maxTeams: 1 })];
    const teams = [team('1', { tags: ['x'] }), team('2')];
    expect(pairs(mentors, teams, (m, t) => m === 'b' && t === '2')).toEqual({ '1': 'b', '2': 'a' });
  });

  test('gives nobody more than they want, and says so', () => {
    const teams = [team('1'), team('2')];
    const proposed = proposeAssignments([mentor('a', { maxTeams: 1 })], teams, never);
    expect(proposed.map(({ obstacle }) => obstacle)).toEqual([null, 'all_full']);
    expect(proposeAssignments([], teams, never)[0]?.obstacle).toBe('no_mentors');
  });

  test('gives a team no mentor twice', () => {
    expect(pairs([mentor('a'), mentor('b', { load: 5 })], [team('1', { mentorIds: ['a'] })], never)).toEqual({
      '1': 'b',
    });
  });

  test('is the same whatever the order of the input', () => {
    const mentors = Array.from({ length: 12 }, (_, k) =>
      mentor(`m${k}`, { expertise: [`t${k % 5}`], languages: k % 2 ? ['ko'] : ['en', 'ko'], maxTeams: 6 }),
    );
    const teams = Array.from({ length: 60 }, (_, k) =>
      team(`t${k}`, { tags: [`t${k % 7}`], languages: [[k % 3 ? 'ko' : 'en']] }),
    );
    const isInConflict = (m: string, t: string) =>
      (m.length * 7 + Number(t.slice(1)) * 3 + Number(m.slice(1))) % 11 === 0;
    const one = proposeAssignments(mentors, teams, isInConflict);
    expect(proposeAssignments([...mentors].reverse(), [...teams].reverse(), isInConflict)).toEqual(one);
    expect(one.every(({ mentorId, teamId }) => mentorId !== null && !isInConflict(mentorId, teamId))).toBe(
      true,
    );
  });

  test('costs the least of all that are possible', () => {
    // Small enough to try every way; the figures are drawn by a fixed rule.
    const mentors = ['a', 'b', 'c'].map((id, k) =>
      mentor(id, {
        expertise: ['u', 'v', 'w'].slice(0, k + 1),
        languages: k === 1 ? ['ko'] : ['en'],
        load: k % 2,
      }),
    );
    const teams = Array.from({ length: 5 }, (_, k) =>
      team(`${k}`, { tags: ['u', 'v', 'w'].slice(k % 3), languages: [[k % 2 ? 'ko' : 'en']] }),
    );
    const cost = (ids: readonly (string | null)[]) => {
      const load: Record<string, number> = { a: 0, b: 1, c: 0 };
      return ids.reduce((sum, id, k) => {
        const one = mentors.find((each) => each.id === id)!;
        const need = teams[k]!;
        const tags = one.expertise.filter((tag) => need.tags.includes(tag)).length;
        const speaks = one.languages.includes(need.languages[0]![0]!);
        load[one.id]! += 1;
        return sum + (tags ? 0 : 20) + 10 * (3 - Math.min(3, tags)) + (speaks ? 0 : 60) + 20 * load[one.id]!;
      }, 0);
    };
    const all = teams.reduce<string[][]>(
      (ways) => ways.flatMap((way) => mentors.map(({ id }) => [...way, id])),
      [[]],
    );
    const proposed = proposeAssignments(mentors, teams, never).map(({ mentorId }) => mentorId);
    expect(cost(proposed)).toBe(Math.min(...all.map(cost)));
  });
});

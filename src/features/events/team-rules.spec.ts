import { describe, expect, test } from '@jest/globals';
import type { Background } from '../accounts/profile.js';
import { missing, NO_TEAM_RULES, type TeamRules, wrongRules } from './team-rules.js';

const RULES: TeamRules = { minSize: 4, required: { clinician: 1, data_scientist: 2 } };
const team = (...backgrounds: (Background | null)[]) => backgrounds.map((background) => ({ background }));

describe('what a team lacks', () => {
  test('is nothing where nothing is asked for', () => {
    expect(missing(NO_TEAM_RULES, team(null))).toEqual([]);
  });

  test('is counted in people and in backgrounds', () => {
    expect(missing(RULES, team('clinician', 'data_scientist'))).toEqual([
      { kind: 'people', background: null, count: 2 },
      { kind: 'background', background: 'data_scientist', count: 1 },
    ]);
    expect(missing(RULES, team())).toHaveLength(3);
  });

  test('is a background also where the team is large enough; who names none counts as a person alone', () => {
    expect(missing(RULES, team(null, null, 'data_scientist', 'data_scientist', 'student'))).toEqual([
      { kind: 'background', background: 'clinician', count: 1 },
    ]);
    expect(missing(RULES, team('clinician', 'data_scientist', 'data_scientist', 'other'))).toEqual([]);
  });
});

test('rules that no team could meet are named', () => {
  expect(wrongRules(RULES, 4)).toEqual([]);
  expect(wrongRules(RULES, 3)).toEqual(['teamRules.minSize']);
  expect(wrongRules({ minSize: 1, required: { clinician: 2, student: 2 } }, 3)).toEqual([
    'teamRules.required',
  ]);
});

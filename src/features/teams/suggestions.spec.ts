import { describe, expect, test } from '@jest/globals';
import { match, type Seeker, type SeekingTeam } from './suggestions.js';

const person = (given: Partial<Seeker> = {}): Seeker => ({
  background: null,
  skills: [],
  languages: [],
  ...given,
});
const team = (given: Partial<SeekingTeam> = {}): SeekingTeam => ({
  missing: [],
  wanted: { backgrounds: [], skills: [], languages: [] },
  members: [],
  ...given,
});

describe('a person and a team fit', () => {
  test('by a background that the rules ask for, which is named once', () => {
    const lacking = team({
      missing: [{ kind: 'background', background: 'clinician', count: 1 }],
      wanted: { backgrounds: ['clinician'], skills: [], languages: [] },
    });
    expect(match(person({ background: 'clinician' }), lacking).why).toEqual([
      { code: 'fills', background: 'clinician' },
    ]);
    expect(match(person({ background: 'engineer' }), lacking)).toEqual({ why: [], weight: 0 });
  });

  test('by skills that are wanted, shared or new, however they are written', () => {
    const known = team({
      wanted: { backgrounds: [], skills: ['PyTorch'], languages: [] },
      members: [person({ skills: ['R'] })],
    });
    expect(match(person({ skills: ['SQL', 'r', 'pytorch'] }), known).why).toEqual([
      { code: 'wantedSkill', skill: 'pytorch' },
      { code: 'sharedSkill', skill: 'r' },
      { code: 'newSkill', skill: 'SQL' },
    ]);
  });

  test('by the language that the team asks for, else by one that all of it speak', () => {
    const asking = team({ wanted: { backgrounds: [], skills: [], languages: ['ko'] } });
    expect(match(person({ languages: ['en', 'ko'] }), asking).why).toEqual([
      { code: 'language', language: 'ko' },
    ]);
    const mixed = team({
      members: [person({ languages: ['ko', 'en'] }), person({ languages: ['en'] }), person()],
    });
    expect(match(person({ languages: ['ko', 'en'] }), mixed).why).toEqual([
      { code: 'language', language: 'en' },
    ]);
    expect(match(person({ languages: ['ko'] }), mixed).why).toEqual([]);
  });

  test('more by what is needed than by what is pleasant', () => {
    const skills = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const lacking = team({
      missing: [{ kind: 'background', background: 'clinician', count: 1 }],
      members: [person({ skills })],
    });
    const needed = match(person({ background: 'clinician' }), lacking).weight;
    expect(needed).toBeGreaterThan(match(person({ background: 'student', skills }), lacking).weight);
  });
});

import { expect, test } from '@jest/globals';
import { isDeclarationCurrent, isProposer, languagesOf, type Proposer } from './problem.policy.js';
import type { Proposers } from './problem-setting.entity.js';

const clinician: Proposer = { role: 'participant', background: 'clinician' };
const engineer: Proposer = { role: 'participant', background: 'engineer' };
const nobody: Proposer = { role: null, background: 'clinician' };

test.each<[Proposers, boolean, boolean]>([
  ['staff', false, false],
  ['clinicians', true, false],
  ['members', true, true],
])(
  'with %s, a clinician proposes: %s, an engineer: %s; staff always, strangers never',
  (who, first, second) => {
    expect(isProposer(clinician, who)).toBe(first);
    expect(isProposer(engineer, who)).toBe(second);
    expect(isProposer({ role: 'mentor', background: null }, who)).toBe(true);
    expect(isProposer({ role: 'organizer', background: null }, who)).toBe(true);
    expect(isProposer(nobody, who)).toBe(false);
  },
);

test('a language counts when title and question stand in it', () => {
  expect(languagesOf({ ko: '제목', en: 'Title' }, { ko: '질문', en: '' })).toEqual(['ko']);
  expect(languagesOf({ ko: '', en: 'Title' }, { ko: '질문', en: '' })).toEqual([]);
});

test('a declaration holds for its version of the statement and its problem', () => {
  const now = { version: '2', problemId: 'a' };
  expect(isDeclarationCurrent(null, now)).toBe(false);
  expect(isDeclarationCurrent({ version: '2', problemId: 'a' }, now)).toBe(true);
  expect(isDeclarationCurrent({ version: '1', problemId: 'a' }, now)).toBe(false);
  expect(isDeclarationCurrent({ version: '2', problemId: 'b' }, now)).toBe(false);
  expect(isDeclarationCurrent({ version: '2', problemId: 'b' }, { version: '2', problemId: null })).toBe(
    true,
  );
});

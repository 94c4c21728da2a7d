import { describe, expect, test } from '@jest/globals';
import { missingAnswers, readAnswers } from './answers.js';
import type { Question, QuestionKind } from './question.js';

const question = (id: string, kind: QuestionKind, more: Partial<Question> = {}): Question => ({
  id,
  kind,
  label: { ko: id, en: id },
  hint: { ko: '', en: '' },
  isRequired: true,
  options: [
    { id: 'a', label: { ko: 'a', en: 'a' } },
    { id: 'b', label: { ko: 'b', en: 'b' } },
  ],
  maxLength: null,
  ...more,
});
const FORM = [
  question('name', 'short'),
  question('why', 'long', { maxLength: 100 }),
  question('one', 'choice'),
  question('some', 'choices'),
  question('cv', 'file'),
  question('yes', 'consent'),
];
const codes = (given: Record<string, unknown>) =>
  readAnswers(given, FORM).errors.map(({ code, path }) => [code, path]);

describe('answers', () => {
  test('are tidied', () => {
    const decomposed = '하늘'.normalize('NFD');
    const { answers, errors } = readAnswers(
      {
        name: ` ${decomposed}  두 칸 `,
        why: `가\r\n나\r${decomposed}`,
        one: 'a',
        some: ['b', 'a', 'b'],
        yes: true,
      },
      FORM,
    );
    expect(errors).toEqual([]);
    expect(answers).toEqual({
      name: '하늘 두 칸',
      why: '가\n나\n하늘',
      one: 'a',
      some: ['b', 'a'],
      yes: true,
    });
  });

  test('that are empty are none', () => {
    expect(readAnswers({ name: '', why: ' \n ', one: null, some: [] }, FORM)).toEqual({
      answers: {},
      errors: [],
    });
  });

  test('that cannot be kept are named', () => {
    expect(codes({ why: 'x'.repeat(10_000) })).toEqual([['maxLength', 'answers.why']]);
    // Counted as people count: an emoji is one character.
    expect(codes({ why: '🧠'.repeat(100) })).toEqual([]);
    expect(codes({ name: 'two\nlines' })).toEqual([['oneLine', 'answers.name']]);
    expect(codes({ name: '\u202ename' })).toEqual([['oneLine', 'answers.name']]);
    expect(codes({ one: 'c', some: ['a', 'c'], yes: 'true', name: 5 })).toEqual([
      ['unknownOption', 'answers.one'],
      ['unknownOption', 'answers.some'],
      ['isBoolean', 'answers.yes'],
      ['isString', 'answers.name'],
    ]);
    expect(codes({ cv: 'x', nothing: 'x' })).toEqual([
      ['unknownQuestion', 'answers.cv'],
      ['unknownQuestion', 'answers.nothing'],
    ]);
  });

  test('that are missing are named, each in its own words', () => {
    const missing = missingAnswers({ name: 'x', yes: false }, new Set(), FORM);
    expect(missing.map(({ path }) => path)).toEqual([
      'answers.why',
      'answers.one',
      'answers.some',
      'answers.cv',
      'answers.yes',
    ]);
    const all = { name: 'x', why: 'x', one: 'a', some: ['a'], yes: true };
    expect(missingAnswers(all, new Set(['cv']), FORM)).toEqual([]);
    const optional = FORM.map((one) => ({ ...one, isRequired: false }));
    expect(missingAnswers({}, new Set(), optional)).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleText } from '../../../../test/support/oracles.js';
import type { TextSample } from '../../outcomes/samples.js';
import { TEXT_FAMILIES } from './index.js';
import { characters, normalise } from './normalise.js';

const NAMES = TEXT_FAMILIES.map(({ name }) => name);

const sampleOf = (items: [string[], string | null][]): TextSample => ({
  n: items.length,
  order: Uint32Array.from(items.keys()),
  answers: items.map(([answers]) => answers),
  predictions: items.map(([, prediction]) => prediction),
});

const WORDS = ['heart', 'failure', 'the', 'sepsis,', '7.35', '심부전', '환자는', 'A'];

function drawn(n: number, seed: number): [string[], string | null][] {
  const pick = numbers(n * 8, seed).map((u) => WORDS[Math.floor(u * WORDS.length)]!);
  return Array.from({ length: n }, (_, k) => {
    const [a, b, c, d, e] = pick.slice(k * 8) as [string, string, string, string, string];
    const answers = k % 6 === 0 ? [] : [`${a} ${b}`, c];
    return [answers, k % 5 === 0 ? null : k % 4 === 0 ? c : `${d} ${b} ${e}`];
  });
}

describe('figures of the SQuAD script', () => {
  const items: { answers: string[]; prediction: string }[] = JSON.parse(oracleText('data/qa.json'));
  test.each(oracleCases('qa').map((one) => [one.id, one] as const))('%s', (_, { metric, expected, tol }) => {
    const name = metric === 'squad_exact_match_per_item' ? 'exact_match' : 'token_f1';
    const figures = items.map(({ answers, prediction }) => figureOf(name, sampleOf([[answers, prediction]])));
    expect([figures, agrees(figures, expected, tol)]).toEqual([figures, true]);
    const mean = (expected as number[]).reduce((sum, value) => sum + value, 0) / items.length;
    const all = sampleOf(items.map(({ answers, prediction }) => [answers, prediction]));
    expect(figureOf(name, all)).toBeCloseTo(mean, 12);
  });
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 2])('does not depend on the order of rows (seed %d)', (seed) => {
    const items = drawn(60, seed);
    const other = sampleOf(permuted(60, seed).map((k) => items[k]!));
    expect(agrees(figureOf(name, other), figureOf(name, sampleOf(items)), 1e-12)).toBe(true);
  });
  test.each([3, 4])('takes a weight as that many rows (seed %d)', (seed) => {
    const items = drawn(60, seed);
    const weights = counts(60, seed);
    const other = sampleOf(repeated(weights).map((k) => items[k]!));
    expect(agrees(figureOf(name, sampleOf(items), weights), figureOf(name, other), 1e-12)).toBe(true);
  });
  test('is undefined without rows', () => {
    expect(figureOf(name, sampleOf([]))).toEqual({ undefined: 'no_rows' });
    expect(figureOf(name, sampleOf(drawn(3, 5)), [0, 0, 0])).toEqual({ undefined: 'no_rows' });
  });
});

describe('normalisation', () => {
  test.each([
    ['The  Heart-Failure!', 'heartfailure'],
    ['an answer, a day', 'answer day'],
    ['Banana', 'banana'],
    ['a환자', 'a환자'], // one word: no article
    ['  ', ''],
    ['the', ''],
    ['É…', 'é…'],
  ])('%s', (given, expected) => {
    expect(normalise(given)).toBe(expected);
  });
  test('characters of Korean, composed or not', () => {
    expect(characters('《심 부전》이다.')).toEqual(['심', '부', '전', '이', '다']);
    expect(characters('심부전'.normalize('NFD'))).toEqual(['심', '부', '전']);
    expect(figureOf('character_f1', sampleOf([[['심부전'], '심부전이다']]))).toBeCloseTo(6 / 8, 12);
    expect(figureOf('token_f1', sampleOf([[['심부전'], '심부전이다']]))).toBe(0);
  });
});

describe('answers, abstentions and wrong answers', () => {
  const items: [string[], string | null, number][] = [
    [['yes'], 'Yes.', 1],
    [['yes'], null, 0],
    [['yes'], 'no', -1],
    [[], null, 1],
    [[], 'yes', -1],
    [[], '', -1],
    [['a', 'b'], 'b', 1],
  ];
  test.each(items)('%j answered %j', (answers, prediction, worth) => {
    const one = sampleOf([[answers, prediction]]);
    expect(figureOf('reliability@5', one)).toBe(worth === -1 ? -5 : worth);
    expect(figureOf('reliability@0', one)).toBeCloseTo(Math.max(worth, 0), 12);
  });
  test('a question without an answer is answered by none', () => {
    expect(figureOf('exact_match', sampleOf([[[], null]]))).toBe(1);
    expect(figureOf('token_f1', sampleOf([[[], 'sepsis']]))).toBe(0);
    expect(figureOf('exact_match', sampleOf([[['sepsis'], null]]))).toBe(0);
  });
  test('the penalty is a number not below zero', () => {
    expect(() => figureOf('reliability@-1', sampleOf([]))).toThrow('no metric');
  });
});

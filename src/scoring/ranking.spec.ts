import { expect, test } from '@jest/globals';
import { rankBoard } from './ranking.js';
import { roundResult, spellsLabels } from './release.js';

const row = (teamId: string, value: number | null, at = 0) => ({ teamId, value, at });
const ranks = (rows: ReturnType<typeof row>[], direction: 'higher' | 'lower') =>
  rankBoard(rows, direction).map(({ teamId, rank }) => [teamId, rank]);

test('ties share a rank, the next rank is skipped, the earlier comes first, then the id', () => {
  const rows = [row('d', 0.7), row('c', 0.8, 5), row('b', 0.8, 5), row('e', 0.8, 4), row('a', 0.9)];
  expect(ranks(rows, 'higher')).toEqual([
    ['a', 1],
    ['e', 2],
    ['b', 2],
    ['c', 2],
    ['d', 5],
  ]);
  expect(ranks(rows, 'lower')).toEqual([
    ['d', 1],
    ['e', 2],
    ['b', 2],
    ['c', 2],
    ['a', 5],
  ]);
});

test('undefined comes last in both directions', () => {
  const rows = [row('x', null), row('n', Number.NaN, 1), row('a', 0), row('b', 1)];
  expect(ranks(rows, 'higher')).toEqual([
    ['b', 1],
    ['a', 2],
    ['x', 3],
    ['n', 3],
  ]);
  expect(ranks(rows, 'lower')).toEqual([
    ['a', 1],
    ['b', 2],
    ['x', 3],
    ['n', 3],
  ]);
  expect(rows.map(({ teamId }) => teamId)).toEqual(['x', 'n', 'a', 'b']);
});

test('scores are released at three decimals', () => {
  expect(roundResult({ value: 0.71738, ci: [-0.0001, 0.9999], flags: ['too_few_positives'] }, 3)).toEqual({
    value: 0.717,
    ci: [0, 1],
    flags: ['too_few_positives'],
  });
  expect(roundResult({ value: null, ci: null, undefined: 'one_class' }, 3)).toEqual({
    value: null,
    ci: null,
    undefined: 'one_class',
  });
});

test('large figures have one significant digit more than decimals', () => {
  expect(roundResult({ value: 121666390773833800, ci: [0.98765, 1234.567] }, 3)).toEqual({
    value: 121700000000000000,
    ci: [0.988, 1235],
  });
  expect(roundResult({ value: -9.99951, ci: null }, 3).value).toBe(-10);
});

test('which metrics spell labels', () => {
  const telling = ['brier', 'scaled_brier', 'ipcw_brier@365', 'log_loss', 'multiclass_log_loss'].concat(
    ['spiegelhalter_z', 'hosmer_lemeshow', 'calibration_slope', 'mce', 'max_error'], // single rows can be given any weight
  );
  expect(telling.filter(spellsLabels)).toEqual(telling);
  expect(['auroc', 'average_precision', 'f1@0.5', 'mae'].filter(spellsLabels)).toEqual([]);
});

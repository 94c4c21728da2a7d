import { describe, expect, test } from '@jest/globals';
import { conflictReasons, readInstitution, sameInstitution } from './conflict.policy.js';

const same = (one: string, other: string) => sameInstitution(readInstitution(one), readInstitution(other));

describe('the same institution', () => {
  test.each([
    ['Seoul National University Hospital', 'seoul national  university hospital'],
    ['서울대학교병원', '서울대학교 병원'],
    ['서울대학교병원', '서울대학교병원'.normalize('NFD')],
    ['ＭＩＴ', 'MIT'],
    ['Seoul Natl. Univ. Hosp.', 'seoul natl university hospital'],
    ['The Johns Hopkins University', 'Johns Hopkins Univ'],
    ['Asan Medical Centre', 'ASAN MEDICAL CENTER'],
    ['Duke University', 'Duke University, Durham'],
    ['Dept. of Surgery, Asan Medical Center', 'Asan Medical Center (Seoul)'],
    ['Surgery, Seoul National University', 'Medicine / Seoul National University'],
  ])('%s = %s', (one, other) => {
    expect([same(one, other), same(other, one)]).toEqual([true, true]);
  });

  test.each([
    ['', ''],
    ['', 'MIT'],
    ['-', '·'],
    ['MIT', 'Summit Hospital'],
    ['Department of Surgery, MIT', 'Department of Surgery, Duke University'],
    ['MIT, Korea', 'Asan Medical Center, Korea'],
    // Not caught: another name of the same. It has to be declared.
    ['SNUH', 'Seoul National University Hospital'],
    ['서울대학교병원', 'Seoul National University Hospital'],
  ])('%s ≠ %s', (one, other) => {
    expect([same(one, other), same(other, one)]).toEqual([false, false]);
  });
});

describe('a conflict', () => {
  const insider = (accountId: string, affiliation: string) => ({
    accountId,
    institutions: [readInstitution(affiliation)],
  });
  const mentor = insider('m', 'Seoul National University Hospital');

  test('is none with strangers', () => {
    expect(conflictReasons(mentor, [insider('a', 'MIT'), insider('b', '')], [])).toEqual([]);
  });

  test('also follows from an institution that one of them has left, while that counts', () => {
    const moved = { accountId: 'm', institutions: ['MIT', 'Duke University'].map(readInstitution) };
    const member = insider('a', 'Duke University');
    expect(conflictReasons(moved, [member], [])).toEqual(['own_institution']);
    expect(conflictReasons(member, [moved], [])).toEqual(['own_institution']);
    const declared = [{ accountId: null, institution: readInstitution('duke univ.') }];
    expect(conflictReasons(insider('x', ''), [moved], declared)).toEqual(['declared_institution']);
  });

  test('is every reason there is, once', () => {
    const members = [insider('a', 'seoul national university hospital'), insider('b', 'SNUH')];
    const declared = [
      { accountId: null, institution: readInstitution('snuh') },
      { accountId: 'b', institution: null },
      { accountId: 'z', institution: null },
    ];
    expect(conflictReasons(mentor, members, declared)).toEqual([
      'own_institution',
      'declared_institution',
      'declared_person',
    ]);
  });
});

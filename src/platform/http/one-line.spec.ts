import { describe, expect, test } from '@jest/globals';
import { nameKey } from './name-key.js';
import { asOneLine, isOneLine } from './one-line.js';

describe('a line', () => {
  test('is composed, with single plain spaces', () => {
    expect(asOneLine('  김\u00a0 하나\u3000'.normalize('NFD'))).toBe('김 하나');
  });

  test.each([
    '김하나',
    'Ana María',
    'Nguyễn Thị',
    'محمد',
    '팀 🚀',
    '👩🏽‍⚕️ & 👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '❤️ 1️⃣ ☎︎',
    'สวัสดี',
  ])('may be %s', (text) => expect(isOneLine(asOneLine(text))).toBe(true));

  test.each([
    ['a line break', 'a\nb'],
    ['NUL', 'a\0'],
    ['a right-to-left override', 'a\u202eb'],
    ['a right-to-left mark', 'a\u200fb'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['an isolate', 'a\u2067b'],
    ['no width', 'a\u200bb'],
    ['a joiner outside of an emoji', 'a\u200db'],
    ['a joiner between letters and an emoji', 'a\u200d🚀'],
    ['a variation selector on a letter', 'a\ufe0f'],
    ['a byte order mark', '\ufeffa'],
    ['a soft hyphen', 'a\u00adb'],
    ['a Hangul filler', '\u3164'],
    ['a conjoining filler', '\u115f\u1160'],
    ['an empty Braille cell', '\u2800'],
    ['tags that belong to no flag', 'a\u{e0061}'],
    ['a heap of marks', `a${'\u0301'.repeat(8)}`],
    ['half an emoji', '\ud83d'],
    ['a private character', '\ue000'],
  ])('has no %s', (_, text) => expect(isOneLine(text)).toBe(false));
});

describe('the key of a name', () => {
  test.each([
    ['Night Shift', 'NIGHT  shift'],
    ['가나다', '가나다'.normalize('NFD')],
    ['ＡＢＣ', 'abc'],
    ['paypal', 'раураl'],
    ['Straße', 'STRASSE'],
    ['Alpha', 'A\u200blpha'],
    ['AI lab', 'Al lab'],
    ['Team 1', 'Team l'],
    ['Modern', 'Modem'],
    ['O2', '02'],
    ['A–B', 'A-B'],
    ['ﬁve', 'five'],
    ['Ωmega', 'ωmega'],
    ['Team', 'Τeаm'],
  ])('%s and %s look alike', (a, b) => expect(nameKey(a)).toBe(nameKey(b)));

  test.each([
    ['Team 2', 'Team 3'],
    ['Resume', 'Résumé'],
    ['가나', '가니'],
    ['Night Shift', 'NightShift'],
    ['🚀', '🛸'],
  ])('%s and %s differ', (a, b) => expect(nameKey(a)).not.toBe(nameKey(b)));

  test('is its own key', () => {
    for (const text of ['Night Shift', 'раураl', '가나다', 'rnvv1I|'])
      expect(nameKey(nameKey(text))).toBe(nameKey(text));
  });
});

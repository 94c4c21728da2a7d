import { describe, expect, it } from '@jest/globals';
import { LANGUAGE_CODES } from '../../src/platform/i18n/language-codes.js';
import { languageOptions, LANGUAGE_CODES as OFFERED } from '../../web/src/lib/languages.js';

describe('the languages that one chooses from', () => {
  it('are those that the API takes', () => {
    expect(OFFERED).toEqual(LANGUAGE_CODES);
  });

  it.each([
    ['ko', '한국어', '영어'],
    ['en', 'Korean', 'English'],
  ])('have their names in %s, the common ones first, and none twice', (language, korean, english) => {
    const options = languageOptions(language);
    expect(options.slice(0, 2).map(({ name }) => name)).toEqual([korean, english]);
    expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
    expect(options.length).toBeGreaterThan(150);
    expect(options.find(({ id }) => id === 'vi')?.alike).toMatch(/베트남어.*Vietnamese.*Tiếng Việt/i);
  });
});

import { expect, test } from '@jest/globals';
import { fieldName, listed } from './field-names.js';

test.each([
  ['name', 'name'],
  ['startsAt', 'starts at'],
  ['phases.0.endsAt', 'phases 1, ends at'],
  ['questions.2.options.1.label', 'questions 3, options 2, label'],
  ['answers.0f8fad5b-d9cb-469f-a165-70867728950e', 'answers'],
  ['name.en', 'name, en'],
  ['public_rows', 'public rows'],
])('%s is said as “%s”', (path, said) => expect(fieldName(path)).toBe(said));

test('names stand in a sentence once each, and end where nobody reads on', () => {
  expect(listed(['a', 'b', 'a'])).toBe('a; b');
  expect(listed([...'abcdefgh'])).toBe('a; b; c; d; e; f; …');
});

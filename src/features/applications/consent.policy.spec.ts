import { describe, expect, test } from '@jest/globals';
import { askedConsents, changedConsents } from './consent.policy.js';
import type { Question } from './question.js';

const consent = (id: string, en: string, more: Partial<Question> = {}): Question => ({
  id,
  kind: 'consent',
  label: { ko: '사진', en },
  hint: { ko: '', en: '' },
  isRequired: true,
  options: [],
  maxLength: null,
  ...more,
});
const form = (version: number, ...consents: Question[]) => ({
  version,
  madeAt: new Date(Date.UTC(2026, 0, version)),
  consents,
});

describe('what is asked now', () => {
  const forms = [
    form(1, consent('a', 'Photos')),
    form(2, consent('a', 'Films')),
    form(3, consent('a', 'Photos'), consent('b', 'Data')),
    form(4, consent('a', '  Photos\n'), consent('b', 'Data')),
  ];

  test('counts answers to the same wording, whatever stood there in between', () => {
    const [photos, data] = askedConsents(forms);
    expect(photos).toMatchObject({ versions: [4, 3, 1], since: forms[2]?.madeAt });
    expect(data).toMatchObject({ versions: [4, 3], since: forms[2]?.madeAt });
  });

  test('is nothing where the form has none (any more)', () => {
    expect(askedConsents([])).toEqual([]);
    expect(askedConsents([...forms, form(5)])).toEqual([]);
  });

  test('is asked since the first version where it never changed', () => {
    expect(askedConsents([form(1, consent('a', 'x')), form(2, consent('a', 'x'))])[0]?.since).toEqual(
      form(1).madeAt,
    );
  });
});

describe('what has to be asked anew', () => {
  const before = [consent('a', 'Photos'), consent('b', 'Data', { isRequired: false })];
  const changed = (...after: Question[]) => changedConsents(before, after).map(({ id }) => id);

  test.each([
    ['another word in English', consent('a', 'Films')],
    ['another word in Korean', consent('a', 'Photos', { label: { ko: '영상', en: 'Photos' } })],
    ['another hint', consent('a', 'Photos', { hint: { ko: '', en: 'Of you' } })],
    ['a new one', consent('c', 'Mails')],
    ['one that became needed', consent('b', 'Data')],
  ])('%s', (_, question) => expect(changed(question)).toEqual([question.id]));

  test.each([
    ['the same', consent('a', 'Photos')],
    ['other spaces', consent('a', ' Photos\n ')],
    ['one that need not be agreed to any more', consent('a', 'Photos', { isRequired: false })],
    ['a question that is no consent', { ...consent('c', 'Why?'), kind: 'long' as const }],
  ])('not %s', (_, question) => expect(changed(question)).toEqual([]));
});

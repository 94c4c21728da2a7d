import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type MailKind, mailKinds } from '../src/features/mail/mail-kind.js';
import { LANGUAGES } from '../src/platform/i18n/language.js';

// Every kind of mail of every feature; each declares its own in its `*.mails.ts`.

const FEATURES = fileURLToPath(new URL('../src/features', import.meta.url));

beforeAll(async () => {
  const files = readdirSync(FEATURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mails.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) await import(file);
});

const parametersOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join();

const offending = (isWrong: (kind: MailKind) => boolean) =>
  mailKinds()
    .filter(isWrong)
    .map(({ name, texts }) => ({ name, texts }));

describe('every kind of mail', () => {
  test('is named subject first, what happened to it after', () => {
    expect(offending(({ name }) => !/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(name))).toEqual([]);
  });

  test('speaks Korean and English', () => {
    expect(
      offending(({ texts }) => !/[가-힣]/.test(texts.ko.subject) || !/[가-힣]/.test(texts.ko.body)),
    ).toEqual([]);
    expect(offending(({ texts }) => /[가-힣]/.test(texts.en.subject + texts.en.body))).toEqual([]);
  });

  test('names the same parameters in both', () => {
    const all = ({ subject, body }: { subject: string; body: string }) => parametersOf(`${subject} ${body}`);
    expect(offending(({ texts }) => all(texts.ko) !== all(texts.en))).toEqual([]);
  });

  test('has a subject of one short line, and keeps its secret out of it', () => {
    const subjects = ({ texts }: MailKind) => LANGUAGES.map((language) => texts[language].subject);
    expect(offending((kind) => subjects(kind).some((one) => /\n/.test(one) || one.length > 120))).toEqual([]);
    expect(
      offending((kind) => subjects(kind).some((one) => /\{(url|code|token|password)\}/.test(one))),
    ).toEqual([]);
  });

  test('begins its subject with the event, where it names one at all', () => {
    const isOfEvent = ({ texts }: MailKind) => /\{event\}/.test(JSON.stringify(texts));
    expect(
      offending(
        (kind) =>
          isOfEvent(kind) &&
          LANGUAGES.some((language) => !kind.texts[language].subject.startsWith('{event}: ')),
      ),
    ).toEqual([]);
  });

  test('quotes names in one way', () => {
    expect(
      offending(({ texts }) =>
        /["‘’[\]]/.test(
          Object.values(texts)
            .map(({ subject, body }) => subject + body)
            .join(),
        ),
      ),
    ).toEqual([]);
  });

  test('is calm', () => {
    expect(offending(({ texts }) => /[!！]/.test(JSON.stringify(texts)))).toEqual([]);
  });
});

import { fill, type Language, type Texts } from '../../platform/i18n/language.js';
import type { MailKind } from './mail-kind.js';

/** What becomes of a message's parameters: `event: { ko, en }` is read in the reader's language, a Date is an instant. */
export type MailParams = Record<string, unknown>;

/** Line breaks and other control characters, and those that turn the direction of writing: a subject is one honest line. */
const NOT_IN_A_SUBJECT = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;
const NOT_IN_A_BODY = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const LONGEST_SUBJECT = 200;

/** The text of one message. @param url the full address of the page that it is about */
export function mailText(
  kind: MailKind,
  params: MailParams,
  url: string | null,
  language: Language,
): { subject: string; body: string } {
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, inLanguage(value, language)]),
  );
  if (url !== null) values.url = url;
  const { subject, body } = kind.texts[language];
  return {
    subject: shortened(fill(subject, values, language).replace(NOT_IN_A_SUBJECT, ' ').trim()),
    body: fill(body, values, language)
      .replace(/\r\n?/g, '\n')
      .replace(NOT_IN_A_BODY, '')
      // A parameter that is empty leaves no hole.
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  };
}

function inLanguage(value: unknown, language: Language): unknown {
  if (value instanceof Date) return value.toISOString();
  return isTexts(value) ? value[language] || value.ko || value.en : value;
}

const isTexts = (value: unknown): value is Texts =>
  typeof value === 'object' && value !== null && 'ko' in value && 'en' in value;

/** Whole characters: half an emoji is none. */
function shortened(subject: string): string {
  const characters = [...subject];
  return characters.length <= LONGEST_SUBJECT
    ? subject
    : `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`;
}

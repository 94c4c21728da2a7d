import type { Language } from '../../platform/i18n/language.js';

/** `security` is always sent; of all others a person chooses what they get. */
export const MAIL_CATEGORIES = [
  'security',
  'invitations',
  'decisions',
  'reminders',
  'announcements',
] as const;
export type MailCategory = (typeof MAIL_CATEGORIES)[number];

/** Plain text with `{name}` parameters, as `fill` reads them: an instant is spoken in the zone of `timeZone`. */
export interface MailText {
  subject: string;
  body: string;
}

export interface MailKind {
  name: string;
  category: MailCategory;
  texts: Record<Language, MailText>;
}

const kinds = new Map<string, MailKind>();

/** Declares a kind of message, such as `application.accepted`. Each feature declares its own, in its `*.mails.ts`. */
export function mailKind(name: string, category: MailCategory, texts: Record<Language, MailText>): MailKind {
  if (kinds.has(name)) throw new Error(`mail ${name} is declared twice`);
  const kind = { name, category, texts };
  kinds.set(name, kind);
  return kind;
}

/** All kinds declared so far, for the test that both languages have the same parameters. */
export const mailKinds = (): MailKind[] => [...kinds.values()];

export const LANGUAGES = ['ko', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both languages of the platform. */
export type Texts = Record<Language, string>;

/**
 * The language of an answer: the first of ko and en in the reader's Accept-Language, else their account's, else English.
 * Order decides; quality values follow the order in every browser.
 */
export function readerLanguage(acceptLanguage: string | undefined, account?: Language): Language {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'ko' || tag === 'en') return tag;
  }
  return account ?? 'en';
}

/** Puts `{name}` parameters into a text; a parameter that is missing shows as its name, so a test can see it. */
export function fill(text: string, params: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

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

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/**
 * Puts `{name}` parameters into a text; a parameter that is missing shows as its name, so a test can see it.
 * An instant is written as people say it, in the zone that the parameter `timeZone` names; what has a text in both
 * languages is written in the reader's.
 */
export function fill(text: string, params: Record<string, unknown>, language: Language = 'en'): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!(name in params)) return whole;
    const value = String(inLanguage(params[name], language));
    return INSTANT.test(value) ? spokenTime(value, String(params.timeZone ?? 'UTC'), language) : value;
  });
}

function inLanguage(value: unknown, language: Language): unknown {
  return value !== null && typeof value === 'object' && language in value
    ? (value as Texts)[language]
    : value;
}

/** `Tue, 25 Nov, 00:00 GMT+9`: the zone is always said, because the reader may be in another one. */
function spokenTime(instant: string, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(new Date(instant));
}

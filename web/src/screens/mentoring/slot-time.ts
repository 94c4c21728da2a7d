import type { Language } from '../../i18n/language.js';
import type { Slot } from './mentoring-queries.js';

const locale = (language: Language) => (language === 'ko' ? 'ko-KR' : 'en-GB');

/** "Fri 20 November" on the clock of a zone. */
export const dayIn = (at: string, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
  }).format(new Date(at));

/** "09:00–09:20" on the clock of a zone. */
export function timesIn(
  { startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>,
  zone: string,
  language: Language,
): string {
  const format = new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${format.format(new Date(startsAt))}–${format.format(new Date(endsAt))}`;
}

/** Value of a date field for today on the clock of a zone. */
export const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());

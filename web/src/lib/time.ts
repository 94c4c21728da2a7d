import type { Translate } from '../i18n/dictionary.js';
import type { Language } from '../i18n/language.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Names that people know better than GMT+9. */
const ZONE_NAMES: Record<string, string> = { 'Asia/Seoul': 'KST', 'Asia/Tokyo': 'JST', UTC: 'UTC' };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  language: Language,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([language, zone, options]);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

export const readerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether two zones show the same clock at a moment. */
export function sameClock(at: Date, one: string, other: string): boolean {
  const shown = (zone: string) => format('en', zone, { dateStyle: 'short', timeStyle: 'short' }).format(at);
  return shown(one) === shown(other);
}

export function zoneName(at: Date, zone: string, language: Language): string {
  const known = ZONE_NAMES[zone];
  if (known) return known;
  const parts = format(language, zone, { timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** "17:00" when it is today there, "Fri 17:00" within a week, "17 Oct, 17:00" otherwise, with the year if it is another. */
export function clock(at: Date, zone: string | undefined, language: Language, now: Date): string {
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const day = (date: Date) => format('en', zone, { dateStyle: 'short' }).format(date);
  if (day(at) === day(now)) return format(language, zone, time).format(at);
  const distance = Math.abs(at.getTime() - now.getTime());
  if (distance < 6 * DAY) {
    const weekday = format(language, zone, { weekday: language === 'ko' ? 'long' : 'short' }).format(at);
    return `${weekday} ${format(language, zone, time).format(at)}`;
  }
  const year = (date: Date) => format('en', zone, { year: 'numeric' }).format(date);
  const withYear = year(at) === year(now) ? {} : ({ year: 'numeric' } as const);
  return format(language, zone, { ...withYear, month: 'short', day: 'numeric', ...time }).format(at);
}

/** Date alone, such as "Fri 17 Oct 2025". */
export function dateOf(at: Date, zone: string, language: Language): string {
  return format(language, zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
    at,
  );
}

/** "17–18 October 2025" in the event's zone. */
export function dateRange(from: Date, to: Date, zone: string, language: Language): string {
  return format(language, zone, { day: 'numeric', month: 'long', year: 'numeric' }).formatRange(from, to);
}

/** "2 h 14 min": two units at most, rounded down. */
export function span(milliseconds: number, t: Translate): string {
  const left = Math.abs(milliseconds);
  if (left >= DAY) {
    const hours = Math.floor((left % DAY) / HOUR);
    const days = t('time.days', { n: Math.floor(left / DAY) });
    return hours > 0 && left < 3 * DAY ? `${days} ${t('time.hours', { n: hours })}` : days;
  }
  if (left >= HOUR) {
    const minutes = Math.floor((left % HOUR) / MINUTE);
    const hours = t('time.hours', { n: Math.floor(left / HOUR) });
    return minutes > 0 ? `${hours} ${t('time.minutes', { n: minutes })}` : hours;
  }
  if (left >= MINUTE) return t('time.minutes', { n: Math.floor(left / MINUTE) });
  return t('time.seconds', { n: Math.floor(left / 1_000) });
}

export function relative(at: Date, now: Date, t: Translate): string {
  const distance = at.getTime() - now.getTime();
  if (Math.abs(distance) < 5_000) return t('time.now');
  return distance > 0
    ? t('time.in', { span: span(distance, t) })
    : t('time.ago', { span: span(distance, t) });
}

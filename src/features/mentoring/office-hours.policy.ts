import { Temporal } from 'temporal-polyfill';

/** Office hours as one plans them: on some days, from one time on the event's clock until another. */
export interface Hours {
  /** Such as 2026-11-20. */
  dates: readonly string[];
  /** Such as 09:00. */
  from: string;
  until: string;
  /** Null: one slot as long as all of it. */
  minutes: number | null;
}

export interface Stretch {
  startsAt: Date;
  endsAt: Date;
}

/** The clock does not show this time on this day: it was put forward over it. */
export interface SkippedTime {
  date: string;
  time: string;
}

/** Minutes before an office hour at which its people are reminded. */
export const REMINDER = 15;
/** How many office hours that lie ahead a team may have, so that one team does not book them all. */
export const MOST_BOOKINGS = 3;
export const MOST_SLOTS = 200;

/**
 * The slots of these hours, each as long as the others in real minutes: what does not fill a slot at the end is left out.
 * Where the clock shows a time twice in a night, a slot that begins then is the first of the two.
 */
export function slotsOf(hours: Hours, timeZone: string): { slots: Stretch[]; skipped: SkippedTime[] } {
  const skipped: SkippedTime[] = [];
  const slots = [...new Set(hours.dates)].sort().flatMap((date) => {
    const [start, end] = [hours.from, hours.until].map((time) => {
      const at = instantOf(date, time, timeZone);
      if (at === null) skipped.push({ date, time });
      return at;
    });
    return start && end ? stretches(start, end, hours.minutes) : [];
  });
  return { slots, skipped };
}

function instantOf(date: string, time: string, timeZone: string): number | null {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(wall) ? zoned.epochMilliseconds : null;
}

function stretches(start: number, end: number, minutes: number | null): Stretch[] {
  const length = minutes === null ? end - start : minutes * 60_000;
  const found: Stretch[] = [];
  if (length <= 0) return found;
  for (let at = start; at + length <= end; at += length) {
    found.push({ startsAt: new Date(at), endsAt: new Date(at + length) });
  }
  return found;
}

/** Whether a text names a day that exists, such as 2026-11-20. */
export function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    Temporal.PlainDate.from(value);
    return true;
  } catch {
    return false;
  }
}

import type { Phase } from './event.entity.js';

export interface Span {
  startsAt: Date | string;
  endsAt: Date | string;
}

/** Null on either side: no limit of its own. */
export interface ApplicationWindow {
  applicationsOpenAt: Date | string | null;
  applicationsCloseAt: Date | string | null;
}

const moment = (time: Date | string): number => new Date(time).getTime();
const includes = (span: Span, now: Date): boolean =>
  moment(span.startsAt) <= now.getTime() && now.getTime() < moment(span.endsAt);

/** Where an event stands. The first moment belongs to it, the last does not. */
export function stageAt(event: Span, now: Date): 'before' | 'running' | 'after' {
  if (now.getTime() < moment(event.startsAt)) return 'before';
  return includes(event, now) ? 'running' : 'after';
}

/** The phase that runs at `now` and the one that comes next, of phases in order. */
export function phasesAt(phases: Phase[], now: Date): { current: Phase | null; next: Phase | null } {
  return {
    current: phases.find((phase) => includes(phase, now)) ?? null,
    next: phases.find((phase) => moment(phase.startsAt) > now.getTime()) ?? null,
  };
}

/** The fields of an event whose times do not fit: `endsAt`, `phases.1.startsAt`. */
export function wrongTimes(event: Span & { phases: Span[] } & Partial<ApplicationWindow>): string[] {
  const wrong = moment(event.endsAt) > moment(event.startsAt) ? [] : ['endsAt'];
  const { applicationsOpenAt: opens, applicationsCloseAt: closes } = event;
  if (opens && closes && moment(closes) <= moment(opens)) wrong.push('applicationsCloseAt');
  event.phases.forEach((phase, index) => {
    const before = event.phases[index - 1];
    if (moment(phase.endsAt) <= moment(phase.startsAt)) wrong.push(`phases.${index}.endsAt`);
    if (before && moment(phase.startsAt) < moment(before.endsAt)) wrong.push(`phases.${index}.startsAt`);
  });
  return wrong;
}

/** Whether a text is an IANA time zone. Offsets such as +09:00 are none: they know no summer time. */
export function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** Addresses of the page itself. */
export const RESERVED_SLUGS: readonly string[] = ['new'];

/** A name in addresses, 3 to 60 of a-z, 0-9 and -; null where the text has too few such letters. */
export function slugFrom(text: string): string | null {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug.length >= 3 && !RESERVED_SLUGS.includes(slug) ? slug : null;
}

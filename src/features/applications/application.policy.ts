import { Temporal } from 'temporal-polyfill';
import type { Background } from '../accounts/profile.js';
import type { ApplicationStatus } from './application.entity.js';

/** How long after the deadline somebody who was writing before it may still hand in. A slow network is not a missed deadline. */
export const GRACE_MINUTES = 15;

export interface Window {
  status: 'draft' | 'published';
  startsAt: Date;
  applicationsOpenAt: Date | null;
  applicationsCloseAt: Date | null;
}

export const closingOf = (event: Window): Date => event.applicationsCloseAt ?? event.startsAt;

/** The first moment is open, the deadline itself is too late. */
export function windowAt(event: Window, now: Date): 'notYet' | 'open' | 'grace' | 'closed' {
  if (event.applicationsOpenAt && now < event.applicationsOpenAt) return 'notYet';
  const closes = closingOf(event).getTime();
  if (now.getTime() < closes) return 'open';
  return now.getTime() < closes + GRACE_MINUTES * 60_000 ? 'grace' : 'closed';
}

/** Whether an application may be handed in, or once more. What was begun before the deadline has the grace. */
export function mayHandIn(
  event: Window,
  application: { status: ApplicationStatus; begunAt: Date },
  now: Date,
): boolean {
  if (!['draft', 'submitted', 'withdrawn'].includes(application.status)) return false;
  const window = windowAt(event, now);
  return window === 'open' || (window === 'grace' && application.begunAt < closingOf(event));
}

export const DECISIONS = ['accept', 'waitlist', 'decline', 'no_show'] as const;
export type Decision = (typeof DECISIONS)[number];

export const OUTCOME = {
  accept: 'accepted',
  waitlist: 'waitlisted',
  decline: 'declined',
  no_show: 'no_show',
} as const satisfies Record<Decision, ApplicationStatus>;

const FROM: Record<Decision, readonly ApplicationStatus[]> = {
  accept: ['submitted', 'waitlisted', 'declined', 'lapsed', 'no_show'],
  waitlist: ['submitted', 'declined', 'lapsed'],
  decline: ['submitted', 'waitlisted', 'accepted', 'lapsed'],
  no_show: ['accepted'],
};

/** What a decision does to an application that stands so. */
export function effectOf(decision: Decision, status: ApplicationStatus): 'change' | 'nothing' | 'refused' {
  if (OUTCOME[decision] === status) return 'nothing';
  return FROM[decision].includes(status) ? 'change' : 'refused';
}

/** Places of one role: how many there are, and who has them. */
export interface Places {
  capacity: number | null;
  byBackground: Partial<Record<Background, number>>;
  taken: number;
  takenBy: Partial<Record<Background, number>>;
}

/** Free places for somebody of this background; null: no limit. Negative where organizers went beyond it. */
export function freePlaces(places: Places, background: Background | null): number | null {
  const limits: number[] = [];
  if (places.capacity !== null) limits.push(places.capacity - places.taken);
  const own = background === null ? undefined : places.byBackground[background];
  if (background !== null && own !== undefined) limits.push(own - (places.takenBy[background] ?? 0));
  return limits.length === 0 ? null : Math.min(...limits);
}

export function hasPlace(places: Places, background: Background | null): boolean {
  const free = freePlaces(places, background);
  return free === null || free > 0;
}

export function withOneMore(places: Places, background: Background | null): Places {
  const takenBy = { ...places.takenBy };
  if (background !== null) takenBy[background] = (takenBy[background] ?? 0) + 1;
  return { ...places, taken: places.taken + 1, takenBy };
}

/**
 * Until when an accepted person confirms: the end of the day in the event's zone, so many days from now (a day has 23 or 25
 * hours when clocks change), and before the event begins. Null where too little time is left to ask.
 */
export function confirmationUntil(
  days: number | null,
  event: { timeZone: string; startsAt: Date },
  now: Date,
): Date | null {
  if (days === null) return null;
  const end = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(event.timeZone)
    .add({ days })
    .with({ hour: 23, minute: 59, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const until = new Date(Math.min(end.epochMilliseconds, event.startsAt.getTime()));
  return until.getTime() - now.getTime() > 3_600_000 ? until : null;
}

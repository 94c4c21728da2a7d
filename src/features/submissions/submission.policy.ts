import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../platform/http/domain-error.js';
import type { Task } from '../tasks/task.entity.js';
import { openingTimes } from '../tasks/task.policy.js';
import { TRUTH_MISSING } from '../tasks/tasks.errors.js';
import {
  DAILY_LIMIT_REACHED,
  FINAL_IS_PUBLISHED,
  NOT_OPEN_YET,
  SUBMISSIONS_CLOSED,
  TOTAL_LIMIT_REACHED,
} from './submissions.errors.js';

/** The day of `now` in an IANA zone, from midnight to midnight; 23 or 25 hours long where clocks change. */
export function dayBounds(now: Date, timeZone: string): { start: Date; end: Date } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .startOfDay();
  const tomorrow = today.add({ days: 1 }).startOfDay();
  return { start: new Date(today.epochMilliseconds), end: new Date(tomorrow.epochMilliseconds) };
}

/**
 * Entries are taken from the opening on until just before the closing, and never after the final board is out.
 * @param extendedTo a later closing that organizers gave the team
 */
export function requireOpen(
  task: Task,
  event: { startsAt: Date; endsAt: Date; timeZone: string },
  now: Date,
  extendedTo: Date | null = null,
): void {
  if (task.finalPublishedAt) throw new DomainError(FINAL_IS_PUBLISHED);
  if (!task.truthId) throw new DomainError(TRUTH_MISSING);
  const { opensAt, closesAt: forAll } = openingTimes(task, event);
  const closesAt = extendedTo && extendedTo > forAll ? extendedTo : forAll;
  const { timeZone } = event;
  if (now < opensAt) throw new DomainError(NOT_OPEN_YET, { opensAt: opensAt.toISOString(), timeZone });
  if (now >= closesAt)
    throw new DomainError(SUBMISSIONS_CLOSED, { closesAt: closesAt.toISOString(), timeZone });
}

/**
 * @param used entries of the team that count, today and in all
 * @param extra what organizers gave the team beyond the limits
 */
export function requireQuota(
  task: Pick<Task, 'limitPerDay' | 'limitTotal'>,
  used: { today: number; total: number },
  dayEndsAt: Date,
  timeZone: string,
  extra: { extraToday: number; extraTotal: number } = { extraToday: 0, extraTotal: 0 },
): void {
  const limitTotal = withExtra(task.limitTotal, extra.extraTotal);
  const limitPerDay = withExtra(task.limitPerDay, extra.extraToday);
  if (limitTotal !== null && used.total >= limitTotal) {
    throw new DomainError(TOTAL_LIMIT_REACHED, { limit: limitTotal });
  }
  if (limitPerDay !== null && used.today >= limitPerDay) {
    throw new DomainError(DAILY_LIMIT_REACHED, {
      limit: limitPerDay,
      resetsAt: dayEndsAt.toISOString(),
      timeZone,
    });
  }
}

/** A limit and what was given beyond it; no limit stays none. */
export const withExtra = (limit: number | null, extra: number): number | null =>
  limit === null ? null : limit + extra;

/** How often a worker may take an entry before we give up; killed workers count, so this is generous. */
export const MAX_ATTEMPTS = 8;

/** Pause after a failure of ours, in milliseconds: 1 s, 2 s, 4 s … 30 s. */
export const retryPause = (attempt: number): number => Math.min(30_000, 1_000 * 2 ** (attempt - 1));

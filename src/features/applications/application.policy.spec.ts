import { describe, expect, test } from '@jest/globals';
import {
  confirmationUntil,
  effectOf,
  freePlaces,
  GRACE_MINUTES,
  hasPlace,
  mayHandIn,
  type Places,
  windowAt,
  withOneMore,
} from './application.policy.js';

const at = (text: string) => new Date(text);
const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);

describe('the window', () => {
  const event = {
    status: 'published' as const,
    startsAt: at('2026-11-20T00:00:00Z'),
    applicationsOpenAt: at('2026-10-01T00:00:00Z'),
    applicationsCloseAt: at('2026-11-01T15:00:00Z'),
  };
  const closes = event.applicationsCloseAt;

  test('opens with its first moment and closes at the deadline itself', () => {
    expect(windowAt(event, at('2026-09-30T23:59:59.999Z'))).toBe('notYet');
    expect(windowAt(event, at('2026-10-01T00:00:00Z'))).toBe('open');
    expect(windowAt(event, minutes(closes, -1))).toBe('open');
    expect(windowAt(event, closes)).toBe('grace');
    expect(windowAt(event, minutes(closes, GRACE_MINUTES))).toBe('closed');
  });

  test('without times of its own lasts until the event begins', () => {
    const free = { ...event, applicationsOpenAt: null, applicationsCloseAt: null };
    expect(windowAt(free, at('2020-01-01T00:00:00Z'))).toBe('open');
    expect(windowAt(free, event.startsAt)).toBe('grace');
  });

  test('gives grace to those who were writing, and to nobody else', () => {
    const late = minutes(closes, GRACE_MINUTES - 1);
    const begun = (begunAt: Date) => ({ status: 'draft' as const, begunAt });
    expect(mayHandIn(event, begun(minutes(closes, -1)), late)).toBe(true);
    expect(mayHandIn(event, begun(closes), late)).toBe(false);
    expect(mayHandIn(event, begun(minutes(closes, -1)), minutes(closes, GRACE_MINUTES))).toBe(false);
  });

  test('is over for what was decided', () => {
    for (const status of ['accepted', 'waitlisted', 'declined', 'lapsed', 'no_show'] as const) {
      expect(mayHandIn(event, { status, begunAt: event.applicationsOpenAt }, minutes(closes, -5))).toBe(
        false,
      );
    }
  });
});

describe('places', () => {
  const places: Places = {
    capacity: 10,
    byBackground: { clinician: 4, engineer: 0 },
    taken: 8,
    takenBy: { clinician: 4 },
  };

  test('are those of the role and of the background, whichever are fewer', () => {
    expect(freePlaces(places, null)).toBe(2);
    expect(freePlaces(places, 'student')).toBe(2);
    expect(freePlaces(places, 'clinician')).toBe(0);
    expect(hasPlace(places, 'engineer')).toBe(false);
    expect(freePlaces({ ...places, taken: 13 }, 'student')).toBe(-3);
    expect(freePlaces({ ...places, capacity: null, byBackground: {} }, 'clinician')).toBeNull();
  });

  test('become fewer one by one', () => {
    const one = withOneMore({ ...places, taken: 7, takenBy: { clinician: 3 } }, 'clinician');
    expect([one.taken, one.takenBy.clinician, hasPlace(one, 'clinician')]).toEqual([8, 4, false]);
  });
});

describe('a decision', () => {
  test.each([
    ['accept', 'submitted', 'change'],
    ['accept', 'accepted', 'nothing'],
    ['accept', 'withdrawn', 'refused'],
    ['accept', 'lapsed', 'change'],
    ['waitlist', 'accepted', 'refused'],
    ['decline', 'accepted', 'change'],
    ['no_show', 'accepted', 'change'],
    ['no_show', 'waitlisted', 'refused'],
    ['decline', 'draft', 'refused'],
  ] as const)('%s of what is %s: %s', (decision, status, effect) => {
    expect(effectOf(decision, status)).toBe(effect);
  });
});

describe('the time to confirm', () => {
  const berlin = { timeZone: 'Europe/Berlin', startsAt: at('2027-06-01T07:00:00Z') };

  test('ends at the end of a day on the clocks of the event, also when they change', () => {
    // Summer time began on 28 March 2027; the day had 23 hours.
    const now = at('2027-03-27T12:00:00Z');
    expect(confirmationUntil(1, berlin, now)?.toISOString()).toBe('2027-03-28T21:59:00.000Z');
    expect(confirmationUntil(0, berlin, now)?.toISOString()).toBe('2027-03-27T22:59:00.000Z');
    const seoul = { ...berlin, timeZone: 'Asia/Seoul' };
    expect(confirmationUntil(3, seoul, now)?.toISOString()).toBe('2027-03-30T14:59:00.000Z');
  });

  test('is over when the event begins, and is not asked for at the last moment', () => {
    expect(confirmationUntil(60, berlin, at('2027-05-31T07:00:00Z'))).toEqual(berlin.startsAt);
    expect(confirmationUntil(3, berlin, at('2027-06-01T06:30:00Z'))).toBeNull();
    expect(confirmationUntil(null, berlin, at('2027-03-27T12:00:00Z'))).toBeNull();
  });
});

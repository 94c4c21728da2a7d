import { describe, expect, test } from '@jest/globals';
import { isDay, slotsOf } from './office-hours.policy.js';

const starts = (...args: Parameters<typeof slotsOf>) =>
  slotsOf(...args).slots.map(({ startsAt }) => startsAt.toISOString());

describe('office hours on the clock of the event', () => {
  test('a morning in slots of twenty minutes', () => {
    const found = starts({ dates: ['2026-11-20'], from: '09:00', until: '12:00', minutes: 20 }, 'Asia/Seoul');
    expect(found).toHaveLength(9);
    expect([found[0], found[8]]).toEqual(['2026-11-20T00:00:00.000Z', '2026-11-20T02:40:00.000Z']);
  });

  test('what does not fill a slot is left out; without a length it is one slot', () => {
    const hours = { dates: ['2026-11-20'], from: '09:00', until: '09:50' };
    expect(starts({ ...hours, minutes: 20 }, 'Asia/Seoul')).toHaveLength(2);
    expect(slotsOf({ ...hours, minutes: null }, 'Asia/Seoul').slots).toEqual([
      { startsAt: new Date('2026-11-20T00:00:00Z'), endsAt: new Date('2026-11-20T00:50:00Z') },
    ]);
  });

  test('several days, each on its own clock, also over the change to winter time', () => {
    const hours = {
      dates: ['2026-11-01', '2026-10-31', '2026-11-01'],
      from: '09:00',
      until: '09:30',
      minutes: 30,
    };
    expect(starts(hours, 'America/New_York')).toEqual([
      '2026-10-31T13:00:00.000Z',
      '2026-11-01T14:00:00.000Z',
    ]);
  });

  test('the night that has 02:00 twice has an hour more of slots', () => {
    const hours = { dates: ['2026-10-25'], from: '01:00', until: '04:00', minutes: 60 };
    expect(starts(hours, 'Europe/Berlin')).toEqual([
      '2026-10-24T23:00:00.000Z',
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });

  test('a time that the clock skips is named and nothing is made up for it', () => {
    const hours = { dates: ['2026-03-29', '2026-03-30'], from: '02:30', until: '03:30', minutes: 60 };
    expect(slotsOf(hours, 'Europe/Berlin')).toEqual({
      slots: [{ startsAt: new Date('2026-03-30T00:30:00Z'), endsAt: new Date('2026-03-30T01:30:00Z') }],
      skipped: [{ date: '2026-03-29', time: '02:30' }],
    });
  });

  test('an end before the start makes no slot', () => {
    expect(starts({ dates: ['2026-11-20'], from: '12:00', until: '09:00', minutes: null }, 'UTC')).toEqual(
      [],
    );
  });
});

test.each([
  ['2026-11-20', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['20 November', false],
  [20261120, false],
])('%s is a day: %s', (value, expected) => {
  expect(isDay(value)).toBe(expected);
});

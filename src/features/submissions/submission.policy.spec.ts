import { describe, expect, test } from '@jest/globals';
import { dayBounds, requireQuota } from './submission.policy.js';

describe('a day of the quota', () => {
  test('begins and ends at midnight in Seoul, whatever the server thinks', () => {
    const { start, end } = dayBounds(new Date('2025-10-17T14:59:59.999Z'), 'Asia/Seoul');
    expect(start.toISOString()).toBe('2025-10-16T15:00:00.000Z');
    expect(end.toISOString()).toBe('2025-10-17T15:00:00.000Z');
    expect(dayBounds(end, 'Asia/Seoul').start).toEqual(end);
  });

  test('has 25 hours when clocks go back, and 23 when they go forward', () => {
    const hours = (now: string) => {
      const { start, end } = dayBounds(new Date(now), 'America/New_York');
      return (end.getTime() - start.getTime()) / 3_600_000;
    };
    expect(hours('2025-11-02T12:00:00Z')).toBe(25);
    expect(hours('2025-03-09T12:00:00Z')).toBe(23);
  });
});

describe('the quota', () => {
  const end = new Date('2025-10-17T15:00:00Z');
  test('refuses at the limit of the day and says when the next begins', () => {
    expect(() =>
      requireQuota({ limitPerDay: 5, limitTotal: null }, { today: 4, total: 90 }, end, 'Asia/Seoul'),
    ).not.toThrow();
    expect(() =>
      requireQuota({ limitPerDay: 5, limitTotal: null }, { today: 5, total: 5 }, end, 'Asia/Seoul'),
    ).toThrow(
      expect.objectContaining({ params: { limit: 5, resetsAt: end.toISOString(), timeZone: 'Asia/Seoul' } }),
    );
  });
  test('of the whole task comes first: tomorrow would not help', () => {
    expect(() =>
      requireQuota({ limitPerDay: 5, limitTotal: 30 }, { today: 5, total: 30 }, end, 'Asia/Seoul'),
    ).toThrow('TOTAL_LIMIT_REACHED');
  });
});

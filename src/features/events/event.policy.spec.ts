import { describe, expect, test } from '@jest/globals';
import { isTimeZone, phasesAt, slugFrom, stageAt, wrongTimes } from './event.policy.js';

const name = { ko: '단계', en: 'Phase' };
const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
const span = (from: number, to: number) => ({ name, startsAt: at(from), endsAt: at(to) });

test.each([
  [8, 'before'],
  [9, 'running'],
  [16, 'running'],
  [17, 'after'],
] as const)('an event from 9 to 17 is, at %i o’clock, %s', (hour, stage) => {
  expect(stageAt(span(9, 17), new Date(at(hour)))).toBe(stage);
});

describe('phases from 9 to 12 and from 13 to 17', () => {
  const phases = [span(9, 12), span(13, 17)];
  test.each([
    [8, null, 9],
    [9, 9, 13],
    [12, null, 13],
    [13, 13, null],
    [17, null, null],
  ])('at %i o’clock: %p runs, %p comes', (hour, current, next) => {
    const found = phasesAt(phases, new Date(at(hour)));
    expect(found.current?.startsAt ?? null).toBe(current === null ? null : at(current));
    expect(found.next?.startsAt ?? null).toBe(next === null ? null : at(next));
  });
});

test('times that do not fit are named one by one', () => {
  expect(wrongTimes({ ...span(9, 17), phases: [span(9, 12), span(12, 17)] })).toEqual([]);
  expect(wrongTimes({ ...span(9, 9), phases: [span(9, 12), span(11, 11)] })).toEqual([
    'endsAt',
    'phases.1.endsAt',
    'phases.1.startsAt',
  ]);
});

test('times are compared as moments, whatever their offsets', () => {
  const seoul = { startsAt: '2026-11-20T09:00:00+09:00', endsAt: '2026-11-20T01:00:00Z' };
  expect(wrongTimes({ ...seoul, phases: [] })).toEqual([]);
});

test.each([
  ['Asia/Seoul', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['+09:00', false],
  ['Asia/Nowhere', false],
  ['', false],
  [null, false],
  [9, false],
])('%p is a time zone: %p', (value, expected) => {
  expect(isTimeZone(value)).toBe(expected);
});

test.each([
  ['Korea Clinical Datathon 2025', 'korea-clinical-datathon-2025'],
  ['  Évaluation — été!  ', 'evaluation-ete'],
  ['한국 데이터톤', null],
  ['AI', null],
  ['New', null],
  ['x'.repeat(80), 'x'.repeat(60)],
])('the address of %p is %p', (text, slug) => {
  expect(slugFrom(text)).toBe(slug);
});

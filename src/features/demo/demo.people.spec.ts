import { describe, expect, it } from '@jest/globals';
import { LANGUAGE_CODES } from '../../platform/i18n/language-codes.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import { demoApplicants } from './demo.applicants.js';
import { demoPeople } from './demo.people.js';
import { entryKey, OWN_TEAM, TEAMS } from './demo.teams.js';
import { demoEvent, demoTask, demoTimes } from './demo.texts.js';
import { UPCOMING_FORM } from './demo.upcoming.js';

describe('the people of the demo', () => {
  const people = demoPeople();

  it('have addresses and names of their own', () => {
    expect(new Set(people.map((person) => person.email)).size).toBe(people.length);
    expect(new Set(people.map((person) => person.name)).size).toBe(people.length);
    expect(people.every((person) => person.email.endsWith('@demo.local'))).toBe(true);
  });

  it('form twelve teams of four to six', () => {
    expect(TEAMS).toHaveLength(12);
    for (const team of TEAMS) {
      const members = people.filter((person) => person.team === team.name);
      expect(members).toHaveLength(team.size);
      expect(team.size).toBeGreaterThanOrEqual(4);
      expect(team.size).toBeLessThanOrEqual(6);
      expect(team.entries.length).toBeGreaterThanOrEqual(2);
      expect(team.entries.length).toBeLessThanOrEqual(5);
      expect(team.entries.filter((entry) => entry.selected).length).toBeLessThanOrEqual(2);
    }
  });

  it('leave the participant something to hand in', () => {
    expect(TEAMS.find((team) => team.name === OWN_TEAM)!.entries.length).toBeLessThan(5);
  });

  it('hand in under keys that the platform takes', () => {
    const keys = TEAMS.flatMap((team) => team.entries.map((_, k) => entryKey(team, k)));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => key.length >= 8)).toBe(true);
  });
});

describe('those who apply to the event to come', () => {
  const applicants = demoApplicants();
  const accepted = (background: Background) =>
    applicants.filter((one) => one.background === background && one.decision === 'accept').length;

  it('are a few dozen, in both languages and of every background', () => {
    expect(applicants.length).toBeGreaterThan(35);
    for (const locale of ['ko', 'en']) {
      expect(applicants.filter((one) => one.locale === locale).length).toBeGreaterThan(12);
    }
    for (const background of BACKGROUNDS) {
      expect(applicants.some((one) => one.background === background)).toBe(true);
    }
    for (const { languages } of applicants) {
      expect(languages.every((code) => LANGUAGE_CODES.includes(code))).toBe(true);
    }
  });

  it('fit into the places, and those of clinicians are all taken', () => {
    const { capacity, backgroundCapacity } = UPCOMING_FORM;
    expect(applicants.filter((one) => one.decision === 'accept').length).toBeLessThan(capacity!);
    for (const [background, places] of Object.entries(backgroundCapacity!)) {
      expect(accepted(background as Background)).toBeLessThanOrEqual(places as number);
    }
    expect(accepted('clinician')).toBe(backgroundCapacity!.clinician);
  });
});

describe('the times of the demo', () => {
  it.each(['2026-01-15T23:59:00+09:00', '2026-01-15T00:00:00+09:00', '2026-07-31T12:00:00+09:00'])(
    'have the event running at %s',
    (time) => {
      const now = new Date(time);
      const { startsAt, endsAt, closesAt, freezesAt } = demoTimes(now);
      const hours = (later: string, earlier: string | Date) =>
        (new Date(later).getTime() - new Date(earlier).getTime()) / 3_600_000;
      expect(new Date(startsAt).getUTCHours()).toBe(0); // nine in Seoul
      expect(new Date(startsAt) < now && new Date(closesAt) > now).toBe(true);
      expect(hours(freezesAt, now)).toBeGreaterThan(24);
      expect(hours(endsAt, startsAt)).toBe(81);
      expect(hours(closesAt, freezesAt)).toBe(3);
      expect(demoEvent(now).phases?.at(-1)?.endsAt).toBe(endsAt);
      expect(demoTask(now).frozenAt).toBe(freezesAt);
    },
  );
});

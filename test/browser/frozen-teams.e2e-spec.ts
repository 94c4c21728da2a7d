import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en as english } from '../../web/src/i18n/en.js';
import { ko as korean } from '../../web/src/i18n/ko.js';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { PASSWORD, type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { participant, teamOf } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';

// Teams that are frozen, invitations that are done, and codes: nothing is offered that would be refused.

const KO = translator(korean);
const EN = translator(english);
const SLUG = 'frozen';

let stack: Stack;
let browser: Browser;
let captain: Person;
let alone: Person;
let teamId: string;
let code: string;

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  browser = await launchBrowser();
  const organizer = await signUpOrganizer(stack);
  const event = {
    slug: SLUG,
    name: { en: 'Frozen', ko: '확정된 행사' },
    status: 'published',
    timeZone: 'Asia/Seoul',
    startsAt: new Date(Date.now() - 3_600_000).toISOString(),
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    joining: 'open',
  };
  expectStatus(await organizer.post('events', event), 201);
  captain = await participant(stack, SLUG, 'Captain', { background: 'clinician', languages: ['ko'] });
  alone = await participant(stack, SLUG, 'Alone', { background: 'engineer', languages: ['ko'] });
  const seeker = await participant(stack, SLUG, 'Seeker', { background: 'student', languages: ['ko'] });
  teamId = await teamOf(SLUG, 'Iceberg', captain);
  expectStatus(await captain.patch(`teams/${teamId}`, { open: true }), 200);
  expectStatus(await captain.put(`teams/${teamId}/notice`, { text: 'Come to us' }), 200);
  expectStatus(await seeker.put(`events/${SLUG}/notices/mine`, { text: 'I look for a team' }), 200);
  code = expectStatus(await captain.post(`teams/${teamId}/invitations`, {}), 201).body.code;
  // Two that wait for an answer.
  expectStatus(await captain.post(`teams/${teamId}/invitations`, { email: alone.email }), 201);
  await stack.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [alone.id]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const freeze = (when: string | null) =>
  stack.query(`UPDATE event SET teams_freeze_at = now() + $2::interval WHERE slug = $1`, [SLUG, when]);

async function signedIn(person: Person, locale: 'ko-KR' | 'en-GB', width: number): Promise<Page> {
  const t = locale === 'ko-KR' ? KO : EN;
  // The account's language goes before the browser's.
  expectStatus(await person.patch('me', { locale: locale.slice(0, 2) }), 200);
  const context = await browser.newContext({
    baseURL: stack.url,
    locale,
    timezoneId: 'Asia/Seoul',
    viewport: { width, height: 844 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByLabel(t('signUp.email')).fill(person.email);
  await page.getByLabel(t('signUp.password')).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: t('account.title') }).waitFor();
  return page;
}

async function isWell(page: Page): Promise<void> {
  expect(await findingsOf(page)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect([page.url(), wider]).toEqual([page.url(), false]);
}

test('while teams may change, all of it is offered', async () => {
  await freeze('1 hour');
  const page = await signedIn(alone, 'en-GB', 1280);
  await page.goto(`/events/${SLUG}/teams`);
  await page.getByRole('button', { name: EN('invitation.accept') }).waitFor();
  await page.getByText('I look for a team').waitFor();
  expect(
    await page.getByRole('button', { name: EN('teams.joinTeam', { team: 'Iceberg' }) }).count(),
  ).toBeGreaterThan(0);
  expect(await page.getByLabel(EN('teams.haveCode')).count()).toBe(1);
  await page.context().close();
});

test.each([
  ['ko-KR', 390],
  ['en-GB', 1280],
] as const)('once they are frozen, nothing is (%s, %d px)', async (locale, width) => {
  const t = locale === 'ko-KR' ? KO : EN;
  await freeze('-1 hour');
  const page = await signedIn(alone, locale, width);
  await page.goto(`/events/${SLUG}/teams`);
  await page.getByText('I look for a team').waitFor();
  await page.getByText(t('teams.frozenWho')).first().waitFor();
  // The invitation is still shown, and can be declined.
  await page.getByRole('button', { name: t('teams.decline') }).waitFor();
  const refused = [
    t('invitation.accept'),
    t('team.create'),
    t('teams.joinTeam', { team: 'Iceberg' }),
    t('teams.askTeam', { team: 'Iceberg' }),
    t('teams.noticePut'),
    t('teams.haveCodeOpen'),
  ];
  const none = async () => {
    for (const name of refused)
      expect([name, await page.getByRole('button', { name, exact: true }).count()]).toEqual([name, 0]);
  };
  await none();
  await isWell(page);
  for (const path of [`/events/${SLUG}`, `/events/${SLUG}/teams/${teamId}`, `/invitations/${code}`]) {
    await page.goto(path);
    await page.getByText(t('teams.frozenWho')).first().waitFor();
    await none();
    await isWell(page);
  }
  await page.context().close();

  const inside = await signedIn(captain, locale, width);
  await inside.goto(`/events/${SLUG}/teams`);
  await inside.getByText('I look for a team').waitFor();
  const invite = t('teams.invitePersonOf', { person: 'Seeker' });
  expect(await inside.getByRole('button', { name: invite }).count()).toBe(0);
  await isWell(inside);
  await inside.context().close();
});

test('a code is found by somebody without a place, and its link says once it is done', async () => {
  await freeze('1 hour');
  const person = await signUp(stack, 'Newcomer');
  const page = await signedIn(person, 'en-GB', 390);
  await page.goto(`/events/${SLUG}`);
  await page.getByText(EN('teams.codeFold')).click();
  await isWell(page);
  await page.getByLabel(EN('teams.haveCode')).fill(code.toLowerCase().replace('-', ' '));
  await page.getByRole('button', { name: EN('teams.haveCodeOpen') }).click();
  await page.getByRole('button', { name: EN('invitation.accept') }).click();
  await page.getByText(EN('invitation.accepted', { team: 'Iceberg' })).waitFor();
  await page.goto(`/invitations/${code}`);
  await page.getByRole('heading', { name: EN('invitation.done', { team: 'Iceberg' }) }).waitFor();
  expect(await page.getByRole('button', { name: EN('invitation.accept') }).count()).toBe(0);
  await isWell(page);
  await page.getByRole('link', { name: EN('next.action.COMPLETE_TEAM') }).click();
  await page.getByRole('heading', { level: 1, name: 'Iceberg' }).waitFor();
  await page.context().close();
});

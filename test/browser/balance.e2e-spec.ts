import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en as english } from '../../web/src/i18n/en.js';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

/* Organizers press every button of the balancing page once, over an event of the demo's size. */

const t = translator(english);
const PEOPLE = 60;
const SLUG = 'balanced';

let stack: Stack;
let browser: Browser;
let organizer: Person;
let wishing: Person;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  browser = await launchBrowser();
  organizer = await signUpOrganizer(stack);
  const event = {
    slug: SLUG,
    name: { en: 'Balance', ko: '균형' },
    status: 'published',
    timeZone: 'Asia/Seoul',
    startsAt: new Date(Date.now() - 3_600_000).toISOString(),
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    maxTeamSize: 6,
    teamRules: { minSize: 4, required: { clinician: 1, data_scientist: 1 } },
  };
  expectStatus(await organizer.post('events', event), 201);
  // Who signs up one after another is tested elsewhere.
  await stack.query(
    `WITH made AS (
       INSERT INTO account (email, name, password_hash, background, languages, skills, affiliation)
       SELECT 'person' || k || '@example.org', 'Person ' || lpad(k::text, 2, '0'), 'none',
         (ARRAY['clinician', 'data_scientist', 'engineer'])[k % 3 + 1],
         CASE WHEN k % 2 = 0 THEN ARRAY['ko', 'en'] ELSE ARRAY['en'] END, ARRAY['python'], 'Hospital ' || k % 7
       FROM generate_series(1, ${PEOPLE}) AS k RETURNING id)
     INSERT INTO event_member (event_id, account_id, role)
     SELECT e.id, made.id, 'participant' FROM made, event e WHERE e.slug = '${SLUG}'`,
  );
  wishing = await signUp(stack, 'Wishing');
  expectStatus(await wishing.post(`events/${SLUG}/join`), 200);
  await stack.query(`UPDATE account SET background = 'engineer', languages = '{en}' WHERE id = $1`, [
    wishing.id,
  ]);
  const context = await browser.newContext({
    baseURL: stack.url,
    locale: 'en-GB',
    timezoneId: 'Asia/Seoul',
    viewport: { width: 1280, height: 900 },
  });
  await context.addCookies([...organizer.cookies].map(([name, value]) => ({ name, value, url: stack.url })));
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialogButton = (name: string) =>
  page.getByRole('alertdialog').getByRole('button', { name, exact: true });
const states = async () =>
  (await organizer.get(`events/${SLUG}/team-proposals`)).body.items.map(
    ({ state }: { state: string }) => state,
  );
const draft = async () => {
  const { items } = (await organizer.get(`events/${SLUG}/team-proposals`)).body;
  const { id } = items.find(({ state }: { state: string }) => state === 'draft');
  return (await organizer.get(`team-proposals/${id}`)).body;
};

describe('an organizer at the balancing page', () => {
  test('proposes, and finds the page among the teams', async () => {
    await page.goto(`/events/${SLUG}/balance`);
    await page.getByRole('heading', { level: 1, name: t('balance.title') }).waitFor();
    const here = page.getByRole('navigation', { name: t('eventNav.label') }).locator('[aria-current="page"]');
    expect(await here.allTextContents()).toEqual([t('eventNav.teams')]);
    await button(t('balance.make')).click();
    await button(t('balance.discard')).waitFor();
    expect(await findingsOf(page)).toEqual([]);
    expect(await states()).toEqual(['draft']);
  });

  test('discards what does not please, and proposes again', async () => {
    await button(t('balance.discard')).click();
    await dialogButton(t('balance.discard')).click();
    await page.getByText(t('balance.discarded')).first().waitFor();
    expect(await states()).toEqual(['discarded']);
    expect((await organizer.get(`events/${SLUG}/teams`)).body.items).toEqual([]);
    await button(t('balance.make')).click();
    await button(t('balance.apply')).waitFor();
  });

  test('sees a wish that comes late, and takes in who comes late', async () => {
    const { groups } = await draft();
    const mates = groups
      .find(({ members }: { members: { accountId: string }[] }) =>
        members.some(({ accountId }) => accountId === wishing.id),
      )
      .members.filter(({ accountId }: { accountId: string }) => accountId !== wishing.id);
    expectStatus(
      await wishing.post(`events/${SLUG}/wishes`, { accountId: mates[0].accountId, kind: 'not_with' }),
      201,
    );
    const late = await signUp(stack, 'Latecomer');
    expectStatus(await late.post(`events/${SLUG}/join`), 200);
    await page.reload();
    // Nobody has pressed anything: the proposal is looked at with everything as it is now.
    await page.getByText(t('balance.broken', { n: 1 })).waitFor();
    await page.getByText(t('balance.newcomers', { n: 1 })).waitFor();
    await button(t('balance.refresh')).first().click();
    await page.getByText(t('balance.newcomers', { n: 1 })).waitFor({ state: 'detached' });
    const refreshed = await draft();
    const all = [
      ...refreshed.groups.flatMap(({ members }: { members: object[] }) => members),
      ...refreshed.leftOut,
    ];
    expect(all.map(({ name }: { name: string }) => name)).toContain('Latecomer');
    expect(all).toHaveLength(PEOPLE + 2);
  });

  test('applies it: everybody has a team, once', async () => {
    const before = page.url();
    await button(t('balance.again')).click();
    await page.waitForURL((url) => url.href !== before);
    // Whoever came late is left out until somebody says where they go.
    await button(t('balance.move', { name: 'Latecomer' })).click();
    const { groups } = await draft();
    const smallest = groups.reduce(
      (found: number, { members }: { members: object[] }, k: number) =>
        members.length < groups[found].members.length ? k : found,
      0,
    );
    await page.getByRole('dialog').getByLabel(t('balance.moveTo')).selectOption(String(smallest));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('action.save'), exact: true })
      .click();
    await page.locator('.balance-left-out').getByText('Latecomer').waitFor({ state: 'detached' });
    expect((await draft()).leftOut).toEqual([]);
    await button(t('balance.apply')).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await findingsOf(page)).toEqual([]);
    await dialogButton(t('balance.apply')).click();
    await page.getByText(t('balance.applied')).first().waitFor();
    expect((await states())[0]).toBe('applied');
    const [row] = await stack.query<{ people: number; teams: number; largest: number }>(
      `SELECT count(*)::int AS people, count(DISTINCT team_id)::int AS teams,
         (SELECT max(n)::int FROM (SELECT count(*) AS n FROM team_member GROUP BY team_id) x) AS largest
       FROM team_member`,
    );
    expect(row?.people).toBe(PEOPLE + 2);
    expect(row?.largest).toBeLessThanOrEqual(6);
    // Who did not want to be together is not.
    expect(
      await stack.query(
        `SELECT 1 FROM team_wish w JOIN team_member a ON a.account_id = w.from_id JOIN team_member b ON b.account_id = w.to_id
         WHERE w.kind = 'not_with' AND a.team_id = b.team_id`,
      ),
    ).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

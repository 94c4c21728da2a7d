import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { freePort } from '../../src/runtime/ports.js';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en as english } from '../../web/src/i18n/en.js';
import { ko as korean } from '../../web/src/i18n/ko.js';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { Client, PASSWORD, signUp } from '../support/client.js';
import { OIDC_CLIENT, type Provider, startProvider } from '../support/oidc.js';
import { type Stack, startStack } from '../support/stack.js';
import { codeOf, steady } from '../support/totp.js';

const ko = translator(korean);
const en = translator(english);

let stack: Stack;
let provider: Provider;
let browser: Browser;
beforeAll(async () => {
  const [port, away] = [await freePort(), await freePort()];
  const one = (key: string, name: string, at: number) => ({
    key,
    name,
    issuer: `http://127.0.0.1:${at}`,
    ...OIDC_CLIENT,
  });
  stack = await startStack({
    workers: 0,
    env: {
      OIDC_PROVIDERS: JSON.stringify([one('orcid', 'ORCID', port), one('snu', 'SNUH', away)]),
      REQUIRE_SECOND_FACTOR: 'organizers',
    },
  });
  provider = await startProvider({ port, platform: stack.url, keys: ['orcid'], orcidLike: true });
  await provider.knows('0000-0002-1825-0097', { given_name: 'Josiah', family_name: 'Carberry' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await provider?.stop();
  await stack?.stop();
});

async function open(locale: 'ko-KR' | 'en-GB', width: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale,
    timezoneId: 'Asia/Seoul',
    viewport: { width, height: 844 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** Nothing to complain about, and nothing wider than the screen. */
async function isWell(page: Page): Promise<void> {
  expect(await findingsOf(page)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect([page.url(), wider]).toEqual([page.url(), false]);
}

/** One may type at once. */
async function hasFocus(field: Locator): Promise<void> {
  await field.waitFor();
  const isFocused = () => field.evaluate((element) => element === document.activeElement);
  for (const until = Date.now() + 5_000; Date.now() < until; ) if (await isFocused()) break;
  expect(await isFocused()).toBe(true);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('somebody new comes with ORCID, on a phone, in Korean', async () => {
  const page = await open('ko-KR', 390);
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByRole('link', { name: ko('signIn.with', { provider: 'ORCID' }) }).waitFor();
  await isWell(page);
  // A provider that is away is said so on our page, and the other one goes on.
  await page.getByRole('link', { name: ko('signIn.with', { provider: 'SNUH' }) }).click();
  await page.getByText(ko('signIn.problem.OIDC_UNREACHABLE', { provider: 'SNUH' })).waitFor();
  await isWell(page);
  await page.getByRole('link', { name: ko('signIn.with', { provider: 'ORCID' }) }).click();
  await page.getByLabel('Name').fill('0000-0002-1825-0097');
  await button(page, 'Sign in').click();

  await page.getByRole('heading', { level: 1, name: ko('newcomer.title') }).waitFor();
  expect(await page.getByLabel(ko('signUp.name')).inputValue()).toBe('Josiah Carberry');
  await isWell(page);
  await page.getByLabel(ko('signUp.email')).fill('josiah@example.org');
  await page.getByLabel(ko('signUp.consentAgree')).check();
  await button(page, ko('signUp.submit')).click();
  await page.getByRole('heading', { level: 1, name: ko('account.title') }).waitFor();
  await page.getByText(ko('ways.last')).waitFor();
  await page.getByText(ko('sessions.this')).waitFor();
  await isWell(page);

  // Again, in the same browser after signing out: straight to the page that was asked for.
  await button(page, ko('account.signOut')).click();
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByRole('link', { name: ko('signIn.with', { provider: 'ORCID' }) }).click();
  await page.getByRole('heading', { level: 1, name: ko('account.title') }).waitFor();
  await page.context().close();
});

test('an organizer sets up the second factor that the role needs, and signs in with it', async () => {
  const person = await signUp(stack, 'Organizer');
  await stack.query('UPDATE account SET can_create_events = true WHERE id = $1', [person.id]);
  const page = await open('en-GB', 1280);
  await page.goto('/sign-in');
  await page.getByLabel(en('signUp.email')).fill(person.email);
  await page.getByLabel(en('signUp.password')).fill(PASSWORD);
  await page.keyboard.press('Enter');
  // Nothing else is open, and every page says where to go.
  await page.getByText(en('factor.needed')).waitFor();
  await isWell(page);
  await page.getByRole('link', { name: en('factor.neededGo') }).click();
  await button(page, en('factor.setUp')).click();
  await page.getByLabel(en('proof.password')).fill(PASSWORD);
  await isWell(page);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: en('factor.qr') }).waitFor();
  await isWell(page);
  const secret = await page.getByLabel(en('factor.secret')).inputValue();
  await hasFocus(page.getByLabel(en('factor.confirmCode')));
  await steady();
  await page.getByLabel(en('factor.confirmCode')).fill(codeOf(secret, -1));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: en('factor.codesTitle') }).waitFor();
  expect(await page.locator('.recovery-codes li').count()).toBe(10);
  await isWell(page);
  await button(page, en('factor.kept')).click();
  // Everything is open again.
  await page.getByRole('heading', { level: 2, name: en('sessions.title') }).waitFor();
  await page.getByText(en('factor.codesLeft')).waitFor();
  await isWell(page);

  await button(page, en('account.signOut')).click();
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByLabel(en('signUp.email')).fill(person.email);
  await page.getByLabel(en('signUp.password')).fill(PASSWORD);
  await page.keyboard.press('Enter');
  const field = page.getByLabel(en('secondStep.code'));
  await hasFocus(field);
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
  expect(await field.getAttribute('inputmode')).toBe('numeric');
  await isWell(page);
  await field.fill('000000');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await hasFocus(field);
  expect(await field.inputValue()).toBe('');
  await steady();
  await field.fill(codeOf(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: en('account.title') }).waitFor();

  // Another browser is signed out from here.
  const other = new Client(stack);
  await other.post('auth/sign-in', { email: person.email, password: PASSWORD });
  await steady();
  expect((await other.post('auth/second-factor', { code: codeOf(secret, 1) })).status).toBe(200);
  await page.reload();
  await page.getByRole('button', { name: new RegExp(`^${en('sessions.end')}: `) }).click();
  await page
    .getByText(/is signed out\./)
    .first()
    .waitFor();
  expect((await other.get('me')).status).toBe(401);
  await page.context().close();
});

test('a provider is added to an account after the password, and removed again', async () => {
  await provider.knows('0000-0001-5109-3700', { given_name: 'Adder' });
  const person = await signUp(stack, 'Adder');
  const page = await open('en-GB', 390);
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByLabel(en('signUp.email')).fill(person.email);
  await page.getByLabel(en('signUp.password')).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await button(page, en('ways.add', { provider: 'ORCID' })).click();
  await page.getByLabel(en('proof.password')).fill(PASSWORD);
  await isWell(page);
  await page.keyboard.press('Enter');
  await page.getByLabel('Name').fill('0000-0001-5109-3700');
  await page.keyboard.press('Enter');
  await page.getByText(en('ways.added', { provider: 'ORCID' })).waitFor();
  await isWell(page);
  await page.getByRole('button', { name: `${en('ways.remove')}: ORCID` }).click();
  await isWell(page);
  await button(page, en('ways.remove')).click();
  await page
    .getByText(en('ways.removed', { provider: 'ORCID' }))
    .first()
    .waitFor();
  await page.context().close();
});

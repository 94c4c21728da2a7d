import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Key, translator } from '../../web/src/i18n/dictionary.js';
import { en as english } from '../../web/src/i18n/en.js';
import { ko as korean } from '../../web/src/i18n/ko.js';
import { makeApplicationEvent } from '../support/applications.js';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { PASSWORD, type Person, signUp } from '../support/client.js';
import { expectStatus } from '../support/event.js';
import { newestMail } from '../support/mailbox.js';
import { type Stack, startStack } from '../support/stack.js';

// What stands in mails, opened by somebody who is signed in: the account may load before, during or after the page.

const ko = translator(korean);
const en = translator(english);

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/**
 * A Korean phone on which the person is signed in, and which has shown the site before: what the page needs comes at once
 * from its cache, and the account only while the screen is being drawn. (Intercepting requests would switch the cache off.)
 */
async function phoneOf(person: Person): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    viewport: { width: 390, height: 844 },
  });
  await context.addCookies(
    [...person.cookies].map(([name, value]) => ({ name, value, url: stack.url, httpOnly: true })),
  );
  await context.addInitScript(() => localStorage.setItem('signed-in', '1'));
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  for (const path of ['/', '/verify-email', '/reset-password']) {
    await page.goto(path);
    await page.getByRole('link', { name: person.name }).waitFor();
  }
  await page.close();
  return context;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
/** An account's own language takes over from the browser's as soon as the account is known. */
const either = (key: Key) => {
  const say = (t: typeof ko) => t(key as 'verify.done').replaceAll('.', '\\.');
  return new RegExp(`${say(ko)}|${say(en)}`);
};
async function koreanPerson(name: string): Promise<Person> {
  const person = await signUp(stack, name);
  expectStatus(await person.patch('me', { locale: 'ko' }), 200);
  return person;
}

test.each(['ko', 'en'])('the mailed links of a signed-in account in %s are followed', async (locale) => {
  const person = await signUp(stack, '김하늘');
  expectStatus(await person.patch('me', { locale }), 200);
  const context = await phoneOf(person);
  const page = await context.newPage();
  await page.goto((await newestMail(stack, person.email, 'account.verify_address')).url);
  await page.getByText(either('verify.done')).waitFor();
  expect((await person.get('me')).body.emailVerifiedAt).not.toBeNull();
  // The secret is not left in the history.
  expect(new URL(page.url()).hash).toBe('');
  expect(await findingsOf(page)).toEqual([]);

  expectStatus(await person.post('auth/forgot-password', { email: person.email }), 204);
  const { url } = await newestMail(stack, person.email, 'account.password_reset');
  const other = await context.newPage();
  await other.goto(url);
  await other.getByLabel(either('account.passwordNew')).fill(`${PASSWORD} again`);
  await button(other, either('reset.submit')).click();
  await other.getByText(either('reset.done')).waitFor();
  await context.close();
});

test('another link in the same tab is followed as well', async () => {
  const person = await signUp(stack, '박나무');
  const context = await phoneOf(person);
  const page = await context.newPage();
  await page.goto(`/verify-email#${'a'.repeat(43)}`);
  await page.getByRole('alert').waitFor();
  await page.goto((await newestMail(stack, person.email, 'account.verify_address')).url);
  await page.getByText(either('verify.done')).waitFor();
  await context.close();
});

test("a co-host's invitation in the wrong account says which one is meant, and leads there", async () => {
  const { slug, organizer } = await makeApplicationEvent(stack);
  const [meant, other] = [await koreanPerson('초대된 사람'), await koreanPerson('다른 사람')];
  expectStatus(
    await organizer.post(`events/${slug}/invitations`, { role: 'organizer', email: meant.email }),
    201,
  );
  const { url } = await newestMail(stack, meant.email, 'event_invitation.organizer');
  const context = await phoneOf(other);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('heading', { name: ko('invitation.unusable') }).waitFor();
  await page.getByText(/p…@example\.org/).waitFor();
  expect(await button(page, ko('action.retry')).count()).toBe(0);
  expect(await findingsOf(page)).toEqual([]);
  await button(page, ko('invitation.otherAccount')).click();
  await page.waitForURL(/\/sign-in\?next=%2Fevent-invitations%2F/);
  await context.close();
});

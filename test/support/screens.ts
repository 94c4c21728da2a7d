import type { Browser, BrowserContext, Page } from 'playwright-core';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en } from '../../web/src/i18n/en.js';
import { ko } from '../../web/src/i18n/ko.js';
import { PASSWORD, type Person } from './client.js';
import type { Stack } from './stack.js';

/** How people read: both languages, a phone and a laptop. */
export const SCREENS = [
  ['ko', 390],
  ['en', 390],
  ['ko', 1280],
  ['en', 1280],
] as const;

export const WORDS = { ko: translator(ko), en: translator(en) };

export interface Screen {
  context: BrowserContext;
  page: Page;
  /** What the page complains about. */
  complaints: string[];
}

/** The screen of somebody who is signed in. */
export async function screenOf(
  stack: Stack,
  browser: Browser,
  { email }: Person,
  [language, width]: readonly ['ko' | 'en', number],
): Promise<Screen> {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale: language === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  const answer = await context.request.post('/api/v1/auth/sign-in', { data: { email, password: PASSWORD } });
  if (answer.status() !== 200) throw new Error(`sign-in: ${answer.status()}`);
  // The account's language is followed until the reader chooses.
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
  return { context, page, complaints };
}

/** By how many pixels a page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en as english } from '../../web/src/i18n/en.js';
import { ko as korean } from '../../web/src/i18n/ko.js';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/client.js';
import { type Prepared, predictionsCsv, prepareTask, signUpOrganizer, truthCsv } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

const ko = translator(korean);
const en = translator(english);

let stack: Stack;
let browser: Browser;
let event: Prepared;
beforeAll(async () => {
  stack = await startStack();
  browser = await launchBrowser();
  event = await prepareTask(stack);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** A phone of somebody who reads that language; what its page complains about is collected. */
async function phone(
  locale: 'ko-KR' | 'en-GB',
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale,
    timezoneId: 'Asia/Seoul',
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  // Whoever listens has choosers held back from the start: a key may be quicker than the first waiting for one.
  page.on('filechooser', () => undefined);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal that the test provokes is shown on the page; the browser also notes it here.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function chooseFile(page: Page, file: ReturnType<typeof csv>, label: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: label }).first().click();
  await (await chooser).setFiles(file);
}

/** Goes on with Tab until the element has the focus, as someone without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not get to ${target}`);
}

describe('a participant who reads Korean', () => {
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    ({ page, complaints } = await phone('ko-KR'));
  });

  test('signs up after reading what becomes of their data', async () => {
    await page.goto(`/events/${event.slug}`);
    await page.getByRole('heading', { level: 1, name: '시험 행사' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('ko');
    expect(await findingsOf(page)).toEqual([]);
    await page.getByRole('link', { name: ko('signIn.toSignUp') }).click();
    await page.getByLabel(ko('signUp.name'), { exact: true }).fill('김하나');
    await page.getByLabel(ko('signUp.email')).fill('hana@example.org');
    await page.getByLabel(ko('signUp.password')).fill(PASSWORD);
    await page.getByLabel(ko('signUp.consentAgree')).check();
    expect(await findingsOf(page)).toEqual([]);
    await button(page, ko('signUp.submit')).click();
    await page.waitForURL(`**/events/${event.slug}`);
  });

  test('joins, and creates a team', async () => {
    await button(page, ko('event.next.join')).click();
    await button(page, ko('team.create')).click();
    await page.getByLabel(ko('team.name')).fill('새벽 중환자실');
    await button(page, ko('team.create')).click();
    await page.getByText(ko('team.members', { n: 1, max: 8 })).waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  test('sees in which lines a bad file is wrong, and keeps the entry', async () => {
    await page.getByRole('link', { name: ko('event.next.taskOpen', { task: '사망 예측' }) }).click();
    await page.getByText(ko('task.next.submitLeft', { n: 5 })).waitFor();
    expect(await findingsOf(page)).toEqual([]);
    const lines = predictionsCsv(event.truth).trim().split('\n');
    lines[3] = 's0002,much';
    lines[5] = 's0004,1.5';
    await chooseFile(page, csv('bad.csv', lines.join('\n')), ko('file.choose'));
    await button(page, ko('submit.send')).click();
    const refusal = page.getByRole('alert').filter({ hasText: ko('file.refused') });
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain(ko('file.line', { line: 4 }));
    expect(await refusal.textContent()).toContain(ko('file.line', { line: 6 }));
    expect(await findingsOf(page)).toEqual([]);
    await page.getByText(ko('task.next.submitLeft', { n: 5 })).waitFor();
  });

  test('sees a good one scored without loading the page again', async () => {
    await chooseFile(page, csv('good.csv', predictionsCsv(event.truth, 0.7)), ko('file.choose'));
    await page.getByLabel(ko('submit.note')).fill('첫 시도');
    await button(page, ko('submit.send')).click();
    const row = page.getByRole('row').filter({ hasText: 'good.csv' });
    await row.getByText(ko('entries.state.scored')).waitFor();
    expect(await row.textContent()).toMatch(/0\.\d{3}/);
    await page.getByText(ko('task.next.submitLeft', { n: 4 })).waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  test('finds their team on the board', async () => {
    await page
      .getByRole('link', { name: ko('task.toBoard') })
      .first()
      .click();
    const row = page.getByRole('row').filter({ hasText: '새벽 중환자실' });
    await row.waitFor();
    expect(await row.textContent()).toContain(ko('board.own'));
    expect(await findingsOf(page)).toEqual([]);
  });

  test('reads on in English, also after loading again', async () => {
    await button(page, ko('language.other')).click();
    await page.getByText(en('board.live')).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: en('board.of', { task: 'Mortality' }) }).waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  test('submits by the keyboard alone', async () => {
    await page.goto(`/events/${event.slug}/tasks/mortality`);
    // What comes after the form is there, so nothing arrives any more that could move what has the focus.
    await page.getByRole('heading', { name: en('entries.title') }).waitFor();
    await page.getByText(en('entries.state.scored')).first().waitFor();
    const choose = button(page, en('file.choose'));
    await tabTo(page, choose);
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    expect(await choose.evaluate((element) => element === document.activeElement)).toBe(true);
    await (await chooser).setFiles(csv('keys.csv', predictionsCsv(event.truth, 0.5)));
    await tabTo(page, button(page, en('submit.send')));
    await page.keyboard.press('Enter');
    await page
      .getByRole('row')
      .filter({ hasText: 'keys.csv' })
      .getByText(en('entries.state.scored'))
      .waitFor();
  });

  test('makes an access token, which is shown once', async () => {
    await page.goto('/account');
    await button(page, en('account.tokenNew')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(en('account.tokenName')).fill('notebook');
    expect(await findingsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: en('account.tokenNew') }).click();
    expect(await dialog.getByLabel(en('account.tokenValue')).inputValue()).toMatch(/\S{20,}/);
    await dialog.getByLabel(en('account.tokenValue')).press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('rowheader', { name: 'notebook' }).waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  test('meets no error that the page does not show', () => {
    expect(complaints).toEqual([]);
  });
});

describe('an organizer', () => {
  test('sets up an event, a task and its labels on the page', async () => {
    const organizer = await signUpOrganizer(stack, 'Dr Seo');
    const { page, context, complaints } = await phone('en-GB');
    await page.goto('/sign-in?next=/organize/new-event');
    await page.getByLabel(en('signUp.email')).fill(organizer.email);
    await page.getByLabel(en('signUp.password')).fill(PASSWORD);
    await button(page, en('signIn.submit')).click();

    const both = async (label: string, text: string) => {
      await page.getByLabel(`${label} · ${en('field.ko')}`).fill(text);
      await page.getByLabel(`${label} · ${en('field.en')}`).fill(text);
    };
    await page.getByRole('heading', { level: 1, name: en('organize.newTitle') }).waitFor();
    await both(en('organize.name'), 'Sepsis days');
    const day = (offset: number) =>
      `${new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)}T09:00`;
    await page.getByLabel(en('organize.starts')).fill(day(-2));
    await page.getByLabel(en('organize.ends')).fill(day(2));
    expect(await findingsOf(page)).toEqual([]);
    await button(page, en('organize.create')).click();

    await page.getByRole('link', { name: en('organize.taskNew') }).click();
    await both(en('setup.name'), 'Sepsis in six hours');
    await page.getByLabel(en('setup.split'), { exact: true }).selectOption('column');
    await page.getByLabel(en('setup.splitColumn')).fill('split');
    expect(await findingsOf(page)).toEqual([]);
    await button(page, en('setup.create')).click();

    await page.getByText(en('setup.truthNone')).waitFor();
    await chooseFile(page, csv('labels.csv', truthCsv(event.truth)), en('file.choose'));
    await button(page, en('setup.truthUpload')).click();
    await page.getByText('90', { exact: true }).first().waitFor();
    await page.getByText(en('setup.truthPart', { rows: 27, positives: 9, percent: '33.3' })).waitFor();
    expect(await findingsOf(page)).toEqual([]);

    await page.goto('/events/sepsis-days/set-up');
    await button(page, en('organize.publish')).click();
    await page.getByText(en('organize.published')).waitFor();
    for (const part of ['phases', 'members', 'tasks', 'record'] as const) {
      await page
        .getByRole('navigation', { name: en('organize.parts') })
        .getByRole('link', { name: en(`organize.part.${part}`), exact: true })
        .click();
      await page.getByRole('heading', { level: 2, name: en(`organize.part.${part}`) }).waitFor();
      expect(await findingsOf(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

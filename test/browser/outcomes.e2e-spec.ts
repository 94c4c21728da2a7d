import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en as english } from '../../web/src/i18n/en.js';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/client.js';
import { type Prepared, prepareTask } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

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

test('on a phone an organizer chooses what is predicted, and gets the files as they should look', async () => {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  const { email } = event.organizer;
  const signedIn = await context.request.post('/api/v1/auth/sign-in', {
    data: { email, password: PASSWORD },
  });
  expect(signedIn.status()).toBe(200);
  await page.goto(`/events/${event.slug}/tasks/new`);
  for (const language of ['ko', 'en'] as const) {
    await page.getByLabel(`${en('setup.name')} · ${en(`field.${language}`)}`).fill('Where to');
  }
  const kind = page.getByLabel(en('outcome.kind'), { exact: true });
  for (const value of await kind
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as { value?: string }).value!))) {
    await kind.selectOption(value);
    expect(await findingsOf(page)).toEqual([]);
  }
  await kind.selectOption('multiclass');
  await page.getByLabel(en('outcome.field.classes'), { exact: true }).fill('home\nward = p_w\ndied');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: en('outcome.download', { file: 'entry.csv' }) }).click();
  const sample = readFileSync(await (await download).path(), 'utf8');
  expect(sample.split('\n').slice(0, 2)).toEqual(['id,p_home,p_w,p_died', 'row-1,0.6,0.2,0.2']);
  await page.getByRole('button', { name: en('setup.create') }).click();
  await page.waitForURL(/set-up$/);
  const { items } = (await event.organizer.get(`events/${event.slug}/tasks`)).body;
  expect(items.at(-1)).toMatchObject({
    kind: 'multiclass',
    metric: 'auroc_ovr_macro',
    schema: {
      label: 'label',
      classes: [
        { name: 'home', prediction: 'p_home' },
        { name: 'ward', prediction: 'p_w' },
        { name: 'died', prediction: 'p_died' },
      ],
    },
  });
  await page.goto(`/events/${event.slug}/tasks/${items.at(-1).slug}`);
  await page.getByText('id,p_home,p_w,p_died').waitFor();
  expect(await findingsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

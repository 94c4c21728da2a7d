import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { expectStatus, makeTeam, predictionsCsv, prepareTask, submitAndWait } from '../support/event.js';
import { overflowOf, screenOf, WORDS } from '../support/screens.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  stack = await startStack();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

test.each([
  ['ko', 390],
  ['en', 1280],
] as const)('in %s at %i pixels another metric is compared, and applied', async (language, width) => {
  const t = WORDS[language];
  const event = await prepareTask(stack, { task: { furtherMetrics: ['average_precision'] } });
  for (const [name, noise] of [
    ['One', 0.5],
    ['Two', 0.9],
  ] as const) {
    const team = await makeTeam(stack, event.slug, `${name} ${event.slug}`);
    await submitAndWait(team, event.taskId, predictionsCsv(event.truth, noise));
  }
  const { page, context, complaints } = await screenOf(stack, browser, event.organizer, [language, width]);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.goto(`/events/${event.slug}/tasks/mortality/set-up`);
  await page.getByText(t('rescoring.begin')).click();
  const form = page.locator('#rescoring form');
  await form.getByLabel(t('rescoring.reason')).fill('Precision shall rank');
  await form.getByLabel(t('setup.metric')).selectOption('average_precision');
  // The one that ranked stays, beside the others.
  await form
    .getByRole('listitem')
    .filter({ hasText: t('metric.auroc') })
    .waitFor();
  expect(await findingsOf(page)).toEqual([]);
  await button(t('rescoring.start')).click();
  await page.getByText(t('rescoring.status.ready', { total: 2 })).waitFor({ timeout: 60_000 });
  const rules = t('rescoring.truthVersion', { n: 1 });
  const lists = await page.getByText(rules).allTextContents();
  expect(lists).toEqual([
    `${rules} · ${t('metric.auroc')}, ${t('metric.average_precision')}`,
    `${rules} · ${t('metric.average_precision')}, ${t('metric.auroc')}`,
  ]);
  const [publicPart, finalPart] = [button(t('rescoring.part.public')), button(t('rescoring.part.final'))];
  expect(await finalPart.getAttribute('aria-pressed')).toBe('true');
  await publicPart.click();
  expect(await publicPart.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('table', { name: t('rescoring.part.public') }).waitFor();
  expect(await findingsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await button(t('rescoring.apply')).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: t('rescoring.apply') })
    .click();
  await page.getByText('Precision shall rank').first().waitFor();
  await page.getByText(t('rescoring.begin')).waitFor({ timeout: 30_000 });
  const { metric, furtherMetrics } = expectStatus(
    await event.organizer.get(`tasks/${event.taskId}`),
    200,
  ).body;
  expect([metric, furtherMetrics]).toEqual(['average_precision', ['auroc']]);
  await page.goto(`/events/${event.slug}/tasks/mortality/board`);
  await page.getByText('Precision shall rank').waitFor();
  expect(await findingsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

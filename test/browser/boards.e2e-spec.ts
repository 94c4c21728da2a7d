import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import type { Person } from '../support/client.js';
import {
  expectStatus,
  fileForm,
  makeTeam,
  makeTruth,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
} from '../support/event.js';
import { overflowOf, SCREENS, type Screen, screenOf, WORDS } from '../support/screens.js';
import { type Stack, startStack } from '../support/stack.js';

// The pages around a board, as a participant and an organizer see them, in both languages, on a phone and a laptop.

const truth = makeTruth(600);
let stack: Stack;
let browser: Browser;
let event: Prepared;
let own: Person & { teamId: string };
let entryId: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await launchBrowser();
  event = await prepareTask(stack, {
    truth,
    task: { limitPerDay: null, limitTotal: null, liveReports: true },
  });
  const { organizer, taskId, slug } = event;
  const rows = truth.map(({ id, label, split }, k) => `${id},${label},${split},${k % 2 ? 'A' : 'B'}`);
  expectStatus(
    await organizer.put(`tasks/${taskId}/truth`, fileForm(`id,label,split,site\n${rows.join('\n')}\n`)),
    200,
  );
  const gates = [{ of: 'group', figure: 'auroc', min: 0.6 }];
  expectStatus(await organizer.patch(`tasks/${taskId}`, { groupColumns: ['site'], gates }), 200);
  for (const [name, noise] of [
    ['First', 0.6],
    ['Second', 0.6],
    ['Third', 0.85],
    ['Last', 0.99],
  ] as const) {
    const team = await makeTeam(stack, slug, name);
    await submitAndWait(team, taskId, predictionsCsv(truth, noise));
  }
  own = await makeTeam(stack, slug, 'Own');
  await submitAndWait(own, taskId, predictionsCsv(truth, 0.9));
  entryId = (await submitAndWait(own, taskId, predictionsCsv(truth, 0.75))).id;
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe.each(SCREENS)('%s, %i pixels', (language, width) => {
  const t = WORDS[language];
  const task = () => `/events/${event.slug}/tasks/mortality`;
  let participant: Screen;
  let organizer: Screen;
  beforeAll(async () => {
    participant = await screenOf(stack, browser, own, [language, width]);
    organizer = await screenOf(stack, browser, event.organizer, [language, width]);
  });
  afterAll(async () => {
    expect([...participant.complaints, ...organizer.complaints]).toEqual([]);
    await participant.context.close();
    await organizer.context.close();
  });

  async function sound({ page }: Screen): Promise<void> {
    expect(await findingsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  }

  test('a board has bands in words, rank intervals, and marks what is not met', async () => {
    const { page } = participant;
    await page.goto(`${task()}/board`);
    await page.getByText(t('board.band', { from: 1, to: 2, n: 2 })).waitFor();
    const board = expectStatus(await own.get(`tasks/${event.taskId}/leaderboard`), 200).body;
    const row = board.rows.find(({ team }: { team: { name: string } }) => team.name === 'Third');
    const [low, high] = row.rankInterval;
    const third = page.getByRole('row').filter({ hasText: 'Third' });
    expect(await third.textContent()).toContain(t('board.rankInterval', { low, high }));
    const last = page.getByRole('row').filter({ hasText: 'Last' });
    const gate = t('gate.atLeast', {
      what: t('gate.inEveryGroup', { figure: t('gate.figure.auroc') }),
      min: 0.6,
    });
    expect(await last.textContent()).toContain(t('gate.failed', { gate }));
    expect(await third.textContent()).not.toContain(t('gate.failed', { gate }));
    await sound(participant);
  });

  test('two teams are compared, and all pairs stand in a table', async () => {
    const { page } = participant;
    await page.getByRole('link', { name: t('board.compare') }).click();
    await page.getByRole('heading', { level: 1, name: t('compare.title') }).waitFor();
    await page.getByLabel(t('compare.second')).selectOption({ label: '5. Last' });
    const said = page.getByRole('status').filter({ hasText: 'First' });
    await said.getByText(t('compare.sentence.clear', { a: 'First', b: 'Last', percent: 100 })).waitFor();
    expect(await page.getByRole('table').getByRole('row').count()).toBe(6);
    await sound(participant);
  });

  test('a team sees its own released scores under each other, and their reports', async () => {
    const { page } = participant;
    await page.goto(task());
    const forest = page.getByRole('table', { name: t('forest.title') });
    await forest.waitFor();
    expect(await forest.getByRole('row').count()).toBe(3);
    expect(await forest.textContent()).toContain(t('forest.best'));
    await sound(participant);
    await page.goto(`${task()}/entries/${entryId}`);
    await page
      .getByText(t('report.groupsOf', { column: 'site' }))
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: t('report.part.public') }).count()).toBe(0);
    await page.getByText(t('gate.verdict.kept'), { exact: true }).waitFor();
    await sound(participant);
  });

  test('an organizer looks at what publishing would show, and at the settings that decide', async () => {
    const { page } = organizer;
    await page.goto(`${task()}/set-up`);
    const preview = page.getByRole('table', { name: t('preview.title') });
    await preview.waitFor();
    expect(await preview.getByRole('row').count()).toBe(6);
    const boxed = page.getByRole('checkbox', { name: t('setup.liveReports') });
    expect(await boxed.isChecked()).toBe(true);
    await sound(organizer);
    await page.goto(`${task()}/board?split=final`);
    await page.getByText(t('board.finalPreview')).waitFor();
    await page.getByRole('row').filter({ hasText: 'Own' }).waitFor();
    await sound(organizer);
  });

  test('in a report an organizer goes from one part to the other', async () => {
    const { page } = organizer;
    await page.goto(`${task()}/entries/${entryId}`);
    const part = (name: 'public' | 'final') =>
      page.getByRole('button', { name: t(`report.part.${name}`), exact: true });
    await part('final').waitFor();
    expect(await part('final').getAttribute('aria-pressed')).toBe('true');
    const colour = (name: 'public' | 'final') =>
      part(name).evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await colour('final')).not.toBe(await colour('public'));
    await part('public').click();
    await page.getByText(t('report.basisPublic', { rows: 180, positives: 60, threshold: 0.5 })).waitFor();
    expect(await part('public').getAttribute('aria-pressed')).toBe('true');
    await sound(organizer);
  });
});

test('a requirement is added and taken away on the page', async () => {
  const t = WORDS.en;
  const { page, context, complaints } = await screenOf(stack, browser, event.organizer, ['en', 1280]);
  await page.goto(`/events/${event.slug}/tasks/mortality/set-up`);
  const add = page.getByRole('button', { name: t('gate.add') });
  await add.waitFor();
  expect(await add.isDisabled()).toBe(true);
  await page.getByLabel(t('gate.of'), { exact: true }).selectOption('gap');
  await page.getByLabel(t('gate.figure'), { exact: true }).selectOption('equalizedOdds');
  await page.getByLabel(t('gate.max'), { exact: true }).fill('0.3');
  await add.click();
  await page.getByRole('button', { name: t('action.save') }).click();
  await page.getByText(t('action.saved')).waitFor();
  const { gates } = expectStatus(await own.get(`tasks/${event.taskId}`), 200).body;
  expect(gates).toHaveLength(2);
  expect(gates[1]).toEqual({
    of: 'gap',
    figure: 'equalizedOdds',
    column: null,
    at: null,
    min: null,
    max: 0.3,
  });
  expect(complaints).toEqual([]);
  await context.close();
});

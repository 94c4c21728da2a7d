import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en as english } from '../../web/src/i18n/en.js';
import { ko as korean } from '../../web/src/i18n/ko.js';
import { decide, makeApplicationEvent, seedApplications } from '../support/applications.js';
import { findingsOf } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { PASSWORD, type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// Applying on a phone, and what organizers do with applications, as people do it.

const ko = translator(korean);
const en = translator(english);

let stack: Stack;
let browser: Browser;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  browser = await launchBrowser();
  organizer = await signUpOrganizer(stack);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function signedIn(person: Person, locale: 'ko-KR' | 'en-GB', width: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale,
    timezoneId: 'Asia/Seoul',
    viewport: { width, height: 844 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const t = locale === 'ko-KR' ? ko : en;
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByLabel(t('signUp.email')).fill(person.email);
  await page.getByLabel(t('signUp.password')).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: t('account.title') }).waitFor();
  return page;
}

/** Nothing to complain about, and nothing wider than the screen. */
async function isWell(page: Page): Promise<void> {
  expect(await findingsOf(page)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect([page.url(), wider]).toEqual([page.url(), false]);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const both = (text: string) => ({ ko: text, en: text });
const questions = [
  { kind: 'long', label: both('Why do you come?'), isRequired: true, maxLength: 3_000 },
  { kind: 'file', label: both('CV'), isRequired: false },
];

test('an applicant loses nothing by leaving, chooses languages by name, and takes a file away again', async () => {
  const { slug } = await makeApplicationEvent(stack, { organizer, form: { questions } });
  const person = await signUp(stack, '지원자');
  expectStatus(await person.patch('me', { locale: 'ko' }), 200);
  const page = await signedIn(person, 'ko-KR', 390);
  const why = page.getByLabel('Why do you come?');
  const written = async () => {
    const { body } = await person.get(`events/${slug}/my-applications`);
    return Object.values(body.items[0]?.draft ?? {})[0];
  };
  const kept = async (text: string) => {
    for (const until = Date.now() + 5_000; Date.now() < until; ) if ((await written()) === text) break;
    expect(await written()).toBe(text);
  };
  // Typed and gone at once, sooner than the pause after which it is saved.
  await page.goto(`/events/${slug}/apply`);
  await why.fill('다른 페이지로 떠나요');
  await page.goto('about:blank');
  await kept('다른 페이지로 떠나요');
  await page.goto(`/events/${slug}/apply`);
  await expectValue(why, '다른 페이지로 떠나요');
  await why.fill('다른 화면으로 가요');
  await page.getByRole('link', { name: '신청 행사' }).first().click();
  await kept('다른 화면으로 가요');
  await page.goto(`/events/${slug}/apply`);
  await expectValue(why, '다른 화면으로 가요');

  // Languages by their names, with the keyboard alone; a skill of one's own.
  const languages = page.getByRole('combobox', { name: ko('people.languages') });
  await languages.focus();
  await page.keyboard.type('베트');
  await page.getByRole('option', { name: '베트남어' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('english');
  await page.getByRole('option', { name: '영어' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: '베트남어' }).waitFor();
  await page.getByRole('row', { name: '영어' }).waitFor();
  const skills = page.getByRole('combobox', { name: ko('people.skills') });
  await skills.focus();
  await page.keyboard.type('생존 분석');
  await page.keyboard.press('Enter');
  await page.keyboard.type('pyth');
  await page.getByRole('option', { name: 'Python' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: '생존 분석' }).waitFor();
  await page.getByRole('row', { name: 'Python' }).waitFor();
  await isWell(page);

  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: ko('file.choose') })
    .first()
    .click();
  await (await chooser).setFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('cv') });
  // Choosing it is enough.
  await button(page, ko('apply.fileRemoveOne', { name: 'cv.pdf' })).click();
  await page.getByText(ko('apply.fileRemoved', { name: 'cv.pdf' })).waitFor();
  expect(await page.getByRole('link', { name: 'cv.pdf' }).count()).toBe(0);

  await page.getByLabel(ko('people.background')).selectOption('clinician');
  await why.fill('');
  await button(page, ko('apply.submit')).click();
  // Named as the form names it, and not as the API does.
  const refusal = page.getByRole('alert').filter({ hasText: ko('state.checkFields') });
  await refusal.waitFor();
  expect(await refusal.textContent()).not.toContain('answers.');
  await why.fill('다른 화면으로 가요');
  await button(page, ko('apply.submit')).click();
  await page.getByText(ko('apply.status.submitted')).first().waitFor();
  expect((await person.get('me')).body).toMatchObject({
    languages: ['vi', 'en'],
    skills: ['생존 분석', 'Python'],
    background: 'clinician',
  });
  await page.context().close();
});

test('what is written when the time is over stays in the tab, and is there when applications open again', async () => {
  const { slug } = await makeApplicationEvent(stack, { organizer, form: { questions } });
  const closing = (from: string) =>
    stack.query(`UPDATE event SET applications_close_at = now() + $2::interval WHERE slug = $1`, [
      slug,
      from,
    ]);
  const person = await signUp(stack, 'Late');
  const page = await signedIn(person, 'en-GB', 390);
  await page.goto(`/events/${slug}/apply`);
  const why = page.getByLabel('Why do you come?');
  await why.waitFor();
  // The grace is for those who had begun; this person had not.
  await closing('-1 hour');
  await why.fill('I began too late');
  await page.getByText(en('apply.unsaved')).waitFor();
  await expectValue(why, 'I began too late');
  await isWell(page);
  await closing('1 hour');
  await page.goto('/account');
  await page.goto(`/events/${slug}/apply`);
  await expectValue(why, 'I began too late');
  await page.context().close();
});

const expectValue = async (field: ReturnType<Page['getByLabel']>, value: string) => {
  await field.waitFor();
  for (const until = Date.now() + 5_000; Date.now() < until; )
    if ((await field.inputValue()) === value) break;
  expect(await field.inputValue()).toBe(value);
};

test('an organizer fills places from the waiting list, and goes beyond them with a reason', async () => {
  const { slug } = await makeApplicationEvent(stack, {
    organizer,
    form: { capacity: 2, promotion: 'manual' },
    event: { joining: 'open' },
  });
  const list = await seedApplications(
    stack,
    slug,
    Array.from({ length: 3 }, (_, k) => ({ name: `Waits ${k}`, status: 'waitlisted' })),
  );
  const page = await signedIn(organizer, 'en-GB', 1280);
  await page.goto(`/events/${slug}/people?part=applications`);
  await button(page, en('promotion.action')).click();
  await page.getByText(en('promotion.lead', { n: 2 })).waitFor();
  await isWell(page);
  await button(page, en('promotion.submit')).click();
  await page.getByText(en('promotion.done', { n: 2 })).waitFor();
  await button(page, en('promotion.action')).waitFor({ state: 'detached' });

  // All places are taken now; a mentor who should take part asks for a reason.
  const mentor = await signUp(stack, 'Mentor');
  await stack.query(
    `INSERT INTO event_member (event_id, account_id, role) SELECT id, $2, 'mentor' FROM event WHERE slug = $1`,
    [slug, mentor.id],
  );
  await page.goto(`/events/${slug}/set-up?part=members`);
  await page.getByLabel(en('organize.memberRoleOf', { name: 'Mentor' })).selectOption('participant');
  await page.getByLabel(en('organize.roleReason')).fill('Would rather build');
  await isWell(page);
  await button(page, en('organize.roleChangeDo')).click();
  await page.getByRole('heading', { name: /beyond the capacity/ }).waitFor();
  await isWell(page);
  await page.getByLabel(en('capacity.reason')).fill('Speaks for the patients');
  await button(page, en('capacity.beyond')).click();
  await page
    .getByText(en('organize.memberChanged', { name: 'Mentor', role: en('events.role.participant') }))
    .waitFor();
  const [row] = await stack.query(
    `SELECT reason FROM audit_entry WHERE action = 'member.role_changed' AND subject_id = $1`,
    [mentor.id],
  );
  expect(row).toEqual({ reason: 'Would rather build · Speaks for the patients' });
  expectStatus(await decide(organizer, slug, [list[2]!.id], 'decline'), 200);
  await page.context().close();
});

test.each(['ko-KR', 'en-GB'] as const)(
  'a changed consent is read and answered on a phone (%s)',
  async (locale) => {
    const t = locale === 'ko-KR' ? ko : en;
    const consent = {
      kind: 'consent',
      label: { ko: '사진을 찍어요', en: 'Photos are taken' },
      isRequired: true,
    };
    const { slug } = await makeApplicationEvent(stack, { organizer, form: { questions: [consent] } });
    const form = async () => (await organizer.get(`events/${slug}/application-forms/participant`)).body;
    const { questions: asked } = await form();
    const person = await signUp(stack, 'Reads');
    expectStatus(await person.patch('me', { background: 'student' }), 200);
    const sent = await person.post(`events/${slug}/my-applications/participant/submit`, {
      answers: { [asked[0].id]: true },
    });
    expectStatus(await decide(organizer, slug, [expectStatus(sent, 200).body.id], 'accept'), 200);

    for (const one of [person, organizer]) {
      expectStatus(await one.patch('me', { locale: locale.slice(0, 2) }), 200);
    }

    // The organizer is told what the change of the text does.
    const desk = await signedIn(organizer, locale, 1280);
    await desk.goto(`/events/${slug}/set-up?part=applications`);
    const wording = desk.getByLabel(`${t('formSetUp.label')} · ${t('field.en')}`).first();
    await expectValue(wording, 'Photos are taken');
    expect(await desk.getByText(t('consents.warn')).count()).toBe(0);
    await wording.fill('Films are taken');
    await desk.getByText(t('consents.warn')).waitFor();
    await button(desk, t('action.save')).click();
    await desk.getByText(t('action.saved')).first().waitFor();

    const page = await signedIn(person, locale, 390);
    await page.goto(`/events/${slug}`);
    await page.getByRole('heading', { name: t('next.title.AGREE_CONSENTS') }).waitFor();
    await page
      .getByRole('link', { name: t('next.action.AGREE_CONSENTS') })
      .first()
      .click();
    const [now, before] =
      locale === 'ko-KR' ? ['사진을 찍어요', '사진을 찍어요'] : ['Films are taken', 'Photos are taken'];
    const card = page.getByRole('article', { name: now });
    await card.getByText(t('consents.before'), { exact: true }).waitFor();
    expect(await card.textContent()).toContain(before);
    await isWell(page);
    // A no is asked about, and takes nothing away.
    await button(page, t('consents.refuse')).click();
    await page.getByText(t('consents.refuseLead')).waitFor();
    await isWell(page);
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('consents.refuse') })
      .click();
    await page.getByText(t('consents.refusedHint')).waitFor();

    // Organizers see it, and remind.
    await desk.goto(`/events/${slug}/people?part=members`);
    await desk
      .getByText(t('consents.dueCount', { n: 1, due: 0, refused: 1, role: t('events.role.participant') }))
      .waitFor();
    await desk.getByRole('cell', { name: t('consents.state.refused') }).waitFor();
    await isWell(desk);
    await button(desk, t('consents.remind')).click();
    await desk.getByText(t('consents.reminded', { n: 1 })).waitFor();

    await button(page, t('consents.agree')).click();
    await page.getByText(t('consents.agreed')).waitFor();
    await button(page, t('consents.takeBack')).waitFor();
    await isWell(page);
    await desk.context().close();
    await page.context().close();
  },
);

test('free places are offered where places are set; answers are read again once they cannot be changed', async () => {
  expectStatus(await organizer.patch('me', { locale: 'en' }), 200);
  const { slug } = await makeApplicationEvent(stack, {
    organizer,
    form: { capacity: 1, promotion: 'manual', questions: [questions[0]] },
  });
  const form = (await organizer.get(`events/${slug}/application-forms/participant`)).body;
  const person = await signUp(stack, 'Answers');
  expectStatus(await person.patch('me', { background: 'student' }), 200);
  const sent = await person.post(`events/${slug}/my-applications/participant/submit`, {
    answers: { [form.questions[0].id]: 'To learn how wards work' },
  });
  expectStatus(await decide(organizer, slug, [expectStatus(sent, 200).body.id], 'accept'), 200);
  await seedApplications(
    stack,
    slug,
    Array.from({ length: 2 }, (_, k) => ({ name: `Waits ${k}`, status: 'waitlisted' })),
  );
  const page = await signedIn(organizer, 'en-GB', 390);
  await page.goto(`/events/${slug}/set-up?part=applications`);
  const capacity = page.getByLabel(en('formSetUp.capacity'), { exact: false }).first();
  await expectValue(capacity, '1');
  // All places are taken: nothing to offer. With three there are two free.
  expect(await button(page, en('promotion.action')).count()).toBe(0);
  await capacity.fill('3');
  await button(page, en('action.save')).click();
  await page.getByText(en('promotion.wait', { n: 2, waiting: 2 })).waitFor();
  await isWell(page);
  await button(page, en('promotion.action')).click();
  await button(page, en('promotion.submit')).click();
  await page.getByText(en('promotion.done', { n: 2 })).waitFor();
  await page.getByText(en('promotion.wait', { n: 2, waiting: 2 })).waitFor({ state: 'detached' });
  await page.context().close();

  const own = await signedIn(person, 'en-GB', 390);
  await own.goto(`/events/${slug}/apply`);
  await own.getByRole('heading', { name: en('apply.yourAnswers') }).waitFor();
  await own.getByText('To learn how wards work').waitFor();
  expect(await button(own, en('apply.submit')).count()).toBe(0);
  await isWell(own);
  await own.context().close();
});

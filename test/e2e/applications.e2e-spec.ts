import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicant, makeApplicationEvent, soon } from '../support/applications.js';
import type { Person } from '../support/client.js';
import { signUp } from '../support/client.js';
import { expectStatus, fileForm, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// Applying: the form and its versions, drafts, deadlines, files, handing in, withdrawing.

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

const both = (text: string) => ({ ko: `${text} (한)`, en: text });
const QUESTIONS = [
  { kind: 'long', label: both('Why do you come?'), isRequired: true, maxLength: 3_000 },
  { kind: 'choice', label: both('Days'), isRequired: true, options: [{ label: 'One' }, { label: 'Both' }] },
  {
    kind: 'choices',
    label: both('Tools'),
    isRequired: false,
    options: [{ label: 'R' }, { label: 'Python' }],
  },
  { kind: 'file', label: both('CV'), isRequired: false },
  { kind: 'consent', label: both('Photos may be taken'), isRequired: true },
];

const makeEvent = (more: object = {}) =>
  makeApplicationEvent(stack, { organizer, form: { questions: QUESTIONS }, ...more });
const formOf = async (person: Person, slug: string, role = 'participant') =>
  expectStatus(await person.get(`events/${slug}/application-forms/${role}`), 200).body;
const mine = (slug: string, rest = '') => `events/${slug}/my-applications/participant${rest}`;

async function goodAnswers(person: Person, slug: string): Promise<Record<string, unknown>> {
  const { questions } = await formOf(person, slug);
  const [why, days, , , photos] = questions;
  return { [why.id]: '환자를 돕고 싶어요.', [days.id]: days.options[1].id, [photos.id]: true };
}

describe('a form', () => {
  test('is made by organizers, and each question and option gets an id that stays', async () => {
    const { slug } = await makeEvent();
    const form = await formOf(organizer, slug);
    expect(form).toMatchObject({
      version: 1,
      isOpen: true,
      window: 'open',
      promotion: 'applied',
      capacity: null,
    });
    expect(form.questions.map((one: { kind: string }) => one.kind)).toEqual([
      'long',
      'choice',
      'choices',
      'file',
      'consent',
    ]);
    const put = (body: object) =>
      organizer.put(`events/${slug}/application-forms/participant`, {
        version: form.version,
        isOpen: true,
        questions: form.questions,
        ...body,
      });
    // Nothing asked anew: the version stays, settings change.
    const capacity = expectStatus(await put({ capacity: 5, confirmDays: 3 }), 200).body;
    expect(capacity).toMatchObject({ version: 1, capacity: 5, confirmDays: 3, questions: form.questions });
    const changed = structuredClone(form.questions);
    changed[0].label = both('Why?');
    changed.push({ kind: 'short', label: both('City'), isRequired: false });
    const next = expectStatus(await put({ questions: changed }), 200).body;
    expect(next.version).toBe(2);
    expect(next.questions.slice(0, 5).map((one: { id: string }) => one.id)).toEqual(
      form.questions.map((one: { id: string }) => one.id),
    );
    const stale = await put({ questions: changed });
    expect([stale.status, stale.body.code]).toEqual([409, 'FORM_CHANGED']);
    changed[0].kind = 'short';
    const kind = await put({ version: 2, questions: changed });
    expect([kind.status, kind.body.code]).toEqual([409, 'QUESTION_CHANGED_KIND']);
    expect((await formOf(await signUp(stack, 'Reader'), slug)).capacity).toBeNull();
  });

  test.each([
    ['questions.0.label', { kind: 'short', label: { ko: '', en: 'x' }, isRequired: true }],
    ['questions.0.options', { kind: 'choice', label: 'x', isRequired: true, options: [{ label: 'x' }] }],
    ['questions.0.kind', { kind: 'code', label: 'x', isRequired: true }],
    ['questions.0.maxLength', { kind: 'long', label: 'x', isRequired: true, maxLength: 100_000 }],
    ['questions.0.label', { kind: 'short', label: 'x'.repeat(6_000), isRequired: true }],
    ['questions.0.isRequired', { kind: 'short', label: 'x' }],
  ])('with a wrong %s is refused', async (path, question) => {
    const { slug } = await makeEvent({ form: {} });
    const answer = await organizer.put(`events/${slug}/application-forms/participant`, {
      version: 0,
      isOpen: true,
      questions: [question],
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
  });

  test('that changes leaves earlier answers what they were', async () => {
    const { slug } = await makeEvent();
    const person = await applicant(stack, 'Early');
    const before = await formOf(person, slug);
    const answers = await goodAnswers(person, slug);
    const { id } = expectStatus(await person.post(mine(slug, '/submit'), { answers }), 200).body;
    // The question is taken out, an option too, and another is worded anew.
    const [, days, tools, , photos] = before.questions;
    const kept = [
      { ...days, options: [days.options[0], { label: 'Neither' }] },
      tools,
      { ...photos, label: both('Films may be taken') },
    ];
    expectStatus(
      await organizer.put(`events/${slug}/application-forms/participant`, {
        version: 1,
        isOpen: true,
        questions: kept,
      }),
      200,
    );
    const seen = (await organizer.get(`events/${slug}/applications/${id}`)).body;
    expect(seen.answers).toEqual(answers);
    expect(seen.questions).toEqual(before.questions);
    const csv = (await organizer.get(`events/${slug}/applications.csv`)).body as string;
    expect(csv).toContain('Why do you come?');
    expect(csv).toContain('환자를 돕고 싶어요.');
    // The old option still has its name.
    expect(csv).toMatch(/,Both/);
    // Who hands in once more answers the new questions.
    const again = await person.post(mine(slug, '/submit'), {});
    expect(again.status).toBe(422);
    expect(again.body.errors.map((one: { path: string }) => one.path)).toContain(`answers.${days.id}`);
    // A page that still shows the old form saves without being refused for what is gone.
    expect(
      (await person.put(mine(slug), { answers: { ...answers, [days.id]: days.options[0].id } })).status,
    ).toBe(200);
  });
});

describe('an application', () => {
  test('is written, saved, handed in, changed and withdrawn', async () => {
    const { slug } = await makeEvent();
    const person = await applicant(stack, '지원자');
    expect((await person.get(`events/${slug}/my-applications`)).body).toEqual({
      items: [],
      nextCursor: null,
    });
    const joined = await person.post(`events/${slug}/join`);
    expect([joined.status, joined.body.code]).toEqual([409, 'APPLICATION_NEEDED']);
    const answers = await goodAnswers(person, slug);
    const [first] = Object.keys(answers);
    const draft = expectStatus(
      await person.put(mine(slug), { answers: { [first!]: 'half a th' } }),
      200,
    ).body;
    expect(draft).toMatchObject({ status: 'draft', mayHandIn: true, submittedAt: null });
    const unfinished = await person.post(mine(slug, '/submit'), {});
    expect(unfinished.status).toBe(422);
    expect(unfinished.body.errors).toHaveLength(2);
    expect((await organizer.get(`events/${slug}/applications`)).body.items).toEqual([]);
    const sent = expectStatus(await person.post(mine(slug, '/submit'), { answers }), 200).body;
    expect(sent).toMatchObject({ status: 'submitted', draft: answers, hasUnsentChanges: false });
    const changed = expectStatus(
      await person.put(mine(slug), { answers: { ...answers, [first!]: 'Another reason' } }),
      200,
    ).body;
    expect(changed).toMatchObject({
      status: 'submitted',
      hasUnsentChanges: true,
      submittedAt: sent.submittedAt,
    });
    const seen = async () => (await organizer.get(`events/${slug}/applications/${sent.id}`)).body;
    expect((await seen()).answers).toEqual(answers);
    const resent = expectStatus(await person.post(mine(slug, '/submit'), {}), 200).body;
    expect(resent).toMatchObject({ hasUnsentChanges: false, submittedAt: sent.submittedAt });
    expect((await seen()).answers[first!]).toBe('Another reason');
    expect(expectStatus(await person.post(mine(slug, '/withdraw')), 200).body.status).toBe('withdrawn');
    expect((await person.post(mine(slug, '/withdraw'))).body.code).toBe('NOTHING_TO_WITHDRAW');
    expect(expectStatus(await person.post(mine(slug, '/submit'), {}), 200).body.status).toBe('submitted');
    const mails = await stack.query<{ kind: string }>(
      'SELECT kind FROM mail WHERE account_id = $1 AND event_id IS NOT NULL ORDER BY created_at',
      [person.id],
    );
    expect(mails.map(({ kind }) => kind)).toEqual([
      'application.received',
      'application.withdrawn',
      'application.received',
    ]);
    const actions = await stack.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id`,
      [sent.id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'application.submitted',
      'application.revised',
      'application.withdrawn',
      'application.submitted',
    ]);
  });

  test('asks for a background first, and is not for members', async () => {
    const { slug } = await makeEvent();
    const nobody = await signUp(stack, 'Without profile');
    const answers = await goodAnswers(nobody, slug);
    const refused = await nobody.post(mine(slug, '/submit'), { answers });
    expect([refused.status, refused.body.code]).toEqual([422, 'PROFILE_INCOMPLETE']);
    // What was written is there.
    expect((await nobody.get(`events/${slug}/my-applications`)).body.items[0].draft).toEqual(answers);
    const member = await organizer.put(mine(slug), { answers: {} });
    expect([member.status, member.body.code]).toEqual([409, 'ALREADY_A_MEMBER']);
    const none = await nobody.put(`events/${slug}/my-applications/mentor`, { answers: {} });
    expect([none.status, none.body.code]).toEqual([409, 'APPLICATIONS_NOT_OPEN']);
    expect((await nobody.put(`events/${slug}/my-applications/organizer`, { answers: {} })).status).toBe(404);
  });

  test('with texts of 10,000 characters, formulas and odd characters gets a clear answer', async () => {
    const { slug } = await makeEvent();
    const person = await applicant(stack, 'Long');
    const [why, days] = (await formOf(person, slug)).questions;
    const save = (value: unknown) => person.put(mine(slug), { answers: { [why.id]: value } });
    const long = await save('가'.repeat(10_000));
    expect([long.status, long.body.errors[0].path]).toEqual([422, `answers.${why.id}`]);
    expect(long.body.errors[0].detail).toContain('3000');
    expect((await save('nul\0')).status).toBe(422);
    expect((await save({ deep: 'x' })).status).toBe(422);
    expect((await save('=HYPERLINK("http://x") 🧠 \u202eabc')).status).toBe(200);
    expect((await person.put(mine(slug), { answers: { [days.id]: 'x' } })).status).toBe(422);
    expect((await person.put(mine(slug), { answers: { unknown: 'x' } })).status).toBe(422);
    expect((await person.put(mine(slug), { answers: [] })).status).toBe(422);
  });

  test('by twenty clicks at once is one', async () => {
    const { slug } = await makeEvent();
    const person = await applicant(stack, 'Impatient');
    const answers = await goodAnswers(person, slug);
    const clicks = await Promise.all(
      Array.from({ length: 20 }, () => person.post(mine(slug, '/submit'), { answers })),
    );
    expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([200]));
    const rows = await stack.query('SELECT turn FROM application WHERE account_id = $1', [person.id]);
    expect(rows).toEqual([{ turn: 1 }]);
    const mails = await stack.query(
      `SELECT 1 FROM mail WHERE account_id = $1 AND kind = 'application.received'`,
      [person.id],
    );
    expect(mails).toHaveLength(1);
  });
});

describe('the deadline', () => {
  const close = (slug: string, minutesAgo: number) =>
    stack.query(`UPDATE event SET applications_close_at = now() - $2 * interval '1 minute' WHERE slug = $1`, [
      slug,
      minutesAgo,
    ]);

  test('that passes while a form is open loses nothing: there is a grace, and the text is kept after it', async () => {
    const { slug } = await makeEvent();
    const [writer, late] = [await applicant(stack, 'Writer'), await applicant(stack, 'Too late')];
    const answers = await goodAnswers(writer, slug);
    expectStatus(await writer.put(mine(slug), { answers: {} }), 200);
    expectStatus(await late.put(mine(slug), { answers: {} }), 200);
    // Begun an hour ago, and the deadline was a minute ago.
    await stack.query(`UPDATE application SET begun_at = now() - interval '1 hour'`);
    await close(slug, 1);
    expect((await formOf(writer, slug)).window).toBe('grace');
    const stranger = await applicant(stack, 'Stranger');
    const begun = await stranger.put(mine(slug), { answers });
    expect([begun.status, begun.body.code]).toEqual([409, 'APPLICATIONS_CLOSED']);
    expect((await writer.post(mine(slug, '/submit'), { answers })).status).toBe(200);

    await close(slug, 20);
    expect((await formOf(writer, slug)).window).toBe('closed');
    const refused = await late.post(mine(slug, '/submit'), { answers });
    expect([refused.status, refused.body.code]).toEqual([409, 'APPLICATIONS_CLOSED']);
    const kept = (await late.get(`events/${slug}/my-applications`)).body.items[0];
    expect(kept).toMatchObject({ status: 'draft', draft: answers, mayHandIn: false });
    // Organizers may open it again; then it is handed in as it was written.
    expectStatus(await organizer.patch(`events/${slug}`, { applicationsCloseAt: soon(1) }), 200);
    expect((await late.post(mine(slug, '/submit'), {})).status).toBe(200);
  });

  test('is said on the clock of the event, in summer time and out of it', async () => {
    const said = async (timeZone: string, closesAt: string, language: string) => {
      const { slug } = await makeEvent({
        event: {
          timeZone,
          startsAt: '2026-11-20T00:00:00Z',
          endsAt: '2027-12-31T00:00:00Z',
          applicationsCloseAt: null,
        },
      });
      const person = await applicant(stack, 'Reader');
      await stack.query('UPDATE event SET applications_close_at = $2 WHERE slug = $1', [slug, closesAt]);
      const { body } = await person.put(
        mine(slug),
        { answers: {} },
        { headers: { 'accept-language': language } },
      );
      expect(body.code).toBe('APPLICATIONS_CLOSED');
      return body.detail as string;
    };
    // Half an hour before and after the clocks of Berlin went back on 25 October 2026.
    expect(await said('Europe/Berlin', '2026-10-25T00:30:00Z', 'en')).toMatch(/25 Oct.*02:30 (GMT\+2|CEST)/);
    expect(await said('Europe/Berlin', '2026-10-25T01:30:00Z', 'en')).toMatch(/25 Oct.*02:30 (GMT\+1|CET)/);
    expect(await said('Asia/Seoul', '2026-10-24T15:00:00Z', 'ko')).toMatch(/10월 25일.*00:00/);
  });

  test('has to come after the opening; before that, one waits', async () => {
    const { slug } = await makeEvent({ event: { applicationsOpenAt: soon(2) } });
    const person = await applicant(stack, 'Early bird');
    const early = await person.put(mine(slug), { answers: {} });
    expect([early.status, early.body.code]).toEqual([409, 'APPLICATIONS_NOT_YET']);
    const wrong = await organizer.patch(`events/${slug}`, { applicationsCloseAt: soon(1) });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'applicationsCloseAt']);
    const none = await organizer.patch(`events/${slug}`, {
      applicationsOpenAt: null,
      applicationsCloseAt: null,
    });
    expect(none.body).toMatchObject({ applicationsOpenAt: null, applicationsCloseAt: null });
    expect((await person.put(mine(slug), { answers: {} })).status).toBe(200);
  });
});

describe('a file', () => {
  const put = (
    person: Person,
    slug: string,
    question: string,
    content: string | Uint8Array,
    name = 'cv.pdf',
  ) => person.put(mine(slug, `/files/${question}`), fileForm(content, {}, name));
  const stored = () => {
    const under = (area: string) => {
      try {
        return readdirSync(join(stack.home, 'storage', area));
      } catch {
        return [];
      }
    };
    return [...under('applications'), ...under('arriving')];
  };

  test('is taken, replaced, read by its owner and by organizers of this event alone, and removed', async () => {
    const { slug } = await makeEvent();
    const person = await applicant(stack, 'With file');
    const cv = (await formOf(person, slug)).questions[3].id;
    const before = stored().length;
    const first = expectStatus(await put(person, slug, cv, 'one'), 200).body;
    expect(first.files).toMatchObject([{ questionId: cv, name: 'cv.pdf', size: 3 }]);
    const second = expectStatus(await put(person, slug, cv, 'second', '../../이력서 1.html'), 200).body;
    expect(second.files).toMatchObject([{ name: '이력서 1.html', size: 6 }]);
    expect(stored()).toHaveLength(before + 1);
    const { url } = second.files[0];
    // What is not handed in is nobody's but the applicant's.
    expectStatus(await person.get(url), 200);
    expect((await organizer.get(url)).status).toBe(404);
    const answers = await goodAnswers(person, slug);
    expectStatus(await person.post(mine(slug, '/submit'), { answers }), 200);
    for (const reader of [person, organizer]) {
      const got = expectStatus(await reader.get(url), 200);
      expect(got.body).toBe('second');
      expect(got.headers.get('content-type')).toBe('application/octet-stream');
      expect(got.headers.get('content-disposition')).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent('이력서 1.html')}`,
      );
      expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const stranger = await signUp(stack, 'Stranger');
    const elsewhere = await signUpOrganizer(stack, 'Organizer of another event');
    await makeApplicationEvent(stack, { organizer: elsewhere });
    for (const other of [stranger, elsewhere]) expect((await other.get(url)).status).toBe(404);
    expect((await put(person, slug, (await formOf(person, slug)).questions[0].id, 'x')).status).toBe(404);
    expect((await person.delete(mine(slug, `/files/${cv}`))).body.code).toBe('APPLICATION_DECIDED');
    expectStatus(await put(person, slug, cv, 'the third'), 200);
    const [{ id: handedIn }] = (await organizer.get(`events/${slug}/applications`)).body.items;
    expect((await organizer.get(`events/${slug}/applications/${handedIn}`)).body.files).toHaveLength(1);
    expectStatus(await person.post(mine(slug, '/withdraw')), 200);
    // What is withdrawn takes its files along.
    expect((await organizer.get(url)).status).toBe(404);
    expect((await organizer.get(`events/${slug}/applications/${handedIn}`)).body.files).toEqual([]);
    expectStatus(await person.get(url), 200);
    expect((await person.delete(mine(slug, `/files/${cv}`))).body.files).toEqual([]);
    const record = await stack.query(
      `SELECT r.action, r.before, r.after FROM audit_entry r JOIN event e ON e.id = r.event_id
       WHERE e.slug = $1 AND r.subject_type = 'application_file' AND r.action <> 'application_file.downloaded'
       ORDER BY r.id`,
      [slug],
    );
    expect(record).toEqual([
      { action: 'application_file.uploaded', before: null, after: { size: 3 } },
      { action: 'application_file.replaced', before: { size: 3 }, after: { size: 6 } },
      { action: 'application_file.replaced', before: { size: 6 }, after: { size: 9 } },
      { action: 'application_file.removed', before: { size: 9 }, after: null },
    ]);
    expect(stored()).toHaveLength(before);
    expect((await person.get(url)).status).toBe(404);
  });

  test('of more than 10 MB is refused, whether or not it says so, and nothing is left behind', async () => {
    const { slug } = await makeEvent();
    const person = await applicant(stack, 'Big file');
    const cv = (await formOf(person, slug)).questions[3].id;
    const before = stored().length;
    const said = await put(person, slug, cv, new Uint8Array(11 * 2 ** 20));
    expect([said.status, said.body.code]).toEqual([413, 'UPLOAD_TOO_LARGE']);
    const boundary = 'x';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\n\r\n`;
    const answer = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      let sent = 0;
      const sending = request(person.address(mine(slug, `/files/${cv}`)), {
        method: 'PUT',
        headers: {
          'content-type': `multipart/form-data; boundary=${boundary}`,
          'content-length': String(200 * 2 ** 20 + head.length),
          cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      });
      sending.once('response', (got) => {
        resolve({ status: got.statusCode ?? 0, sent });
        got.resume();
        sending.destroy();
      });
      sending.once('error', reject);
      const chunk = Buffer.alloc(2 ** 16);
      sending.write(head);
      const more = () => {
        while (!sending.destroyed && sent < 200 * 2 ** 20) {
          sent += chunk.length;
          if (!sending.write(chunk)) return void sending.once('drain', more);
        }
      };
      more();
    });
    expect(answer.status).toBe(413);
    // It was not read to its end.
    expect(answer.sent).toBeLessThan(100 * 2 ** 20);
    const chunked = await fetch(person.address(mine(slug, `/files/${cv}`)), {
      method: 'PUT',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(head));
          for (let k = 0; k < 12; k++) controller.enqueue(new Uint8Array(2 ** 20));
          controller.enqueue(new TextEncoder().encode(`\r\n--${boundary}--\r\n`));
          controller.close();
        },
      }),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(stored()).toHaveLength(before);
    expect((await person.get(`events/${slug}/my-applications`)).body.items).toEqual([]);
  });

  test('that is asked for has to be there', async () => {
    const { slug } = await makeApplicationEvent(stack, {
      organizer,
      form: { questions: [{ kind: 'file', label: 'CV', isRequired: true }] },
    });
    const person = await applicant(stack, 'Needs file');
    const [cv] = (await formOf(person, slug)).questions;
    const missing = await person.post(mine(slug, '/submit'), { answers: {} });
    expect([missing.status, missing.body.errors[0].path]).toEqual([422, `answers.${cv.id}`]);
    expectStatus(await put(person, slug, cv.id, 'here'), 200);
    expectStatus(await person.post(mine(slug, '/submit'), {}), 200);
    expect((await person.delete(mine(slug, `/files/${cv.id}`))).body.code).toBe('APPLICATION_DECIDED');
  });
});

describe('a mentor', () => {
  test('applies with expertise, languages and times, and has a profile once accepted', async () => {
    const { slug } = await makeApplicationEvent(stack, { organizer, role: 'mentor' });
    const mentor = await applicant(stack, '멘토');
    const path = `events/${slug}/my-applications/mentor`;
    const nothing = await mentor.post(`${path}/submit`, { answers: {} });
    expect([nothing.status, nothing.body.code]).toEqual([422, 'OFFER_INCOMPLETE']);
    const offer = {
      expertise: ['중환자의학', 'Causal inference', 'causal inference'],
      languages: ['ko', 'en'],
      times: [{ startsAt: '2026-12-01T09:00:00+09:00', endsAt: '2026-12-01T12:00:00+09:00' }],
      maxTeams: 3,
    };
    const backwards = {
      ...offer,
      times: [{ startsAt: offer.times[0]!.endsAt, endsAt: offer.times[0]!.startsAt }],
    };
    const wrong = await mentor.put(path, { answers: {}, offer: backwards });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'offer.times.0.endsAt']);
    const { id } = expectStatus(await mentor.post(`${path}/submit`, { answers: {}, offer }), 200).body;
    const accepted = await organizer.post(`events/${slug}/applications/decisions`, {
      ids: [id],
      decision: 'accept',
    });
    expect(accepted.body.items[0]).toMatchObject({ outcome: 'changed', status: 'accepted' });
    expect((await mentor.get(`events/${slug}`)).body.myRole).toBe('mentor');
    const profile = {
      expertise: ['중환자의학', 'Causal inference'],
      languages: ['ko', 'en'],
      times: [{ startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-01T03:00:00.000Z' }],
      maxTeams: 3,
    };
    expect((await mentor.get(`events/${slug}/mentors/me/profile`)).body).toEqual(profile);
    const changed = expectStatus(
      await mentor.put(`events/${slug}/mentors/me/profile`, { ...profile, maxTeams: 1 }),
      200,
    );
    expect(changed.body.maxTeams).toBe(1);
    expect((await organizer.get(`events/${slug}/mentors/me/profile`)).body.code).toBe('NOT_A_MENTOR');
    const [seen] = (await organizer.get(`events/${slug}/mentors`)).body.items;
    expect(seen).toMatchObject({ name: '멘토', expertise: profile.expertise });
  });
});

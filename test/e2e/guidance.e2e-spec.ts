import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicant, decide, makeApplicationEvent, seedApplications } from '../support/applications.js';
import { type Person, signUp } from '../support/client.js';
import {
  expectStatus,
  makeTeam,
  predictionsCsv,
  prepareTask,
  signUpOrganizer,
  submitAndWait,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 1 });
});
afterAll(() => stack?.stop());

const HOUR = 3_600_000;
const from = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
interface Step {
  code: string;
  state: string;
  dueAt: string | null;
  where: string;
}
const next = async (person: Person, slug: string) => {
  const { body } = expectStatus(await person.get(`events/${slug}/next`), 200);
  // Nobody here has confirmed their address.
  const [first, ...steps] = body.steps.map(({ code, state }: Step) => `${code} ${state}`);
  expect(first).toBe('VERIFY_EMAIL todo');
  return { ...body, line: steps };
};
const setProfile = (person: Person, background: string) =>
  stack.query(`UPDATE account SET background = $2, languages = '{ko}' WHERE id = $1`, [
    person.id,
    background,
  ]);

describe('what to do next', () => {
  test('leads a participant from joining to the final entry', async () => {
    const { slug, taskId, organizer, truth } = await prepareTask(stack, { task: { maxSelected: 1 } });
    const person = await signUp(stack, 'Guided');
    expect(await next(person, slug)).toMatchObject({ role: null, current: { code: 'JOIN', state: 'todo' } });
    expectStatus(await person.post(`events/${slug}/join`), 200);
    expect((await next(person, slug)).line.slice(0, 2)).toEqual(['COMPLETE_PROFILE todo', 'FIND_TEAM todo']);
    await setProfile(person, 'clinician');
    expect((await next(person, slug)).current.code).toBe('FIND_TEAM');
    const team = expectStatus(await person.post(`events/${slug}/teams`, { name: 'Guided' }), 201).body;
    const proposal = { title: { en: 'T' }, question: { en: 'Q' } };
    const { id } = expectStatus(await organizer.post(`events/${slug}/problems`, proposal), 201).body;
    expect((await next(organizer, slug)).line).toContain('DECIDE_PROPOSALS todo');
    expectStatus(await organizer.post(`problems/${id}/decision`, { status: 'selected' }), 200);
    expect((await next(person, slug)).current.code).toBe('CHOOSE_PROBLEM');
    expectStatus(await person.put(`teams/${team.id}/problem`, { problemId: id }), 200);
    expect((await next(person, slug)).current.code).toBe('DECLARE_NOVELTY');
    const { version } = (await person.get(`teams/${team.id}/work`)).body.statement;
    expectStatus(await person.post(`teams/${team.id}/novelty`, { version }), 201);
    expect((await next(person, slug)).current).toMatchObject({
      code: 'SUBMIT',
      state: 'todo',
      where: `/events/${slug}/tasks/mortality`,
      params: { title: { en: 'Mortality' }, count: 0 },
    });
    await submitAndWait(person, taskId, predictionsCsv(truth, 0.2));
    expect((await next(person, slug)).current.code).toBe('VERIFY_EMAIL');
    const second = await submitAndWait(person, taskId, predictionsCsv(truth, 0.3));
    expect((await next(person, slug)).current.code).toBe('SELECT_FINAL');
    expectStatus(await person.put(`submissions/${second.id}/selection`, { selected: true }), 200);
    expect((await next(person, slug)).line.at(-1)).toBe('SELECT_FINAL done');
  });

  test('follows an application', async () => {
    const organizer = await signUpOrganizer(stack);
    const slug = 'applying';
    const event = {
      slug,
      name: 'Apply',
      status: 'published',
      timeZone: 'Asia/Seoul',
      joining: 'application',
    };
    expectStatus(await organizer.post('events', { ...event, startsAt: from(48), endsAt: from(72) }), 201);
    const person = await signUp(stack, 'Applicant');
    expect((await next(person, slug)).line).toEqual(['APPLICATIONS_SHUT waiting']);
    expect((await next(organizer, slug)).line).toContain('OPEN_APPLICATIONS todo');
    const form = { version: 0, isOpen: true, questions: [] };
    expectStatus(await organizer.put(`events/${slug}/application-forms/participant`, form), 200);
    expect((await next(person, slug)).line).toEqual(['APPLY todo']);
    const { id } = (await organizer.get(`events/${slug}`)).body;
    await stack.query(
      `INSERT INTO application (event_id, account_id, role, status) VALUES ($1, $2, 'participant', 'waitlisted')`,
      [id, person.id],
    );
    expect((await next(person, slug)).line).toEqual(['APPLY done', 'WAITING_LIST waiting']);
    // Accepted, and in already: confirming comes first, and the organizers see whose place is about to lapse.
    await stack.query(
      `UPDATE application SET status = 'accepted', confirm_by = now() + interval '20 hours' WHERE event_id = $1`,
      [id],
    );
    await stack.query(
      `INSERT INTO event_member (event_id, account_id, role) VALUES ($1, $2, 'participant')`,
      [id, person.id],
    );
    expect((await next(person, slug)).current).toMatchObject({
      code: 'CONFIRM_PLACE',
      state: 'todo',
      where: `/events/${slug}/apply`,
    });
    const lapsing = async () =>
      (await organizer.get(`events/${slug}/attention`)).body.needs.find(
        ({ code }: { code: string }) => code === 'UNCONFIRMED_PLACE',
      );
    expect(await lapsing()).toMatchObject({ count: 1, examples: [{ name: 'Applicant' }] });
    expectStatus(await person.post(`events/${slug}/my-applications/participant/confirm`), 200);
    expect((await next(person, slug)).line[0]).toBe('CONFIRM_PLACE done');
    expect(await lapsing()).toBeUndefined();
  });

  test('is different for mentors and organizers', async () => {
    const { slug, organizer } = await prepareTask(stack);
    const mentor = await signUp(stack, 'Mentor');
    expectStatus(await mentor.post(`events/${slug}/join`), 200);
    expectStatus(await organizer.put(`events/${slug}/members/${mentor.id}`, { role: 'mentor' }), 200);
    await setProfile(mentor, 'engineer');
    expect((await next(mentor, slug)).line).toEqual(['COMPLETE_PROFILE done', 'MEET_TEAMS waiting']);
    await makeTeam(stack, slug, 'Mentored');
    expect((await next(organizer, slug)).line).toEqual([
      'CREATE_TASK done',
      'PUBLISH_EVENT done',
      'ASSIGN_MENTORS todo',
      'WATCH todo',
    ]);
  });
});

describe('who needs help', () => {
  test('is counted with names, with as many queries for many teams as for one', async () => {
    const { slug, organizer } = await prepareTask(stack, {
      event: { endsAt: from(5), teamRules: { minSize: 2, required: { clinician: 1 } } },
    });
    const loner = await signUp(stack, '=Loner');
    expectStatus(await loner.post(`events/${slug}/join`), 200);
    for (const name of ['AA', 'BB', 'CC']) await makeTeam(stack, slug, name);
    const { body } = expectStatus(await organizer.get(`events/${slug}/attention`), 200);
    const needs = Object.fromEntries(
      body.needs.map((need: { code: string; count: number; examples: { name: string }[] }) => [
        need.code,
        [need.count, need.examples.map(({ name }) => name)],
      ]),
    );
    expect(needs).toEqual({
      UNVERIFIED_ADDRESS: [5, expect.anything()],
      PERSON_WITHOUT_TEAM: [1, ['=Loner']],
      TEAM_INCOMPLETE: [3, ['AA', 'BB', 'CC']],
      TEAM_WITHOUT_ENTRY: [3, ['AA', 'BB', 'CC']],
    });
  });
});

describe('what waits for organizers', () => {
  const needsOf = async (organizer: Person, slug: string) => {
    const { body } = expectStatus(await organizer.get(`events/${slug}/attention`), 200);
    return Object.fromEntries(
      body.needs.map((need: { code: string; examples: { name: string }[] }) => [
        need.code,
        need.examples.map(({ name }) => name),
      ]),
    );
  };

  test('is named one by one, and goes as it is done', async () => {
    const { slug, organizer } = await prepareTask(stack);
    const event = await makeTeam(stack, slug, 'Waiting');
    const other = await makeTeam(stack, slug, 'Settled');
    const mentor = await signUp(stack, 'Mentor');
    expectStatus(await mentor.post(`events/${slug}/join`), 200);
    const quiet = await needsOf(organizer, slug);
    const NEW = ['HELP_UNANSWERED', 'FAILED_MAIL', 'NOT_CHECKED_IN', 'UNDECIDED_APPLICATION'];
    const TEAMS = ['TEAM_WITHOUT_PROBLEM', 'NOVELTY_NOT_DECLARED', 'TEAM_WITHOUT_MENTOR'];
    expect(Object.keys(quiet).filter((code) => [...NEW, ...TEAMS].includes(code))).toEqual([]);

    // Mentors: every team without one, until it has one.
    expectStatus(await organizer.put(`events/${slug}/members/${mentor.id}`, { role: 'mentor' }), 200);
    expect((await needsOf(organizer, slug)).TEAM_WITHOUT_MENTOR).toEqual(['Waiting', 'Settled']);
    const items = [{ teamId: other.teamId, mentorId: mentor.id }];
    expectStatus(await organizer.post(`events/${slug}/mentoring/assignments`, { items }), 200);
    expect((await needsOf(organizer, slug)).TEAM_WITHOUT_MENTOR).toEqual(['Waiting']);

    // Calls for help, until somebody takes them.
    const call = { subject: 'Our labels look odd', urgency: 'now' };
    const help = expectStatus(await event.post(`events/${slug}/help-requests`, call), 201).body;
    expect((await needsOf(organizer, slug)).HELP_UNANSWERED).toEqual(['Waiting']);
    expectStatus(await mentor.post(`help-requests/${help.id}/take`), 200);
    expect((await needsOf(organizer, slug)).HELP_UNANSWERED).toBeUndefined();

    // Problems, and that the work is new.
    const proposal = { title: { en: 'T' }, question: { en: 'Q' } };
    const { id } = expectStatus(await organizer.post(`events/${slug}/problems`, proposal), 201).body;
    expectStatus(await organizer.post(`problems/${id}/decision`, { status: 'selected' }), 200);
    expectStatus(await other.put(`teams/${other.teamId}/problem`, { problemId: id }), 200);
    expect(await needsOf(organizer, slug)).toMatchObject({
      TEAM_WITHOUT_PROBLEM: ['Waiting'],
      NOVELTY_NOT_DECLARED: ['Settled'],
    });
    const { version } = (await other.get(`teams/${other.teamId}/work`)).body.statement;
    expectStatus(await other.post(`teams/${other.teamId}/novelty`, { version }), 201);
    expect((await needsOf(organizer, slug)).NOVELTY_NOT_DECLARED).toBeUndefined();

    // Applications and mails.
    const [applied] = await seedApplications(stack, slug, [{ name: 'Applied' }, { status: 'waitlisted' }]);
    expect((await needsOf(organizer, slug)).UNDECIDED_APPLICATION).toEqual(['Applied']);
    expectStatus(await decide(organizer, slug, [applied!.id], 'decline'), 200);
    expect((await needsOf(organizer, slug)).UNDECIDED_APPLICATION).toBeUndefined();
    // Once it is out of the worker's hands, as after a server's final no.
    await eventually(
      () => stack.query(`SELECT status FROM mail WHERE account_id = $1`, [applied!.accountId]),
      (rows) => rows.length > 0 && rows.every(({ status }) => !['waiting', 'sending'].includes(status)),
    );
    await stack.query(
      `UPDATE mail SET status = 'failed', failure = 'no_such_address' WHERE account_id = $1 AND event_id IS NOT NULL`,
      [applied!.accountId],
    );
    expect((await needsOf(organizer, slug)).FAILED_MAIL).toEqual(['Applied']);

    // Who has not come, once anybody was checked in.
    const checkIn = `events/${slug}/people/${mentor.id}/check-in`;
    expectStatus(await organizer.put(checkIn, { isPresent: true }), 200);
    expect((await needsOf(organizer, slug)).NOT_CHECKED_IN).toEqual(['Settled captain', 'Waiting captain']);
    expectStatus(await organizer.put(checkIn, { isPresent: false }), 200);
    expect((await needsOf(organizer, slug)).NOT_CHECKED_IN).toBeUndefined();
  });
});

describe('reminders', () => {
  const reminders = async (personId: string, least: number) => {
    for (let tries = 0; ; tries++) {
      const rows = await stack.query(
        `SELECT kind, body FROM mail WHERE account_id = $1 AND category = 'reminders' ORDER BY kind`,
        [personId],
      );
      if (rows.length >= least || tries > 200) return rows;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  test('go to those who have not done it, once for each deadline', async () => {
    const { slug, organizer, taskId, truth } = await prepareTask(stack, {
      event: { endsAt: from(2.5), teamsFreezeAt: from(2), teamRules: { minSize: 2, required: {} } },
    });
    const loner = await signUp(stack, 'Loner');
    expectStatus(await loner.post(`events/${slug}/join`), 200);
    const captain = await makeTeam(stack, slug, 'Lacking');
    expect((await reminders(loner.id, 1)).map(({ kind }) => kind)).toEqual(['reminder.team']);
    const mine = await reminders(captain.id, 2);
    expect(mine.map(({ kind }) => kind)).toEqual(['reminder.entry', 'reminder.team_incomplete']);
    expect(mine[0]?.body).toContain('Lacking');
    // A deadline that is moved reminds again, of what is still not done.
    await submitAndWait(captain, taskId, predictionsCsv(truth, 0.2));
    const moved = { teamsFreezeAt: from(2.2), endsAt: from(2.7) };
    expectStatus(await organizer.patch(`events/${slug}`, moved), 200);
    expect((await reminders(loner.id, 2)).map(({ kind }) => kind)).toEqual([
      'reminder.team',
      'reminder.team',
    ]);
    expect((await reminders(captain.id, 3)).map(({ kind }) => kind)).toEqual([
      'reminder.entry',
      'reminder.team_incomplete',
      'reminder.team_incomplete',
    ]);
  }, 180_000);

  test('go to who has begun an application and not sent it', async () => {
    const { slug } = await makeApplicationEvent(stack, {
      event: { applicationsCloseAt: from(20) },
      form: { questions: [{ kind: 'short', label: 'Why', isRequired: true }] },
    });
    const [begun, sent, early] = await Promise.all(
      ['Begun', 'Sent', 'Elsewhere'].map((name) => applicant(stack, name)),
    );
    const mine = `events/${slug}/my-applications/participant`;
    const { questions } = (await begun!.get(`events/${slug}/application-forms/participant`)).body;
    const answers = { [questions[0].id]: 'To learn' };
    for (const person of [begun!, sent!]) expectStatus(await person.put(mine, { answers }), 200);
    expectStatus(await sent!.post(`${mine}/submit`, {}), 200);
    const far = await makeApplicationEvent(stack, { event: { applicationsCloseAt: from(30) } });
    expectStatus(await early!.put(`events/${far.slug}/my-applications/participant`, { answers: {} }), 200);
    const [reminder] = await reminders(begun!.id, 1);
    expect(reminder).toMatchObject({ kind: 'reminder.application' });
    expect(reminder?.body).toContain(`/events/${slug}/apply`);
    // In the same sweep the others were looked at.
    expect(await reminders(sent!.id, 0)).toEqual([]);
    expect(await reminders(early!.id, 0)).toEqual([]);
  }, 120_000);

  test('go to teams that have not said which entries count', async () => {
    const { slug, taskId, truth } = await prepareTask(stack, {
      task: { maxSelected: 1 },
      event: { endsAt: from(2.5) },
    });
    const [open, chosen, single] = [
      await makeTeam(stack, slug, 'Open'),
      await makeTeam(stack, slug, 'Chosen'),
      await makeTeam(stack, slug, 'Single'),
    ];
    await submitAndWait(single, taskId, predictionsCsv(truth, 0.2));
    // The one that is to be reminded hands in last, so that the others have been in the same sweep.
    await submitAndWait(chosen, taskId, predictionsCsv(truth, 0.2));
    const entry = await submitAndWait(chosen, taskId, predictionsCsv(truth, 0.3));
    expectStatus(await chosen.put(`submissions/${entry.id}/selection`, { selected: true }), 200);
    await submitAndWait(open, taskId, predictionsCsv(truth, 0.2));
    await submitAndWait(open, taskId, predictionsCsv(truth, 0.3));
    const selections = async (person: Person, least: number) => {
      for (let tries = 0; ; tries++) {
        const rows = (await reminders(person.id, 0)).filter(({ kind }) => kind === 'reminder.selection');
        if (rows.length >= least || tries > 200) return rows;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    };
    const [reminder] = await selections(open, 1);
    expect(reminder?.body).toContain('“Mortality”');
    expect(reminder?.body).toContain('Open');
    expect(await selections(chosen, 0)).toEqual([]);
    expect(await selections(single, 0)).toEqual([]);
  }, 180_000);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Person } from '../support/client.js';
import { expectStatus } from '../support/event.js';
import { makeMember, makeMentor, makeMentoredEvent, makeTeamOf } from '../support/mentoring.js';
import { listen } from '../support/sse.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
});
afterAll(() => stack?.stop());

const there = (person: Person) => person.copy({ url: stack.urls[1] ?? '' });
const codes = (answers: Answer[]) =>
  answers.map(({ status, body }) => `${status} ${body?.code ?? ''}`.trim()).sort();
const subjects = (answer: Answer) => answer.body.items.map(({ subject }: { subject: string }) => subject);
const ask = async (team: Person, slug: string, body: object = {}) =>
  expectStatus(
    await team.post(`events/${slug}/help-requests`, {
      subject: 'Our split leaks',
      urgency: 'normal',
      ...body,
    }),
    201,
  ).body;

describe('a call for help', () => {
  test('is seen at once by mentors, those who know about it first, and by organizers', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const [expert, other] = [
      await makeMentor(stack, event, 'Expert', { skills: ['Calibration'] }),
      await makeMentor(stack, event, 'Other'),
    ];
    const [one, two] = [await makeTeamOf(stack, slug, 'One'), await makeTeamOf(stack, slug, 'Two')];
    const path = `events/${slug}/help-requests`;
    const streams = await Promise.all([there(expert), organizer].map((who) => listen(who, `${path}/stream`)));
    for (const stream of streams) await stream.next('changed');
    const quiet = await listen(two, `${path}/stream`);
    await quiet.next('changed');

    const asked = await ask(one, slug, {
      text: '  환자가\n양쪽에 있어요 ',
      urgency: 'low',
      expertise: ['calibration'],
    });
    for (const stream of streams) await stream.next('changed', 5_000);
    expect(asked).toMatchObject({
      team: { id: one.teamId, name: 'One' },
      askedBy: 'One captain',
      text: '환자가\n양쪽에 있어요',
      status: 'open',
      takenBy: null,
      isOverdue: false,
    });
    await ask(two, slug, { subject: 'Nothing works', urgency: 'now' });
    expect(subjects(await expert.get(path))).toEqual(['Our split leaks', 'Nothing works']);
    expect(subjects(await other.get(path))).toEqual(['Nothing works', 'Our split leaks']);
    expect(subjects(await organizer.get(path))).toEqual(['Our split leaks', 'Nothing works']);
    expect(subjects(await one.get(path))).toEqual(['Our split leaks']);
    expect((await expert.get(path)).body.items[0].matches).toBe(true);
    // One team's stream says nothing of another's.
    await quiet.next('changed', 5_000);
    expect(quiet.news()).toHaveLength(2);
    for (const stream of [...streams, quiet]) stream.close();
  });

  test('is taken by exactly one of many, and the others hear who', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug } = event;
    const mentors = await Promise.all(
      Array.from({ length: 6 }, (_, k) => makeMentor(stack, event, `Mentor ${k}`)),
    );
    const team = await makeTeamOf(stack, slug, 'Team');
    const { id } = await ask(team, slug);
    const answers = await Promise.all(
      mentors.map((mentor, k) => (k % 2 ? mentor : there(mentor)).post(`help-requests/${id}/take`)),
    );
    expect(codes(answers)).toEqual(['200', ...Array(5).fill('409 HELP_TAKEN')]);
    const winner = mentors[answers.findIndex(({ status }) => status === 200)] as Person;
    const loser = answers.find(({ status }) => status === 409)?.body;
    expect(loser.detail).toContain(winner.name);
    expect((await team.get(`events/${slug}/help-requests`)).body.items[0]).toMatchObject({
      status: 'taken',
      takenBy: { id: winner.id, name: winner.name },
      answeredAt: expect.any(String),
    });
    const other = mentors.find((mentor) => mentor !== winner) as Person;
    expect((await other.get(`events/${slug}/help-requests`)).body.items).toEqual([]);
    expect(codes([await other.post(`help-requests/${id}/hand-back`)])).toEqual(['409 HELP_NOT_YOURS']);
    expect(codes([await other.post(`help-requests/${id}/resolve`)])).toEqual(['409 HELP_NOT_YOURS']);
    // Once more by whoever has it changes nothing.
    expectStatus(await winner.post(`help-requests/${id}/take`), 200);

    expect(expectStatus(await winner.post(`help-requests/${id}/hand-back`), 200).body.status).toBe('open');
    expectStatus(await other.post(`help-requests/${id}/take`), 200);
    expect(expectStatus(await other.post(`help-requests/${id}/resolve`), 200).body.status).toBe('resolved');
    expect(codes([await winner.post(`help-requests/${id}/take`)])).toEqual(['409 HELP_CLOSED']);
    expect(codes([await team.post(`help-requests/${id}/resolve`)])).toEqual(['409 HELP_CLOSED']);
    const record = await stack.query<{ action: string }>(
      'SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(record.map(({ action }) => action)).toEqual([
      'help.asked',
      'help.taken',
      'help.handed_back',
      'help.taken',
      'help.resolved',
    ]);
  });

  test('does not exist for a mentor in conflict, for other teams and for other events', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug } = event;
    const insider = await makeMentor(stack, event, 'Insider', { affiliation: 'Asan Medical Center' });
    const stranger = await makeMentor(stack, await makeMentoredEvent(stack), 'Stranger');
    const team = await makeTeamOf(stack, slug, 'Team', { affiliation: 'ASAN Medical Center' });
    const rival = await makeTeamOf(stack, slug, 'Rival');
    const { id } = await ask(team, slug);
    expect((await insider.get(`events/${slug}/help-requests`)).body.items).toEqual([]);
    expect((await rival.get(`events/${slug}/help-requests`)).body.items).toEqual([]);
    for (const who of [insider, rival, stranger]) {
      expect((await who.post(`help-requests/${id}/take`)).status).toBe(404);
    }
    expect((await team.post(`help-requests/${id}/take`)).body.code).toBe('NOT_A_MENTOR');
    // A team that closes what nobody took has withdrawn it.
    expect(expectStatus(await team.post(`help-requests/${id}/resolve`), 200).body.status).toBe('withdrawn');
  });

  test('three may wait at a time, also when they are asked at once', async () => {
    const { slug } = await makeMentoredEvent(stack);
    const team = await makeTeamOf(stack, slug, 'Team');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, k) =>
        (k % 2 ? team : there(team)).post(`events/${slug}/help-requests`, {
          subject: `Ask ${k}`,
          urgency: 'now',
        }),
      ),
    );
    expect(codes(answers)).toEqual(['201', '201', '201', ...Array(5).fill('409 TOO_MANY_HELP_REQUESTS')]);
    for (let k = 0; k < 12; k++)
      await team.post(`events/${slug}/help-requests`, { subject: 'More', urgency: 'now' });
    const limited = await team.post(`events/${slug}/help-requests`, { subject: 'More', urgency: 'now' });
    expect(limited.status).toBe(429);
  });

  test.each([
    [{ subject: '' }],
    [{ subject: 'x'.repeat(10_000) }],
    [{ subject: 'right\u202eleft' }],
    [{ text: 'x'.repeat(10_000) }],
    [{ urgency: 'yesterday' }],
    [{ urgency: undefined }],
    [{ expertise: ['a', 'b', 'c', 'd', 'e', 'f'] }],
    [{ expertise: 'ecg' }],
  ])('%j is refused', async (wrong) => {
    const { slug } = await makeMentoredEvent(stack);
    const team = await makeTeamOf(stack, slug, 'Team');
    const sent = { subject: 'Help 🙏', urgency: 'now', ...wrong };
    expect((await team.post(`events/${slug}/help-requests`, sent)).status).toBe(422);
  });

  test('needs a team', async () => {
    const { slug, organizer } = await makeMentoredEvent(stack);
    const loner = await makeMember(stack, slug, 'Loner');
    for (const who of [loner, organizer]) {
      const { status, body } = await who.post(`events/${slug}/help-requests`, {
        subject: 'Help',
        urgency: 'now',
      });
      expect([status, body.code]).toEqual([403, 'TEAM_NEEDED']);
    }
    expect((await loner.get(`events/${slug}/help-requests`)).body.items).toEqual([]);
    expect((await loner.get(`events/${slug}/help-requests/stream`)).status).toBe(403);
  });
});

describe('organizers', () => {
  test('see who waits longest, what is overdue, and how long it took', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const mentor = await makeMentor(stack, event, 'Mentor');
    const figures = async () => (await organizer.get(`events/${slug}/help-requests/figures`)).body;
    expect(await figures()).toEqual({
      open: 0,
      overdue: 0,
      taken: 0,
      answered: 0,
      medianSeconds: null,
      longestSeconds: null,
    });
    const age = (id: string, minutes: number) =>
      stack.query(`UPDATE help_request SET created_at = now() - make_interval(mins => $2) WHERE id = $1`, [
        id,
        minutes,
      ]);
    const teams = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => makeTeamOf(stack, slug, `Team ${name}`)),
    );
    const waits = [30, 10, 6, 2];
    const urgencies = ['low', 'normal', 'now', 'now'];
    const ids: string[] = [];
    for (const [k, team] of teams.entries()) {
      const { id } = await ask(team, slug, { subject: `Wait ${waits[k]}`, urgency: urgencies[k] });
      await age(id, waits[k] ?? 0);
      ids.push(id);
    }
    const { items } = (await organizer.get(`events/${slug}/help-requests?state=open`)).body;
    expect(items.map((one: { subject: string; isOverdue: boolean }) => [one.subject, one.isOverdue])).toEqual(
      [
        ['Wait 30', false],
        ['Wait 10', false],
        ['Wait 6', true],
        ['Wait 2', false],
      ],
    );
    expect(items[0].waitedSeconds).toBeGreaterThanOrEqual(1_800);
    for (const id of [ids[1], ids[2]]) expectStatus(await mentor.post(`help-requests/${id}/take`), 200);
    const now = await figures();
    expect(now).toMatchObject({ open: 2, overdue: 0, taken: 2, answered: 2 });
    expect(now.longestSeconds).toBeGreaterThanOrEqual(1_800);
    expect(now.medianSeconds).toBeGreaterThanOrEqual(480);
    expect(now.medianSeconds).toBeLessThan(600);
    // The time to answer is what the team waited for the first mentor, also when the request was handed back.
    expectStatus(await mentor.post(`help-requests/${ids[1]}/hand-back`), 200);
    expect((await figures()).answered).toBe(2);
    expectStatus(await organizer.post(`help-requests/${ids[0]}/resolve`), 200);
    expect(subjects(await organizer.get(`events/${slug}/help-requests?state=closed`))).toEqual(['Wait 30']);
    expect(subjects(await organizer.get(`events/${slug}/help-requests?state=open&limit=1`))).toHaveLength(1);
  });
});

test('a stream ends when somebody is no mentor any more', async () => {
  const event = await makeMentoredEvent(stack);
  const mentor = await makeMentor(stack, event, 'Mentor');
  const stream = await listen(mentor, `events/${event.slug}/help-requests/stream`);
  await stream.next('changed');
  expectStatus(
    await event.organizer.put(`events/${event.slug}/members/${mentor.id}`, { role: 'participant' }),
    200,
  );
  await stream.ended(25_000);
});

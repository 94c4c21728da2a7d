import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  applicant,
  decide,
  makeApplicationEvent,
  seedApplications,
  statusesOf,
} from '../support/applications.js';
import type { Answer, Person } from '../support/client.js';
import { signUp } from '../support/client.js';
import { expectStatus, prepareTask, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// The places of an event bind every way into a role, not only applications.

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ apis: 2, workers: 0 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

const elsewhere = (person: Person) => person.copy({ url: stack.urls[1] ?? '' });
const openEvent = (form: object) =>
  makeApplicationEvent(stack, { organizer, form, event: { joining: 'open' } });
const people = (n: number, name: string) =>
  Promise.all(Array.from({ length: n }, (_, k) => signUp(stack, `${name} ${k}`)));
const join = (person: { post: Person['post'] }, slug: string) => person.post(`events/${slug}/join`);
const codes = (answers: Answer[]) =>
  answers.map(({ status, body }) => (status === 200 ? 200 : body.code)).sort();
const members = (slug: string, role: string) =>
  stack.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM event_member m JOIN event e ON e.id = m.event_id WHERE e.slug = $1 AND m.role = $2`,
    [slug, role],
  );
const recorded = (slug: string, action: string) =>
  stack.query(
    `SELECT r.after, r.reason FROM audit_entry r JOIN event e ON e.id = r.event_id
     WHERE e.slug = $1 AND r.action = $2 ORDER BY r.id`,
    [slug, action],
  );

describe('the join button', () => {
  test('lets in as many as there are places, of twenty who press it at the same moment through two servers', async () => {
    const { slug } = await openEvent({ capacity: 5 });
    const all = await people(20, 'Joins');
    const answers = await Promise.all(all.map((one, k) => join(k % 2 ? elsewhere(one) : one, slug)));
    expect(codes(answers)).toEqual([...Array(5).fill(200), ...Array(15).fill('EVENT_FULL')]);
    expect(await members(slug, 'participant')).toEqual([{ n: 5 }]);
    // Pressed once more it changes nothing, and whoever leaves makes room.
    const inside = all[answers.findIndex(({ status }) => status === 200)]!;
    const outside = all[answers.findIndex(({ status }) => status === 409)]!;
    expect(codes(await Promise.all([join(inside, slug), join(inside, slug)]))).toEqual([200, 200]);
    expect((await join(outside, slug)).body.detail).toContain('All places are taken');
    expectStatus(await inside.delete(`events/${slug}/members/me`), 204);
    expectStatus(await join(outside, slug), 200);
  });

  test('counts backgrounds, and a place that frees goes to the waiting list first', async () => {
    const { slug } = await openEvent({ capacity: 10, backgroundCapacity: { clinician: 1 } });
    const [first, second] = [await applicant(stack, 'Doctor'), await applicant(stack, 'Second doctor')];
    const engineer = await applicant(stack, 'Engineer', 'engineer');
    expectStatus(await join(first, slug), 200);
    expect((await join(second, slug)).body.code).toBe('EVENT_FULL');
    expectStatus(await join(engineer, slug), 200);
    const [waits] = await seedApplications(stack, slug, [{ status: 'waitlisted', background: 'clinician' }]);
    expectStatus(await first.delete(`events/${slug}/members/me`), 204);
    expect(await statusesOf(stack, [waits!.id])).toEqual(['accepted']);
    expect((await join(second, slug)).body.code).toBe('EVENT_FULL');
  });

  test('binds those too who come by the invitation of a team', async () => {
    const { slug } = await openEvent({ capacity: 1 });
    const [captain, friend] = (await people(2, 'Team')) as [Person, Person];
    expectStatus(await join(captain, slug), 200);
    const team = expectStatus(await captain.post(`events/${slug}/teams`, { name: 'Full' }), 201).body;
    const { code } = expectStatus(await captain.post(`teams/${team.id}/invitations`, {}), 201).body;
    const refused = await friend.post(`invitations/${code}/accept`);
    expect([refused.status, refused.body.code]).toEqual([409, 'EVENT_FULL']);
    expect((await friend.get(`events/${slug}`)).body.myRole).toBeNull();
  });

  test('asks nothing where no number of places is set', async () => {
    const { slug } = await openEvent({});
    expect(codes(await Promise.all((await people(8, 'Free')).map((one) => join(one, slug))))).toEqual(
      Array(8).fill(200),
    );
  });
});

describe('a role given by hand', () => {
  const setRole = (slug: string, person: Person, role: string, more: object = {}) =>
    organizer.put(`events/${slug}/members/${person.id}`, { role, ...more });

  test('goes beyond the places only with a reason, which the record keeps', async () => {
    const { slug } = await makeApplicationEvent(stack, {
      organizer,
      role: 'mentor',
      form: { capacity: 1 },
      event: { joining: 'open' },
    });
    const [a, b, c] = (await people(3, 'Mentor')) as [Person, Person, Person];
    for (const one of [a, b, c]) expectStatus(await join(one, slug), 200);
    // Two at the same moment, one place.
    const both = await Promise.all([setRole(slug, a, 'mentor'), setRole(slug, b, 'mentor')]);
    expect(codes(both)).toEqual([200, 'ROLE_FULL']);
    const short = await setRole(slug, c, 'mentor', { overCapacityReason: 'x' });
    expect(short.status).toBe(422);
    const overCapacityReason = 'The only intensivist';
    expectStatus(await setRole(slug, c, 'mentor', { overCapacityReason }), 200);
    // The same again, and a role without a limit, ask for no place; a needless reason is not kept.
    expectStatus(await setRole(slug, c, 'mentor'), 200);
    expectStatus(await setRole(slug, c, 'organizer', { overCapacityReason }), 200);
    // Where two are asked for, both are kept.
    const reason = 'Helps the wards';
    expectStatus(await setRole(slug, c, 'mentor', { reason, overCapacityReason }), 200);
    expect(await recorded(slug, 'member.role_changed')).toEqual([
      { after: { role: 'mentor' }, reason: null },
      { after: { role: 'mentor', overCapacity: true }, reason: overCapacityReason },
      { after: { role: 'organizer' }, reason: null },
      { after: { role: 'mentor', overCapacity: true }, reason: `${reason} · ${overCapacityReason}` },
    ]);
  });
});

describe('the invitation of a mentor', () => {
  /** From the mail, which is the only place where it is. */
  async function codeOf(email: string): Promise<string> {
    const [mail] = await stack.query<{ body: string }>(
      `SELECT m.body FROM mail m JOIN account a ON a.id = m.account_id
       WHERE a.email = $1 AND m.kind = 'event_invitation.mentor' ORDER BY m.created_at DESC LIMIT 1`,
      [email],
    );
    return /event-invitations\/([\w-]+)/.exec(mail?.body ?? '')?.[1] ?? '';
  }
  const invite = (slug: string, person: Person, more: object = {}) =>
    organizer.post(`events/${slug}/invitations`, { role: 'mentor', email: person.email, ...more });

  test('needs a place when it is sent and when it is accepted, or the reason of the organizers', async () => {
    const { slug } = await makeApplicationEvent(stack, { organizer, role: 'mentor', form: { capacity: 1 } });
    const [early, late, needed] = (await people(3, 'Invited')) as [Person, Person, Person];
    await stack.query('UPDATE account SET email_verified_at = now() WHERE id = ANY($1)', [
      [early.id, late.id, needed.id],
    ]);
    expectStatus(await invite(slug, early), 201);
    expectStatus(await invite(slug, late), 201);
    const accept = async (person: Person) =>
      person.post(`event-invitations/${await codeOf(person.email)}/accept`);
    expect(codes(await Promise.all([accept(early), accept(late)]))).toEqual([200, 'EVENT_FULL']);
    const refused = await invite(slug, needed);
    expect([refused.status, refused.body.code]).toEqual([409, 'ROLE_FULL']);
    const overCapacityReason = 'Speaks Thai, as one team does';
    expectStatus(await invite(slug, needed, { overCapacityReason }), 201);
    expectStatus(await accept(needed), 200);
    expectStatus(await accept(needed), 200);
    expect(await members(slug, 'mentor')).toEqual([{ n: 2 }]);
    expect((await recorded(slug, 'event_invitation.accepted')).at(-1)).toEqual({
      after: { role: 'mentor', overCapacity: true },
      reason: overCapacityReason,
    });
    // Whoever has the role already takes no second place, and a co-host needs none.
    expectStatus(
      await organizer.post(`events/${slug}/invitations`, { role: 'organizer', email: 'host@example.org' }),
      201,
    );
  });
});

test('organizers read in plain words which background is full', async () => {
  const { slug } = await makeApplicationEvent(stack, {
    organizer,
    form: { backgroundCapacity: { data_scientist: 1 } },
  });
  const both = await seedApplications(stack, slug, [
    { background: 'data_scientist' },
    { background: 'data_scientist' },
  ]);
  const ids = both.map(({ id }) => id);
  const english = await decide(organizer, slug, ids, 'accept');
  expect(english.body).toMatchObject({
    code: 'NO_PLACES_FOR_BACKGROUND',
    params: { background: 'data_scientist' },
  });
  expect(english.body.detail).toContain('background “Data scientist”');
  await organizer.patch('me', { locale: 'ko' });
  expect((await decide(organizer, slug, ids, 'accept')).body.detail).toContain('‘데이터 과학자’');
  await organizer.patch('me', { locale: 'en' });
});

test('whoever moves up from the waiting list is in at once, in every process', async () => {
  const { slug, taskId, organizer: host } = await prepareTask(stack, { event: { joining: 'application' } });
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
  expectStatus(await host.patch(`events/${slug}`, { applicationsCloseAt: day(1) }), 200);
  expectStatus(
    await host.put(`events/${slug}/application-forms/participant`, {
      version: 0,
      isOpen: true,
      questions: [],
      capacity: 1,
    }),
    200,
  );
  const [has, waits] = [await applicant(stack, 'Has a place'), await applicant(stack, 'Waits')];
  const ids: string[] = [];
  for (const person of [has, waits]) {
    const sent = await person.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
    ids.push(expectStatus(sent, 200).body.id);
  }
  expectStatus(await decide(host, slug, [ids[0]!], 'accept'), 200);
  expectStatus(await decide(host, slug, [ids[1]!], 'waitlist'), 200);
  // Both processes have looked, and remember what they saw.
  const board = `tasks/${taskId}/leaderboard`;
  const [goes, comes] = [elsewhere(has), elsewhere(waits)];
  expect([(await goes.get(board)).status, (await comes.get(board)).status]).toEqual([200, 403]);
  expectStatus(await has.post(`events/${slug}/my-applications/participant/withdraw`), 200);
  const seen = async () => [(await goes.get(board)).status, (await comes.get(board)).status].join();
  for (const until = Date.now() + 5_000; Date.now() < until && (await seen()) !== '403,200'; );
  expect(await seen()).toBe('403,200');
});

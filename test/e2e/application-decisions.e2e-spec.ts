import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  applicant,
  decide,
  makeApplicationEvent,
  seedApplications,
  soon,
  statusesOf,
} from '../support/applications.js';
import type { Person } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// Decisions on applications: places, the waiting list, five hundred at once, confirming.

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ apis: 2, workers: 0 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

const makeEvent = (form: object = {}, event: object = {}) =>
  makeApplicationEvent(stack, { organizer, form, event });
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
const times = <T>(n: number, make: (k: number) => T): T[] => Array.from({ length: n }, (_, k) => make(k));
const mailsOf = async (accountId: string) =>
  (
    await stack.query<{ kind: string }>(
      `SELECT kind FROM mail WHERE account_id = $1 AND status <> 'cancelled' ORDER BY created_at, kind`,
      [accountId],
    )
  ).map(({ kind }) => kind);
const rolesIn = (slug: string) =>
  stack.query<{ account_id: string; role: string }>(
    `SELECT m.account_id, m.role FROM event_member m JOIN event e ON e.id = m.event_id
     WHERE e.slug = $1 AND m.role <> 'organizer'`,
    [slug],
  );

describe('a decision', () => {
  test('makes a member, tells in the language of the reader, and is in the record', async () => {
    const { slug } = await makeEvent();
    const [a, b, c] = await seedApplications(stack, slug, [{}, {}, {}]);
    const message = { ko: '만나서 반가워요.', en: 'Good to have you.' };
    const accepted = expectStatus(await decide(organizer, slug, ids([a!, b!]), 'accept', { message }), 200);
    expect(accepted.body).toEqual({
      changed: 2,
      items: [a, b].map((one) => ({ id: one!.id, outcome: 'changed', status: 'accepted', code: null })),
    });
    expect((await rolesIn(slug)).map((row) => row.role)).toEqual(['participant', 'participant']);
    const bodies = await stack.query<{ language: string; subject: string; body: string }>(
      `SELECT language, subject, body FROM mail WHERE account_id = ANY($1) ORDER BY language`,
      [[a!.accountId, b!.accountId]],
    );
    expect(bodies.map(({ subject }) => subject)).toEqual([
      'Applied event: you are in',
      '신청 행사: 참가가 확정됐어요',
    ]);
    expect(bodies[0]?.body).toContain('Good to have you.');
    expect(bodies[1]?.body).toContain('만나서 반가워요.');
    expect(bodies[0]?.body).toContain(`${stack.url}/events/${slug}/apply`);
    // Asked again it changes nothing and nobody is written to twice.
    const again = expectStatus(await decide(organizer, slug, ids([a!, b!]), 'accept', { message }), 200);
    expect(again.body).toMatchObject({ changed: 0, items: [{ outcome: 'nothing' }, { outcome: 'nothing' }] });
    expect(await mailsOf(a!.accountId)).toEqual(['application.accepted']);
    expectStatus(await decide(organizer, slug, [c!.id], 'waitlist'), 200);
    expectStatus(await decide(organizer, slug, [c!.id], 'decline'), 200);
    expect(await mailsOf(c!.accountId)).toEqual(['application.waitlisted', 'application.declined']);
    const record = await stack.query(
      `SELECT action, actor_id, before, after FROM audit_entry WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`,
      [c!.id],
    );
    expect(record).toEqual([
      {
        action: 'application.declined',
        actor_id: organizer.id,
        before: { status: 'waitlisted' },
        after: { status: 'declined', role: 'participant' },
      },
    ]);
  });

  test('says of each why it was refused, and does the others', async () => {
    const { slug } = await makeEvent();
    const { slug: other } = await makeEvent();
    const [gone, good] = await seedApplications(stack, slug, [{ status: 'withdrawn' }, {}]);
    const [theirs] = await seedApplications(stack, other, [{}]);
    const [helper] = await seedApplications(stack, slug, [{}]);
    await stack.query(
      `INSERT INTO event_member (event_id, account_id, role) SELECT id, $2, 'mentor' FROM event WHERE slug = $1`,
      [slug, helper!.accountId],
    );
    const list = [gone!.id, good!.id, theirs!.id, helper!.id, '00000000-0000-4000-8000-000000000000'];
    const { body } = expectStatus(await decide(organizer, slug, list, 'accept'), 200);
    expect(body.items.map((one: { outcome: string; code: string }) => [one.outcome, one.code])).toEqual([
      ['refused', 'APPLICATION_DECIDED'],
      ['changed', null],
      ['refused', 'NOT_FOUND'],
      ['refused', 'ALREADY_A_MEMBER'],
      ['refused', 'NOT_FOUND'],
    ]);
    expect(await statusesOf(stack, [theirs!.id])).toEqual(['submitted']);
  });

  test.each([
    ['ids', { ids: [] }],
    ['ids', { ids: ['x'] }],
    ['ids', { ids: times(501, (k) => `00000000-0000-4000-8000-${String(k).padStart(12, '0')}`) }],
    ['decision', { decision: 'maybe' }],
    ['message.ko', { message: 'x'.repeat(10_000) }],
    ['overCapacityReason', { overCapacityReason: '' }],
  ])('with a wrong %s is refused', async (path, part) => {
    const { slug } = await makeEvent();
    const [one] = await seedApplications(stack, slug, [{}]);
    const answer = await organizer.post(`events/${slug}/applications/decisions`, {
      ids: [one!.id],
      decision: 'accept',
      ...part,
    });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
    expect(await statusesOf(stack, [one!.id])).toEqual(['submitted']);
  });
});

describe('places', () => {
  test('are not exceeded but with a reason', async () => {
    const { slug } = await makeEvent({ capacity: 2 });
    const people = await seedApplications(
      stack,
      slug,
      times(4, () => ({})),
    );
    const refused = await decide(organizer, slug, ids(people).slice(0, 3), 'accept');
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      409,
      'NO_PLACES',
      { wanted: 3, free: 2 },
    ]);
    expect(await rolesIn(slug)).toEqual([]);
    expectStatus(await decide(organizer, slug, ids(people).slice(0, 2), 'accept'), 200);
    expect((await decide(organizer, slug, [people[2]!.id], 'accept')).body.code).toBe('NO_PLACES');
    const more = { overCapacityReason: 'A speaker' };
    expectStatus(await decide(organizer, slug, [people[2]!.id], 'accept', more), 200);
    const [row] = await stack.query('SELECT reason FROM audit_entry WHERE subject_id = $1', [people[2]!.id]);
    expect(row).toEqual({ reason: 'A speaker' });
    // One above the capacity leaves: there is no free place.
    const [next] = await seedApplications(stack, slug, [{ status: 'waitlisted' }]);
    expectStatus(await decide(organizer, slug, [people[2]!.id], 'decline'), 200);
    expect(await statusesOf(stack, [next!.id])).toEqual(['waitlisted']);
  });

  test('of a background are counted by what people were when they applied', async () => {
    const { slug } = await makeEvent({ capacity: 10, backgroundCapacity: { clinician: 1 } });
    const [a, b, c] = await seedApplications(stack, slug, [
      { background: 'clinician' },
      { background: 'clinician' },
      { background: 'engineer' },
    ]);
    const refused = await decide(organizer, slug, ids([a!, b!, c!]), 'accept');
    expect([refused.status, refused.body.code]).toEqual([409, 'NO_PLACES_FOR_BACKGROUND']);
    expectStatus(await decide(organizer, slug, ids([a!, c!]), 'accept'), 200);
    await stack.query(`UPDATE account SET background = 'other' WHERE id = $1`, [a!.accountId]);
    expect((await decide(organizer, slug, [b!.id], 'accept')).body.code).toBe('NO_PLACES_FOR_BACKGROUND');
    const { applications } = (await organizer.get(`events/${slug}/people-counts`)).body;
    expect(applications[0]).toMatchObject({
      role: 'participant',
      members: 2,
      capacity: 10,
      submitted: 1,
      accepted: 2,
    });
    expect(applications[0].backgrounds[0]).toEqual({ background: 'clinician', members: 1, capacity: 1 });
  });

  test('are never given twice, by twenty who accept at the same moment through two servers', async () => {
    const { slug } = await makeEvent({ capacity: 7 });
    const people = await seedApplications(
      stack,
      slug,
      times(20, () => ({})),
    );
    const answers = await Promise.all(
      people.map(({ id }, k) =>
        decide(organizer.copy({ url: stack.urls[k % 2]! }) as Person, slug, [id], 'accept'),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(answers.filter(({ body }) => body.code === 'NO_PLACES')).toHaveLength(13);
    expect(await rolesIn(slug)).toHaveLength(7);
  });
});

describe('the waiting list', () => {
  const full = async (form: object, waiting: { background?: string; rank?: number }[]) => {
    const { slug } = await makeEvent({ capacity: 2, ...form });
    const inside = await seedApplications(stack, slug, [
      { background: 'clinician' },
      { background: 'engineer' },
    ]);
    expectStatus(await decide(organizer, slug, ids(inside), 'accept'), 200);
    const list = await seedApplications(
      stack,
      slug,
      waiting.map((one) => ({ ...one, status: 'waitlisted' })),
    );
    return { slug, inside, list };
  };

  test('is served in the order of application', async () => {
    const { slug, inside, list } = await full({ promotion: 'applied' }, [{ rank: 2 }, { rank: 1 }]);
    expectStatus(await decide(organizer, slug, [inside[0]!.id], 'decline'), 200);
    expect(await statusesOf(stack, ids(list))).toEqual(['accepted', 'waitlisted']);
    expect(await mailsOf(list[0]!.accountId)).toEqual(['application.accepted']);
    const [entry] = await stack.query('SELECT actor_id FROM audit_entry WHERE subject_id = $1', [
      list[0]!.id,
    ]);
    expect(entry).toEqual({ actor_id: null });
    expect((await rolesIn(slug)).map((row) => row.account_id).sort()).toEqual(
      [inside[1]!.accountId, list[0]!.accountId].sort(),
    );
  });

  test('or of the organizers’ ranks', async () => {
    const { slug, inside, list } = await full({ promotion: 'rank' }, [{}, { rank: 9 }, {}]);
    expectStatus(await organizer.put(`events/${slug}/applications/${list[2]!.id}/rank`, { rank: 3 }), 204);
    expectStatus(await decide(organizer, slug, [inside[0]!.id], 'no_show'), 200);
    expect(await statusesOf(stack, ids(list))).toEqual(['waitlisted', 'waitlisted', 'accepted']);
    expect(await mailsOf(inside[0]!.accountId)).toEqual(['application.accepted', 'application.no_show']);
  });

  test('or only by hand', async () => {
    const { slug, inside, list } = await full({ promotion: 'manual' }, [{}, {}]);
    expectStatus(await decide(organizer, slug, [inside[0]!.id], 'decline'), 200);
    expect(await statusesOf(stack, ids(list))).toEqual(['waitlisted', 'waitlisted']);
    const filled = await organizer.post(`events/${slug}/applications/promotions`, {
      role: 'participant',
      count: 5,
    });
    expect(expectStatus(filled, 200).body.accepted).toEqual([list[0]!.id]);
  });

  test('passes over whom no place fits', async () => {
    const { slug, inside, list } = await full({ backgroundCapacity: { clinician: 1, engineer: 1 } }, [
      { background: 'clinician' },
      { background: 'engineer' },
    ]);
    expectStatus(await decide(organizer, slug, [inside[1]!.id], 'decline'), 200);
    expect(await statusesOf(stack, ids(list))).toEqual(['waitlisted', 'accepted']);
  });

  test('gets the places of a hundred who are declined at once, and none of those who are declined with them', async () => {
    const { slug } = await makeEvent({ capacity: 30 });
    const inside = await seedApplications(
      stack,
      slug,
      times(30, () => ({})),
    );
    expectStatus(await decide(organizer, slug, ids(inside), 'accept'), 200);
    const list = await seedApplications(
      stack,
      slug,
      times(40, () => ({ status: 'waitlisted' })),
    );
    const declined = [...ids(inside).slice(0, 20), ...ids(list).slice(0, 5)];
    expect(expectStatus(await decide(organizer, slug, declined, 'decline'), 200).body.changed).toBe(25);
    expect(await statusesOf(stack, ids(list))).toEqual([
      ...Array(5).fill('declined'),
      ...Array(20).fill('accepted'),
      ...Array(15).fill('waitlisted'),
    ]);
    expect(await rolesIn(slug)).toHaveLength(30);
  });

  test('gets the place of whoever withdraws, leaves, or becomes something else', async () => {
    const { slug } = await makeEvent({ capacity: 3 });
    const people = await Promise.all(times(3, (k) => applicant(stack, `Leaves ${k}`)));
    const own: string[] = [];
    for (const person of people) {
      const sent = await person.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
      own.push(expectStatus(sent, 200).body.id);
    }
    expectStatus(await decide(organizer, slug, own, 'accept'), 200);
    const list = await seedApplications(
      stack,
      slug,
      times(4, () => ({ status: 'waitlisted' })),
    );
    const [a, b, c] = people as [Person, Person, Person];
    expectStatus(await a.post(`events/${slug}/my-applications/participant/withdraw`), 200);
    expect(await statusesOf(stack, ids(list))).toEqual([
      'accepted',
      'waitlisted',
      'waitlisted',
      'waitlisted',
    ]);
    expectStatus(await b.delete(`events/${slug}/members/me`), 204);
    expectStatus(await organizer.put(`events/${slug}/members/${c.id}`, { role: 'mentor' }), 200);
    expect(await statusesOf(stack, ids(list))).toEqual(['accepted', 'accepted', 'accepted', 'waitlisted']);
    expect(await statusesOf(stack, own)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect((await a.get(`events/${slug}`)).body.myRole).toBeNull();
  });

  test('tells each where they stand', async () => {
    const { slug } = await makeEvent({ promotion: 'rank' });
    await seedApplications(stack, slug, [{ status: 'waitlisted' }, { status: 'waitlisted', rank: 1 }]);
    const person = await applicant(stack, 'Waits');
    const sent = await person.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
    expectStatus(await decide(organizer, slug, [sent.body.id], 'waitlist', { message: 'Soon.' }), 200);
    const position = async () => (await person.get(`events/${slug}/my-applications`)).body.items[0];
    expect(await position()).toMatchObject({
      position: 3,
      message: { ko: 'Soon.', en: 'Soon.' },
      mayHandIn: false,
    });
    expectStatus(await organizer.put(`events/${slug}/applications/${sent.body.id}/rank`, { rank: 1 }), 204);
    expect((await position()).position).toBe(2);
  });

  test('is not served any more when the event is over', async () => {
    const { slug, inside, list } = await full({}, [{}]);
    await stack.query(
      `UPDATE event SET starts_at = now() - interval '2 days', ends_at = now() WHERE slug = $1`,
      [slug],
    );
    expectStatus(await decide(organizer, slug, [inside[0]!.id], 'no_show'), 200);
    expect(await statusesOf(stack, ids(list))).toEqual(['waitlisted']);
  });

  test('a member of a team keeps the place until they leave the team', async () => {
    const { slug } = await makeEvent({ capacity: 1 });
    const person = await applicant(stack, 'In a team');
    const sent = await person.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
    expectStatus(await decide(organizer, slug, [sent.body.id], 'accept'), 200);
    const team = expectStatus(await person.post(`events/${slug}/teams`, { name: 'Loyal' }), 201).body;
    const declined = expectStatus(await decide(organizer, slug, [sent.body.id], 'decline'), 200);
    expect(declined.body.items[0]).toMatchObject({
      outcome: 'refused',
      code: 'LEAVE_TEAM_FIRST',
      status: 'accepted',
    });
    const withdrawn = await person.post(`events/${slug}/my-applications/participant/withdraw`);
    expect([withdrawn.status, withdrawn.body.code]).toEqual([409, 'LEAVE_TEAM_FIRST']);
    expectStatus(await person.post(`teams/${team.id}/leave`), 204);
    expectStatus(await person.post(`events/${slug}/my-applications/participant/withdraw`), 200);
  });
});

describe('five hundred at once', () => {
  test('are decided in one step, with one mail each, however often it is sent', async () => {
    const { slug } = await makeEvent({ capacity: 600 });
    const people = await seedApplications(
      stack,
      slug,
      times(500, () => ({})),
    );
    const began = performance.now();
    const [first, second] = await Promise.all([
      decide(organizer, slug, ids(people), 'accept', { message: 'Welcome' }),
      decide(organizer.copy({ url: stack.urls[1]! }) as Person, slug, ids(people), 'accept', {
        message: 'Welcome',
      }),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.changed + second.body.changed).toBe(500);
    expect(performance.now() - began).toBeLessThan(60_000);
    const rows = await stack.query<{ n: number; people: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT account_id)::int AS people FROM mail m
       JOIN event e ON e.id = m.event_id WHERE e.slug = $1`,
      [slug],
    );
    expect(rows).toEqual([{ n: 500, people: 500 }]);
    expect(await rolesIn(slug)).toHaveLength(500);
  });
});

describe('a place that has to be confirmed', () => {
  const accepted = async () => {
    const { slug } = await makeEvent({ capacity: 1, confirmDays: 3 });
    const person = await applicant(stack, 'Must confirm');
    const sent = await person.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
    expectStatus(await decide(organizer, slug, [sent.body.id], 'accept'), 200);
    const [next] = await seedApplications(stack, slug, [{ status: 'waitlisted' }]);
    return { slug, person, id: sent.body.id as string, next: next! };
  };

  test('is confirmed, and the reminder goes', async () => {
    const { slug, person } = await accepted();
    const mine = async () => (await person.get(`events/${slug}/my-applications`)).body.items[0];
    const { confirmBy } = await mine();
    expect(new Date(confirmBy).getTime()).toBeGreaterThan(Date.now() + 2 * 86_400_000);
    const reminders = await stack.query<{ not_before: Date; status: string; body: string }>(
      `SELECT not_before, status, body FROM mail WHERE account_id = $1 AND kind = 'application.confirm_reminder'`,
      [person.id],
    );
    expect(reminders).toHaveLength(1);
    expect(new Date(confirmBy).getTime() - reminders[0]!.not_before.getTime()).toBe(86_400_000);
    expect(reminders[0]?.body).toContain('23:59 GMT+9');
    expectStatus(await person.post(`events/${slug}/my-applications/participant/confirm`), 200);
    expect((await mine()).confirmedAt).not.toBeNull();
    expectStatus(await person.post(`events/${slug}/my-applications/participant/confirm`), 200);
    expect(await mailsOf(person.id)).not.toContain('application.confirm_reminder');
  });

  test('and is not goes to the next', async () => {
    const { slug, person, id, next } = await accepted();
    await stack.query(`UPDATE application SET confirm_by = now() - interval '1 minute' WHERE id = $1`, [id]);
    const late = await person.post(`events/${slug}/my-applications/participant/confirm`);
    expect([late.status, late.body.code]).toEqual([409, 'NOTHING_TO_CONFIRM']);
    for (const until = Date.now() + 60_000; Date.now() < until; await wait(250)) {
      if ((await statusesOf(stack, [id]))[0] === 'lapsed') break;
    }
    expect(await statusesOf(stack, [id, next.id])).toEqual(['lapsed', 'accepted']);
    expect((await mailsOf(person.id)).at(-1)).toBe('application.lapsed');
    expect((await person.get(`events/${slug}`)).body.myRole).toBeNull();
    expect(await rolesIn(slug)).toEqual([{ account_id: next.accountId, role: 'participant' }]);
    // The organizers may change their mind.
    const more = { overCapacityReason: 'Was in theatre' };
    expectStatus(await decide(organizer, slug, [id], 'accept', more), 200);
    expect((await person.get(`events/${slug}`)).body.myRole).toBe('participant');
  });
});

test('a list of two thousand is read quickly', async () => {
  const { slug } = await makeEvent();
  await seedApplications(
    stack,
    slug,
    times(2_000, (k) => ({ name: `사람 ${k}`, background: ['clinician', 'engineer', 'student'][k % 3] })),
  );
  await stack.query('ANALYZE application, account');
  const plan = await stack.query<{ 'QUERY PLAN': [{ 'Execution Time': number }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON)
     SELECT p.id, a.name, a.email FROM application p JOIN account a ON a.id = p.account_id
     WHERE p.event_id = (SELECT id FROM event WHERE slug = $1) AND p.role = 'participant' AND p.status <> 'draft'
       AND position('사람 1999' IN lower(a.name || E'\\n' || a.affiliation || E'\\n' || a.email)) > 0
     ORDER BY lower(a.name), p.id OFFSET 0 LIMIT 51`,
    [slug],
  );
  expect(plan[0]!['QUERY PLAN'][0]['Execution Time']).toBeLessThan(500);
  const found = await organizer.get(
    `events/${slug}/applications?q=${encodeURIComponent('사람 1999')}&sort=name`,
  );
  expect(found.body.items).toHaveLength(1);
  let cursor: string | null = null;
  const seen = new Set<string>();
  do {
    const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await organizer.get(
      `events/${slug}/applications?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    for (const { id } of page.body.items) seen.add(id);
    cursor = page.body.nextCursor;
  } while (cursor);
  expect(seen.size).toBe(2_000);
});

test('a deadline far away is no reason to refuse a decision', async () => {
  const { slug } = await makeEvent({}, { applicationsCloseAt: soon(24 * 9) });
  const [one] = await seedApplications(stack, slug, [{}]);
  expectStatus(await decide(organizer, slug, [one!.id], 'accept'), 200);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Person } from '../support/client.js';
import { expectStatus } from '../support/event.js';
import {
  assign,
  bringIn,
  dayAhead,
  makeMember,
  makeMentor,
  makeMentoredEvent,
  makeTeamOf,
  offer,
} from '../support/mentoring.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
});
afterAll(() => stack?.stop());

const there = (person: Person) => person.copy({ url: stack.urls[1] ?? '' });
const codes = (answers: Answer[]) =>
  answers.map(({ status, body }) => `${status} ${body?.code ?? ''}`.trim()).sort();
const remindersOf = (slotId: string) =>
  stack.query<{ account_id: string; status: string; not_before: Date; language: string; subject: string }>(
    `SELECT account_id, status, not_before, language, subject FROM mail
     WHERE kind = 'mentoring.office_reminder' AND once LIKE $1 AND status = 'waiting' ORDER BY account_id`,
    [`office-reminder:${slotId}:%`],
  );
const mails = async (person: Person, kind: string) =>
  stack.query<{ subject: string; body: string }>(
    'SELECT subject, body FROM mail WHERE account_id = $1 AND kind = $2 ORDER BY created_at',
    [person.id, `mentoring.${kind}`],
  );

describe('offering', () => {
  test('a series on the clock of the event, whatever the zone of the server', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const slots = await offer(mentor, event.slug, { dates: [dayAhead(3), dayAhead(2)], until: '09:50' });
    expect(slots.map(({ startsAt }) => startsAt)).toEqual(
      [2, 3].flatMap((day) => [`${dayAhead(day)}T00:00:00.000Z`, `${dayAhead(day)}T00:20:00.000Z`]),
    );
  });

  test('over a change of the clocks, and not at a time that does not exist', async () => {
    const event = await makeMentoredEvent(stack, { timeZone: 'Europe/Berlin' });
    const mentor = await makeMentor(stack, event, 'Mentor');
    const hours = { from: '09:00', until: '10:00', kind: 'room', place: 'A' };
    const path = `events/${event.slug}/office-hours`;
    const { items } = expectStatus(
      await mentor.post(path, { ...hours, dates: ['2027-03-27', '2027-03-28'] }),
      201,
    ).body;
    expect(items.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      '2027-03-27T08:00:00.000Z',
      '2027-03-28T07:00:00.000Z',
    ]);
    const gap = await mentor.post(path, { ...hours, dates: ['2027-03-28'], from: '02:30', until: '04:00' });
    expect([gap.status, gap.body.code]).toEqual([422, 'TIME_IS_SKIPPED']);
    expect(gap.body.detail).toContain('02:30');
  });

  test('what overlaps is refused as a whole, also when two requests come at once', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const path = `events/${event.slug}/office-hours`;
    const hours = { dates: [dayAhead(2)], kind: 'room', place: '3F', minutes: 20 };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, k) =>
        (k % 2 ? mentor : there(mentor)).post(path, { ...hours, from: '09:00', until: '10:00' }),
      ),
    );
    expect(codes(answers)).toEqual(['201', ...Array(9).fill('409 SLOTS_OVERLAP')]);
    expect(codes([await mentor.post(path, { ...hours, from: '09:50', until: '11:00' })])).toEqual([
      '409 SLOTS_OVERLAP',
    ]);
    expect((await mentor.get(path)).body.items).toHaveLength(3);
    expectStatus(await mentor.post(path, { ...hours, from: '10:00', until: '10:20' }), 201);
  });

  test.each([
    [{ from: '10:00', until: '09:00' }, 422, 'NO_SLOTS'],
    [{ from: '09:00', until: '09:10', minutes: 20 }, 422, 'NO_SLOTS'],
    [{ dates: ['2020-01-01'] }, 422, 'SLOT_IN_THE_PAST'],
    [{ dates: ['2027-02-30'] }, 422, 'VALIDATION_FAILED'],
    [{ from: '25:00' }, 422, 'VALIDATION_FAILED'],
    [{ minutes: 1 }, 422, 'VALIDATION_FAILED'],
    [{ place: 'x'.repeat(10_000) }, 422, 'VALIDATION_FAILED'],
    [{ kind: 'remote', place: 'javascript:alert(1)' }, 422, 'BAD_CALL_ADDRESS'],
    [{ kind: 'remote', place: 'http://call.example.org' }, 422, 'BAD_CALL_ADDRESS'],
    [
      {
        dates: Array.from({ length: 14 }, (_, k) => dayAhead(k + 2)),
        from: '00:00',
        until: '23:59',
        minutes: 5,
      },
      422,
      'TOO_MANY_SLOTS',
    ],
  ] as const)('%j is refused', async (wrong, status, code) => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const hours = { dates: [dayAhead(2)], from: '09:00', until: '10:00', kind: 'room', place: '3F' };
    const { status: got, body } = await mentor.post(`events/${event.slug}/office-hours`, {
      ...hours,
      ...wrong,
    });
    expect([got, body.code]).toEqual([status, code]);
    expect((await mentor.get(`events/${event.slug}/office-hours`)).body.items).toEqual([]);
  });
});

describe('booking', () => {
  test('of many teams at once one gets the slot, and the others hear it plainly', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const [slot] = await offer(mentor, event.slug);
    const teams = await Promise.all(
      Array.from({ length: 8 }, (_, k) => makeTeamOf(stack, event.slug, `Team ${k}`)),
    );
    const answers = await Promise.all(
      teams.map((team, k) =>
        (k % 2 ? team : there(team)).post(`office-hours/${slot?.id}/book`, { topic: 'Split' }),
      ),
    );
    expect(codes(answers)).toEqual(['200', ...Array(7).fill('409 SLOT_TAKEN')]);
    const [booked] = (await mentor.get(`events/${event.slug}/office-hours`)).body.items;
    expect(booked).toMatchObject({
      isFree: false,
      topic: 'Split',
      team: { name: expect.stringMatching(/^Team/) },
    });
    expect(await remindersOf(slot?.id ?? '')).toHaveLength(2);
    expect(await mails(mentor, 'office_booked')).toHaveLength(1);
  });

  test('a team is not in two places at once, also when it asks for both at the same moment', async () => {
    const event = await makeMentoredEvent(stack);
    const [one, two] = [await makeMentor(stack, event, 'One'), await makeMentor(stack, event, 'Two')];
    const [first] = await offer(one, event.slug);
    const [second] = await offer(two, event.slug, { from: '09:10' });
    const team = await makeTeamOf(stack, event.slug, 'Team');
    const answers = await Promise.all([
      team.post(`office-hours/${first?.id}/book`, {}),
      there(team).post(`office-hours/${second?.id}/book`, {}),
    ]);
    expect(codes(answers)).toEqual(['200', '409 TEAM_IS_ELSEWHERE']);
  });

  test('the same press twice is one booking, and a team has three at most', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const slots = await offer(mentor, event.slug, { until: '11:00' });
    const team = await makeTeamOf(stack, event.slug, 'Team');
    const again = await Promise.all([0, 0, 0].map(() => team.post(`office-hours/${slots[0]?.id}/book`, {})));
    expect(codes(again)).toEqual(['200', '200', '200']);
    expect(await mails(team, 'office_booked')).toHaveLength(1);
    const more = await Promise.all(slots.slice(1).map(({ id }) => team.post(`office-hours/${id}/book`, {})));
    expect(codes(more)).toEqual(['200', '200', ...Array(3).fill('409 TOO_MANY_BOOKINGS')]);
  });

  test('never with a mentor in conflict, whose slots are not shown either', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor', { affiliation: 'Duke University' });
    const [slot] = await offer(mentor, event.slug);
    const team = await makeTeamOf(stack, event.slug, 'Team', { affiliation: 'Duke University, Durham' });
    expect((await team.get(`events/${event.slug}/office-hours`)).body.items).toEqual([]);
    expect(codes([await team.post(`office-hours/${slot?.id}/book`, {})])).toEqual(['409 MENTOR_IN_CONFLICT']);
  });

  test('not what has begun, not of somebody who is no mentor any more, not in another event', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const slots = await offer(mentor, event.slug);
    const [begun, left] = slots;
    const team = await makeTeamOf(stack, event.slug, 'Team');
    await stack.query(
      `UPDATE office_slot SET starts_at = now() - interval '1 minute', ends_at = now() + interval '9 minutes' WHERE id = $1`,
      [begun?.id],
    );
    expect(codes([await team.post(`office-hours/${begun?.id}/book`, {})])).toEqual(['409 SLOT_HAS_BEGUN']);
    const foreign = await makeTeamOf(stack, (await makeMentoredEvent(stack)).slug, 'Foreign');
    expect(codes([await foreign.post(`office-hours/${left?.id}/book`, {})])).toEqual(['403 NOT_A_MEMBER']);
    const loner = await makeMember(stack, event.slug, 'Loner');
    expect(codes([await loner.post(`office-hours/${left?.id}/book`, {})])).toEqual(['403 TEAM_NEEDED']);
    expectStatus(
      await event.organizer.put(`events/${event.slug}/members/${mentor.id}`, { role: 'participant' }),
      200,
    );
    expect(codes([await team.post(`office-hours/${left?.id}/book`, {})])).toEqual(['404 NOT_FOUND']);
    expect((await team.get(`events/${event.slug}/office-hours`)).body.items).toEqual([]);
  });
});

describe('the address of a call', () => {
  test('is for the team that booked, the mentor and organizers', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const other = await makeMentor(stack, event, 'Other');
    const [slot] = await offer(mentor, event.slug, {
      kind: 'remote',
      place: 'https://call.example.org/secret',
    });
    const [team, rival] = [
      await makeTeamOf(stack, event.slug, 'Team'),
      await makeTeamOf(stack, event.slug, 'Rival'),
    ];
    const seenBy = async (person: Person) => {
      const { items } = (await person.get(`events/${event.slug}/office-hours?time=all`)).body;
      return items.find(({ id }: { id: string }) => id === slot?.id)?.place;
    };
    expect(await seenBy(team)).toBeNull();
    expectStatus(await team.post(`office-hours/${slot?.id}/book`, { topic: 'AUROC, 구간; "x"' }), 200);
    expect(await Promise.all([team, mentor, event.organizer].map(seenBy))).toEqual(
      Array(3).fill('https://call.example.org/secret'),
    );
    // Booked by others, a slot is not there at all.
    expect(await Promise.all([rival, other].map(seenBy))).toEqual([undefined, undefined]);
    for (const person of [rival, other]) {
      expect((await person.get(`office-hours/${slot?.id}/calendar.ics`)).status).toBe(404);
    }
    const [told] = await mails(team, 'office_booked');
    expect(told?.body).not.toContain('call.example.org');

    const { body, headers } = expectStatus(await team.get(`office-hours/${slot?.id}/calendar.ics`), 200);
    expect(headers.get('content-type')).toContain('text/calendar');
    const start = slot?.startsAt.slice(0, 19).replace(/[-:]/g, '');
    expect(body).toContain(`DTSTART:${start}Z\r\n`);
    expect(body).toContain('LOCATION:https://call.example.org/secret\r\n');
    expect(body).toContain('DESCRIPTION:AUROC\\, 구간\\; "x"\r\n');
    expect(body.split('\r\n').every((line: string) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
});

describe('moving', () => {
  test('takes the reminders along, tells both mentors, and keeps the old one where it fails', async () => {
    const event = await makeMentoredEvent(stack);
    const [one, two] = [await makeMentor(stack, event, 'One'), await makeMentor(stack, event, 'Two')];
    const [from] = await offer(one, event.slug);
    const [to, taken] = await offer(two, event.slug, { from: '13:00', until: '14:00' });
    const team = await makeTeamOf(stack, event.slug, 'Team');
    const rival = await makeTeamOf(stack, event.slug, 'Rival');
    expectStatus(await rival.post(`office-hours/${taken?.id}/book`, {}), 200);
    expectStatus(await team.post(`office-hours/${from?.id}/book`, { topic: 'Leakage' }), 200);

    expect(codes([await team.post(`office-hours/${from?.id}/move`, { to: taken?.id })])).toEqual([
      '409 SLOT_TAKEN',
    ]);
    expect(await remindersOf(from?.id ?? '')).toHaveLength(2);
    expect(codes([await rival.post(`office-hours/${from?.id}/move`, { to: to?.id })])).toEqual([
      '409 NOT_BOOKED',
    ]);

    const moved = expectStatus(await team.post(`office-hours/${from?.id}/move`, { to: to?.id }), 200).body;
    expect(moved).toMatchObject({ id: to?.id, isMine: true, topic: 'Leakage' });
    expect(await remindersOf(from?.id ?? '')).toEqual([]);
    const reminders = await remindersOf(to?.id ?? '');
    expect(reminders.map((row) => row.account_id).sort()).toEqual([team.id, two.id].sort());
    const quarter = new Date(new Date(to?.startsAt ?? '').getTime() - 15 * 60_000);
    expect(reminders.every((row) => row.not_before.getTime() === quarter.getTime())).toBe(true);
    expect(await mails(one, 'office_cancelled')).toHaveLength(1);
    expect(await mails(two, 'office_moved')).toHaveLength(1);
    // Back again: the names of the reminders may be used once more.
    expectStatus(await team.post(`office-hours/${to?.id}/move`, { to: from?.id }), 200);
    expect(await remindersOf(from?.id ?? '')).toHaveLength(2);
    expect(await remindersOf(to?.id ?? '')).toEqual([]);
  });

  test('two teams that swap, and two that run for the same slot, end with one booking each', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const [a, b, c] = await offer(mentor, event.slug);
    const [one, two] = [
      await makeTeamOf(stack, event.slug, 'One'),
      await makeTeamOf(stack, event.slug, 'Two'),
    ];
    expectStatus(await one.post(`office-hours/${a?.id}/book`, {}), 200);
    expectStatus(await two.post(`office-hours/${b?.id}/book`, {}), 200);
    const swap = await Promise.all([
      one.post(`office-hours/${a?.id}/move`, { to: b?.id }),
      there(two).post(`office-hours/${b?.id}/move`, { to: a?.id }),
    ]);
    expect(codes(swap)).toEqual(['409 SLOT_TAKEN', '409 SLOT_TAKEN']);
    const run = await Promise.all([
      one.post(`office-hours/${a?.id}/move`, { to: c?.id }),
      there(two).post(`office-hours/${b?.id}/move`, { to: c?.id }),
    ]);
    expect(codes(run)).toEqual(['200', '409 SLOT_TAKEN']);
    const { items } = (await mentor.get(`events/${event.slug}/office-hours`)).body;
    expect(items.filter(({ isFree }: { isFree: boolean }) => !isFree)).toHaveLength(2);
  });
});

describe('an end', () => {
  test('by the team, by the mentor or by an organizer frees the slot and tells the others', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const other = await makeMentor(stack, event, 'Other');
    const [slot] = await offer(mentor, event.slug);
    const [team, rival] = [
      await makeTeamOf(stack, event.slug, 'Team'),
      await makeTeamOf(stack, event.slug, 'Rival'),
    ];
    const path = `office-hours/${slot?.id}`;
    const message = 'We solved it, thank you';
    let told = 0;
    for (const [by, hears] of [
      [team, mentor],
      [mentor, team],
      [event.organizer, mentor],
    ] as const) {
      expectStatus(await team.post(`${path}/book`, {}), 200);
      expect(codes([await rival.post(`${path}/cancel`, {})])).toEqual(['403 TEAM_NEEDED']);
      expect(codes([await other.post(`${path}/cancel`, {})])).toEqual(['404 NOT_FOUND']);
      const freed = expectStatus(await by.post(`${path}/cancel`, { message }), 200).body;
      expect(freed).toMatchObject({ isFree: true, team: null, topic: '' });
      expect(await remindersOf(slot?.id ?? '')).toEqual([]);
      told += hears === mentor ? 1 : 0;
      const letters = await mails(hears, 'office_cancelled');
      expect(letters.at(-1)?.body).toContain(message);
      if (hears === mentor) expect(letters).toHaveLength(told);
    }
    expect(codes([await mentor.post(`${path}/cancel`, {})])).toEqual(['409 NOT_BOOKED']);
  });

  test('a mentor who takes a booked slot back: the team is told, and nobody is reminded', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const [slot] = await offer(mentor, event.slug);
    const team = await makeTeamOf(stack, event.slug, 'Team');
    expectStatus(await team.post(`office-hours/${slot?.id}/book`, {}), 200);
    expect((await team.post(`office-hours/${slot?.id}/withdraw`, {})).status).toBe(403);
    expectStatus(await mentor.post(`office-hours/${slot?.id}/withdraw`, { message: 'I am ill' }), 204);
    expect((await mails(team, 'office_cancelled'))[0]?.body).toContain('I am ill');
    expect(await remindersOf(slot?.id ?? '')).toEqual([]);
    expect((await team.get(`events/${event.slug}/office-hours`)).body.items).toHaveLength(2);
    expect((await mentor.post(`office-hours/${slot?.id}/withdraw`, {})).status).toBe(404);
  });
});

describe('reminders', () => {
  test('speak each person’s language and the event’s time, and follow who is in the team', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    await stack.query(`UPDATE account SET locale = 'ko' WHERE id = $1`, [mentor.id]);
    const [slot] = await offer(mentor, event.slug);
    const team = await makeTeamOf(stack, event.slug, 'Team');
    expectStatus(await team.post(`office-hours/${slot?.id}/book`, {}), 200);
    const [first, second] = await remindersOf(slot?.id ?? '');
    expect([first?.language, second?.language].sort()).toEqual(['en', 'ko']);
    expect([first, second].every((row) => row?.subject.includes('09:00'))).toBe(true);

    const late = await makeMember(stack, event.slug, 'Late');
    await bringIn(team, late);
    const soon = new Date(Date.now() + 40 * 60_000);
    await stack.query('UPDATE office_slot SET starts_at = $2, ends_at = $3 WHERE id = $1', [
      slot?.id,
      soon,
      new Date(soon.getTime() + 600_000),
    ]);
    await until(async () => (await remindersOf(slot?.id ?? '')).some((row) => row.account_id === late.id));
    expectStatus(await late.post(`teams/${team.teamId}/leave`), 204);
    await until(async () => (await remindersOf(slot?.id ?? '')).every((row) => row.account_id !== late.id));
    expect(await remindersOf(slot?.id ?? '')).toHaveLength(2);
  });
});

test('assigned or not, a team may book any mentor that it is in no conflict with', async () => {
  const event = await makeMentoredEvent(stack);
  const [own, other] = [await makeMentor(stack, event, 'Own'), await makeMentor(stack, event, 'Not theirs')];
  const team = await makeTeamOf(stack, event.slug, 'Team');
  await assign(event, own, team);
  await offer(own, event.slug);
  await offer(other, event.slug, { from: '13:00', until: '14:00' });
  const { items } = (await team.get(`events/${event.slug}/office-hours`)).body;
  expect(new Set(items.map(({ mentor }: { mentor: { name: string } }) => mentor.name))).toEqual(
    new Set(['Own', 'Not theirs']),
  );
  const page = (await team.get(`events/${event.slug}/office-hours?limit=4`)).body;
  expect([page.items.length, typeof page.nextCursor]).toEqual([4, 'string']);
  const rest = (await team.get(`events/${event.slug}/office-hours?limit=4&cursor=${page.nextCursor}`)).body;
  expect([rest.items.length, rest.nextCursor]).toEqual([2, null]);
});

async function until(isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await isSo()); ) {
    if (Date.now() > end) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

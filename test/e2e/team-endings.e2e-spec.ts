import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../support/client.js';
import { expectStatus } from '../support/event.js';
import {
  assign,
  bringIn,
  type Captain,
  dayAhead,
  describePerson,
  type MentoredEvent,
  makeMember,
  makeMentor,
  makeMentoredEvent,
  makeTeamOf,
  offer,
} from '../support/mentoring.js';
import { listen } from '../support/sse.js';
import { type Stack, startStack } from '../support/stack.js';

/* What mentors had to do with a team goes on where its people go on, or is called off with them. */

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
});
afterAll(() => stack?.stop());

const propose = async (from: Captain, into: Captain): Promise<string> =>
  expectStatus(await from.post(`teams/${from.teamId}/merges`, { intoTeamId: into.teamId }), 201).body.id;
const merge = async (from: Captain, into: Captain): Promise<void> => {
  expectStatus(await into.post(`team-merges/${await propose(from, into)}/agree`), 204);
};
const ask = async (team: Person, slug: string, subject: string): Promise<string> =>
  expectStatus(await team.post(`events/${slug}/help-requests`, { subject, urgency: 'normal' }), 201).body.id;
const book = async (team: Person, slot: { id: string } | undefined): Promise<void> => {
  expectStatus(await team.post(`office-hours/${slot?.id}/book`, { topic: 'Leakage' }), 200);
};
const slotsOf = async (team: Captain) =>
  stack.query<{ id: string }>('SELECT id FROM office_slot WHERE team_id = $1 ORDER BY starts_at', [
    team.teamId,
  ]);
const mentorsOf = async (team: Captain) =>
  (
    await stack.query<{ id: string }>('SELECT mentor_id AS id FROM mentor_assignment WHERE team_id = $1', [
      team.teamId,
    ])
  ).map(({ id }) => id);
const mailsTo = async (person: Person, kind: string) =>
  stack.query<{ subject: string; body: string }>(
    `SELECT subject, body FROM mail WHERE account_id = $1 AND kind = $2 AND status <> 'cancelled' ORDER BY created_at`,
    [person.id, kind],
  );
const record = async (team: Captain, action: string) =>
  stack.query<{ before: Record<string, string[]>; after: Record<string, unknown> }>(
    'SELECT before, after FROM audit_entry WHERE subject_id = $1 AND action = $2',
    [team.teamId, action],
  );
const two = async (event: MentoredEvent, about: { from?: object; into?: object } = {}) => ({
  from: await makeTeamOf(stack, event.slug, 'Brook', about.from),
  into: await makeTeamOf(stack, event.slug, 'River', about.into),
});

describe('a team that becomes part of another', () => {
  test('takes its bookings, open requests, mentors and their notes along', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const [mentor, other] = [
      await makeMentor(stack, event, 'Mentor'),
      await makeMentor(stack, event, 'Other mentor'),
    ];
    const { from, into } = await two(event);
    await assign(event, mentor, from);
    await assign(event, other, into);
    const [booked] = await offer(mentor, slug);
    await book(from, booked);
    const done = await ask(from, slug, 'Done with');
    expectStatus(await from.post(`help-requests/${done}/resolve`), 200);
    const open = await ask(from, slug, 'Still open');
    const inHand = await ask(from, slug, 'In hand');
    expectStatus(await mentor.post(`help-requests/${inHand}/take`), 200);
    const notes = `teams/${into.teamId}/notes`;
    const note = expectStatus(
      await mentor.post(`teams/${from.teamId}/notes`, { text: 'Quiet, and good at ECG' }),
      201,
    ).body;
    expect(note.writtenOf).toBeNull();
    const stream = await listen(
      into.copy({ url: stack.urls[1] ?? '' }),
      `events/${slug}/help-requests/stream`,
    );
    await stream.next('changed');

    await merge(from, into);

    // Said at once, in another process, to whoever has the page of the team open.
    await stream.next('changed', 5_000);
    stream.close();
    expect((await slotsOf(into)).map(({ id }) => id)).toEqual([booked?.id]);
    expect(await slotsOf(from)).toEqual([]);
    const requests = (await into.get(`events/${slug}/help-requests`)).body.items;
    expect(requests.map((one: { id: string; status: string }) => [one.id, one.status]).sort()).toEqual(
      [
        [open, 'open'],
        [inHand, 'taken'],
      ].sort(),
    );
    expect((await from.get(`events/${slug}/help-requests`)).body.items).toHaveLength(2);
    expect((await mentorsOf(into)).sort()).toEqual([mentor.id, other.id].sort());
    expect(await mentorsOf(from)).toEqual([]);
    for (const reader of [mentor, other, organizer]) {
      const { items } = expectStatus(await reader.get(notes), 200).body;
      expect(items).toEqual([
        expect.objectContaining({ text: 'Quiet, and good at ECG', writtenOf: 'Brook', author: 'Mentor' }),
      ]);
    }
    // The team never sees them, and nobody edits another's.
    expect((await from.get(notes)).status).toBe(403);
    expect((await into.get(notes)).status).toBe(403);
    expect((await other.put(`${notes}/${note.id}`, { text: 'Mine now' })).status).toBe(404);
    expect(expectStatus(await mentor.put(`${notes}/${note.id}`, { text: 'Louder' }), 200).body.text).toBe(
      'Louder',
    );

    const told = await mailsTo(mentor, 'mentoring.office_goes_on');
    expect(told[0]?.subject).toContain('River');
    expect(await mailsTo(from, 'mentoring.office_goes_on')).toHaveLength(1);
    const reminders = await mailsTo(into, 'mentoring.office_reminder');
    expect(reminders.map(({ subject }) => subject.includes('River'))).toEqual([true]);
    expect(await mailsTo(mentor, 'mentoring.team_merged')).toHaveLength(1);
    expect(await mailsTo(other, 'mentoring.team_merged')).toHaveLength(0);
    expect(await record(from, 'team.mentoring_moved')).toEqual([
      {
        before: {
          officeHours: [booked?.id],
          mentors: [mentor.id],
          helpRequests: [open, inHand].sort(),
        },
        after: { teamId: into.teamId, officeHours: [booked?.id], mentors: [mentor.id] },
      },
    ]);
  });

  test('leaves behind what would put a mentor in conflict or the team in two places', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug } = event;
    const [duke, free, busy] = [
      await makeMentor(stack, event, 'Of Duke', { affiliation: 'Duke University' }),
      await makeMentor(stack, event, 'Of nowhere'),
      await makeMentor(stack, event, 'Somewhere else'),
    ];
    const { from, into } = await two(event, { into: { affiliation: 'duke university' } });
    await assign(event, duke, from);
    await assign(event, free, from, into);
    const later = { dates: [dayAhead(3)] };
    const [withDuke] = await offer(duke, slug, later);
    const [mine] = await offer(free, slug);
    const [theirs] = await offer(busy, slug);
    await book(from, withDuke);
    await book(from, mine);
    await book(into, theirs);
    const inHand = await ask(from, slug, 'In hand');
    expectStatus(await duke.post(`help-requests/${inHand}/take`), 200);
    expectStatus(await duke.post(`teams/${from.teamId}/notes`, { text: 'Not for Duke any more' }), 201);

    await merge(from, into);

    expect((await slotsOf(into)).map(({ id }) => id)).toEqual([theirs?.id]);
    expect((await slotsOf(from)).length).toBe(0);
    expect(await mentorsOf(into)).toEqual([free.id]);
    const [handedBack] = (await into.get(`events/${slug}/help-requests`)).body.items;
    expect(handedBack).toMatchObject({ id: inHand, status: 'open', takenBy: null });
    // Whoever is in conflict sees nothing of it: not the request, not the notes, not their own either.
    expect((await duke.get(`events/${slug}/help-requests`)).body.items).toEqual([]);
    for (const team of [from, into]) {
      expect((await duke.get(`teams/${team.teamId}/notes`)).status).toBe(403);
    }
    const cancelled = await mailsTo(from, 'mentoring.office_cancelled');
    expect(cancelled.map(({ body }) => /conflict|이해 상충/.test(body)).sort()).toEqual([false, true]);
    expect(await mailsTo(free, 'mentoring.office_cancelled')).toHaveLength(1);
    expect(await mailsTo(duke, 'mentoring.office_reminder')).toEqual([]);
    const [told] = await mailsTo(duke, 'mentoring.team_merged');
    expect(told?.body).toMatch(/no longer look after|더는 맡지/);
    // The slots are on offer again, to whoever may have them.
    const third = await makeTeamOf(stack, slug, 'Third');
    await book(third, withDuke);
  });

  test('hands its problem on where the other has none, and only there', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const ids: string[] = [];
    for (const title of ['Sepsis', 'Stroke']) {
      const said = { en: title };
      const body = { title: said, question: said, importance: said, dataNeeded: said };
      const { id } = expectStatus(await organizer.post(`events/${slug}/problems`, body), 201).body;
      expectStatus(
        await organizer.post(`problems/${id}/decision`, { status: 'selected', message: 'Good' }),
        200,
      );
      ids.push(id);
    }
    const give = async (team: Captain, problemId: string | undefined) =>
      expectStatus(await organizer.put(`teams/${team.teamId}/problem`, { problemId, reason: 'Lots' }), 200);
    const problemOf = async (team: Captain) =>
      expectStatus(await team.get(`teams/${team.teamId}/work`), 200).body.problem?.title.en ?? null;
    const { from, into } = await two(event);
    const third = await makeTeamOf(stack, slug, 'Third');
    await give(from, ids[0]);
    await give(third, ids[1]);
    await merge(from, into);
    expect(await problemOf(into)).toBe('Sepsis');
    await merge(into, third);
    expect(await problemOf(third)).toBe('Stroke');
  });

  test('loses no booking that is made at the same moment', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const slots = await offer(mentor, event.slug);
    for (let round = 0; round < 3; round++) {
      const from = await makeTeamOf(stack, event.slug, `Brook ${round}`);
      const into = await makeTeamOf(stack, event.slug, `River ${round}`);
      const proposal = await propose(from, into);
      const slot = slots[round];
      const [booking, agreeing, asking] = await Promise.all([
        from.copy({ url: stack.urls[1] ?? '' }).post(`office-hours/${slot?.id}/book`, { topic: '' }),
        into.post(`team-merges/${proposal}/agree`),
        from.post(`events/${event.slug}/help-requests`, { subject: 'Just now', urgency: 'low' }),
      ]);
      expect(agreeing.status).toBe(204);
      const [row] = await stack.query<{ team_id: string | null }>(
        'SELECT team_id FROM office_slot WHERE id = $1',
        [slot?.id],
      );
      expect(row?.team_id ?? null).toBe(booking.status === 200 ? into.teamId : null);
      const left = await stack.query('SELECT 1 FROM help_request WHERE team_id = $1', [from.teamId]);
      expect(left).toEqual([]);
      expect([201, 403]).toContain(asking.status);
    }
  });
});

describe('a team that is dissolved', () => {
  test('calls off what it had booked and asked for, and its mentors hear of it', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const [mentor, helper] = [
      await makeMentor(stack, event, 'Mentor'),
      await makeMentor(stack, event, 'Helper'),
    ];
    const team = await makeTeamOf(stack, slug, 'Brook');
    const mate = await makeMember(stack, slug, 'Mate');
    await bringIn(team, mate);
    await assign(event, mentor, team);
    const [booked] = await offer(mentor, slug);
    await book(team, booked);
    const ids = [await ask(team, slug, 'Open'), await ask(team, slug, 'In hand')];
    expectStatus(await helper.post(`help-requests/${ids[1]}/take`), 200);
    expectStatus(await mentor.post(`teams/${team.teamId}/notes`, { text: 'Was good' }), 201);

    expectStatus(await team.post(`teams/${team.teamId}/dissolve`, {}), 204);

    expect(await slotsOf(team)).toEqual([]);
    const { items } = (await mate.get(`events/${slug}/office-hours`)).body;
    expect(items.find(({ id }: { id: string }) => id === booked?.id)).toMatchObject({ isFree: true });
    for (const person of [mentor, team, mate]) {
      const [told] = await mailsTo(person, 'mentoring.office_cancelled');
      expect(told?.subject).toContain('Brook');
      expect(await mailsTo(person, 'mentoring.office_reminder')).toEqual([]);
    }
    for (const person of [mentor, helper]) {
      expect(await mailsTo(person, 'mentoring.team_ended')).toHaveLength(1);
    }
    const rows = await stack.query<{ status: string }>(
      'SELECT status FROM help_request WHERE team_id = $1 AND closed_at IS NOT NULL',
      [team.teamId],
    );
    expect(rows.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    expect((await organizer.get(`events/${slug}/help-requests/figures`)).body).toMatchObject({
      open: 0,
      taken: 0,
    });
    expect(await mentorsOf(team)).toEqual([]);
    // Organizers still read what was written of it; who looked after it does not.
    expect((await organizer.get(`teams/${team.teamId}/notes`)).body.items).toHaveLength(1);
    expect((await mentor.get(`teams/${team.teamId}/notes`)).status).toBe(403);
    expect((await record(team, 'team.mentoring_ended'))[0]?.before).toEqual({
      officeHours: [booked?.id],
      mentors: [mentor.id],
      helpRequests: [...ids].sort(),
    });
  });

  test('is what also happens when the last one leaves; what is past stays', async () => {
    const event = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor');
    const team = await makeTeamOf(stack, event.slug, 'Brook');
    await describePerson(stack, mentor, {});
    const [past, ahead] = await offer(mentor, event.slug);
    await book(team, past);
    await book(team, ahead);
    await stack.query(
      `UPDATE office_slot SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE id = $1`,
      [past?.id],
    );
    expectStatus(await team.post(`teams/${team.teamId}/leave`), 204);
    expect((await slotsOf(team)).map(({ id }) => id)).toEqual([past?.id]);
    expect(await mailsTo(mentor, 'mentoring.office_cancelled')).toHaveLength(1);
    expect(await mailsTo(team, 'mentoring.office_cancelled')).toEqual([]);
  });
});

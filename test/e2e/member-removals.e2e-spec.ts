import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applicant, decide, makeApplicationEvent } from '../support/applications.js';
import type { Person } from '../support/client.js';
import { expectStatus } from '../support/event.js';
import { bring, teamOf } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';

// Organizers take somebody out of an event: the team, the place, the record and the mail.

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
});
afterAll(() => stack?.stop());

const roleIn = async (person: Person, slug: string) => (await person.get(`events/${slug}`)).body.myRole;

test('out of the event is out of the team; the next who waits moves up, and the person is told why', async () => {
  const { slug, organizer } = await makeApplicationEvent(stack, { form: { capacity: 2 } });
  const people = [
    await applicant(stack, 'Captain'),
    await applicant(stack, 'Mate'),
    await applicant(stack, 'Waiting'),
  ] as [Person, Person, Person];
  const ids: string[] = [];
  for (const person of people) {
    const sent = await person.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
    ids.push(expectStatus(sent, 200).body.id);
  }
  const [captain, mate, waiting] = people;
  expectStatus(await decide(organizer, slug, ids.slice(0, 2), 'accept'), 200);
  expectStatus(await decide(organizer, slug, ids.slice(2), 'waitlist'), 200);
  const team = await teamOf(slug, 'Left', captain);
  await bring(captain, team, mate);

  const removal = `events/${slug}/members/${captain.id}/removal`;
  expect((await organizer.post(removal, { reason: '' })).status).toBe(422);
  expect((await mate.post(removal, { reason: 'Not you' })).status).toBe(403);
  const reason = 'Shared patient data in a chat';
  const both = await Promise.all([1, 2].map(() => organizer.post(removal, { reason })));
  expect(both.map(({ status }) => status).sort()).toEqual([204, 404]);

  expect([await roleIn(captain, slug), await roleIn(waiting, slug)]).toEqual([null, 'participant']);
  const { members } = (await mate.get(`teams/${team}`)).body;
  expect(members).toEqual([expect.objectContaining({ accountId: mate.id, isCaptain: true })]);
  const [mail] = await stack.query<{ body: string }>(
    "SELECT body FROM mail WHERE kind = 'event.member_removed' AND account_id = $1",
    [captain.id],
  );
  expect(mail?.body).toContain(reason);
  const record = (await organizer.get(`events/${slug}/audit?limit=20`)).body.items;
  expect(record).toContainEqual(
    expect.objectContaining({ action: 'member.removed', subjectName: 'Captain', reason }),
  );
  expect(record).toContainEqual(
    expect.objectContaining({ action: 'team.member_removed', subjectName: 'Left', reason }),
  );
});

test('the last organizer stays, and a change of role keeps its reason', async () => {
  const { slug, organizer } = await makeApplicationEvent(stack);
  const last = await organizer.post(`events/${slug}/members/${organizer.id}/removal`, { reason: 'Tired' });
  expect([last.status, last.body.code]).toEqual([409, 'LAST_ORGANIZER']);
  const person = await applicant(stack, 'Person');
  const sent = await person.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
  expectStatus(await decide(organizer, slug, [sent.body.id], 'accept'), 200);
  const role = { role: 'organizer', reason: 'Helps on the day' };
  expectStatus(await organizer.put(`events/${slug}/members/${person.id}`, role), 200);
  const [line] = (await organizer.get(`events/${slug}/audit?what=member.role_changed`)).body.items;
  expect(line).toMatchObject({ subjectName: 'Person', reason: 'Helps on the day' });
});

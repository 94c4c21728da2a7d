import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../support/client.js';
import { expectStatus } from '../support/event.js';
import {
  assign,
  makeMember,
  makeMentor,
  makeMentoredEvent,
  makeTeamOf,
  offer,
} from '../support/mentoring.js';
import { type Stack, startStack } from '../support/stack.js';

/* Affiliations are edited by their owners: a change counts in the safe direction alone. */

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
});
afterAll(() => stack?.stop());

const moveTo = async (person: Person, affiliation: string): Promise<void> => {
  expectStatus(await person.patch('me', { affiliation }), 200);
};
const codeOf = async (answer: Promise<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await answer;
  return [status, body?.code];
};

describe('an affiliation that is given up while the event is on', () => {
  test('still keeps a mentor from the teams of it, until an organizer lifts it with a reason', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const list = `events/${slug}/mentoring/former-affiliations`;
    const mentor = await makeMentor(stack, event, 'Mentor', { affiliation: 'Duke University' });
    const team = await makeTeamOf(stack, slug, 'Team', { affiliation: 'duke univ.' });
    const pair = { items: [{ teamId: team.teamId, mentorId: mentor.id }] };
    const assigning = () => organizer.post(`events/${slug}/mentoring/assignments`, pair);
    expect(await codeOf(assigning())).toEqual([409, 'MENTOR_IN_CONFLICT']);
    const [slot] = await offer(mentor, slug);

    await moveTo(mentor, 'Elsewhere Institute');
    await moveTo(mentor, '');
    expect(await codeOf(assigning())).toEqual([409, 'MENTOR_IN_CONFLICT']);
    expect(await codeOf(team.post(`office-hours/${slot?.id}/book`, { topic: '' }))).toEqual([
      409,
      'MENTOR_IN_CONFLICT',
    ]);
    const { items } = expectStatus(await organizer.get(list), 200).body;
    expect(items).toEqual([
      expect.objectContaining({ affiliation: 'Elsewhere Institute', current: '', role: 'mentor' }),
      expect.objectContaining({
        affiliation: 'Duke University',
        person: { id: mentor.id, name: 'Mentor' },
        liftedAt: null,
      }),
    ]);
    // The mentor sees their own and lifts nothing; nobody else sees any.
    expect(expectStatus(await mentor.get(list), 200).body.items).toHaveLength(2);
    const other = await makeMentor(stack, event, 'Other');
    expect(expectStatus(await other.get(list), 200).body.items).toEqual([]);
    expect((await team.get(list)).status).toBe(403);
    const lift = `${list}/${items[1].id}/lift`;
    expect((await mentor.post(lift, { reason: 'I say so' })).status).toBe(403);
    expect((await organizer.post(lift, {})).status).toBe(422);
    const foreign = await makeMentoredEvent(stack);
    expect(
      (
        await foreign.organizer.post(
          `events/${foreign.slug}/mentoring/former-affiliations/${items[1].id}/lift`,
          { reason: 'Not mine' },
        )
      ).status,
    ).toBe(404);

    expectStatus(await organizer.post(lift, { reason: 'Left Duke in 2019' }), 204);
    expectStatus(await organizer.post(lift, { reason: 'Once more' }), 204);
    expectStatus(await assigning(), 200);
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toHaveLength(1);
    const shown = expectStatus(await mentor.get(list), 200).body.items;
    expect(shown.find((one: { id: string }) => one.id === items[1].id)).toMatchObject({
      liftedAt: expect.any(String),
      liftReason: '',
    });
    const record = await stack.query<{ reason: string }>(
      `SELECT reason FROM audit_entry WHERE action = 'mentor.former_affiliation_lifted' AND subject_id = $1`,
      [mentor.id],
    );
    expect(record).toEqual([{ reason: 'Left Duke in 2019' }]);

    // Writing it again and giving it up again makes it count again.
    await moveTo(mentor, 'Duke University');
    await moveTo(mentor, 'Nowhere');
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toBeNull();
  });

  test('counts for a member of the team as well, and only where it was given up', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug } = event;
    const later = await makeMentoredEvent(stack);
    const mentor = await makeMentor(stack, event, 'Mentor', { affiliation: '서울대학교병원' });
    const team = await makeTeamOf(stack, slug, 'Team', { affiliation: '아산병원' });
    await assign(event, mentor, team);
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toHaveLength(1);
    // A member moves there, and away again: the team stays closed.
    await moveTo(team, '서울대학교 병원');
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toBeNull();
    await moveTo(team, '아산병원');
    expect((await mentor.get(`teams/${team.teamId}`)).body.members).toBeNull();
    // An event that they come to afterwards knows nothing of it.
    const there = await makeMentor(stack, later, 'Mentor there', { affiliation: '서울대학교병원' });
    expectStatus(await team.post(`events/${later.slug}/join`), 200);
    const { body } = expectStatus(await team.post(`events/${later.slug}/teams`, { name: 'Team' }), 201);
    await assign(later, there, Object.assign(team, { teamId: body.id as string }));
    expect((await there.get(`teams/${body.id}`)).body.members).toHaveLength(1);
  });

  test('is nothing where only the writing changed, and goes with the account', async () => {
    const event = await makeMentoredEvent(stack);
    const person = await makeMember(stack, event.slug, 'Person', { affiliation: 'Asan Medical Center' });
    await moveTo(person, 'ASAN Medical  Center');
    const rows = () =>
      stack.query('SELECT affiliation FROM former_affiliation WHERE account_id = $1', [person.id]);
    expect(await rows()).toEqual([]);
    await moveTo(person, 'MIT');
    expect(await rows()).toEqual([{ affiliation: 'ASAN Medical Center' }]);
    const { PASSWORD } = await import('../support/client.js');
    expectStatus(await person.post('me/deletion', { email: person.email, password: PASSWORD }), 204);
    expect(await rows()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectStatus } from '../support/event.js';
import {
  bringIn,
  makeMember,
  makeMentor,
  makeMentoredEvent,
  makeTeamOf,
  offer,
} from '../support/mentoring.js';
import { type Stack, startStack } from '../support/stack.js';

/* What one person can do again and again mails others each time: it is counted, over all processes and for that person alone. */

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
});
afterAll(() => stack?.stop());

type Asked = Promise<{ status: number; body: { code?: string } }>;

/** Presses until it is too much. @returns how often it was let through */
async function until429(most: number, press: (k: number) => Asked, undo: () => Asked): Promise<number> {
  for (let k = 0; k <= most; k++) {
    const { status, body } = await press(k);
    if (status === 429) {
      expect(body.code).toBe('TOO_MANY_REQUESTS');
      return k;
    }
    expect([200, 201]).toContain(status);
    expect((await undo()).status).toBeLessThan(300);
  }
  return Number.POSITIVE_INFINITY;
}

describe('too many in an hour', () => {
  test('of proposals to merge, requests to join and bookings are refused, to that person alone', async () => {
    const event = await makeMentoredEvent(stack);
    const { slug, organizer } = event;
    const [from, into] = [await makeTeamOf(stack, slug, 'Brook'), await makeTeamOf(stack, slug, 'River')];
    const there = from.copy({ url: stack.urls[1] ?? '' });

    let merge = '';
    const merges = await until429(
      25,
      async (k) => {
        const answer = await (k % 2 ? there : from).post(`teams/${from.teamId}/merges`, {
          intoTeamId: into.teamId,
        });
        merge = answer.body?.id ?? merge;
        return answer;
      },
      () => from.delete(`team-merges/${merge}`),
    );
    expect(merges).toBe(20);
    expectStatus(await into.post(`teams/${into.teamId}/merges`, { intoTeamId: from.teamId }), 201);

    const loner = await makeMember(stack, slug, 'Loner');
    let request = '';
    const requests = await until429(
      35,
      async () => {
        const answer = await loner.post(`teams/${from.teamId}/requests`, {});
        request = answer.body?.id ?? request;
        return answer;
      },
      () => loner.delete(`teams/${from.teamId}/requests/${request}`),
    );
    expect(requests).toBe(30);

    const mentor = await makeMentor(stack, event, 'Mentor');
    const [slot] = await offer(mentor, slug);
    const press = (who: typeof from) => () => who.post(`office-hours/${slot?.id}/book`, { topic: '' });
    const bookings = await until429(30, press(from), () => from.post(`office-hours/${slot?.id}/cancel`, {}));
    expect(bookings).toBe(20);
    expectStatus(await press(into)(), 200);
    // Organizers clear up as much as they have to.
    expectStatus(await organizer.post(`office-hours/${slot?.id}/cancel`, {}), 200);
  });

  test('of claims to be captain are refused', async () => {
    const { slug } = await makeMentoredEvent(stack);
    const captain = await makeTeamOf(stack, slug, 'Brook');
    const mate = await makeMember(stack, slug, 'Mate');
    await bringIn(captain, mate);
    const path = `teams/${captain.teamId}/captain/claim`;
    const claims = await until429(
      15,
      () => mate.post(path),
      () => captain.delete(path),
    );
    expect(claims).toBe(10);
    const letters = await stack.query(
      `SELECT 1 FROM mail WHERE kind = 'team.captain_claimed' AND account_id = $1`,
      [captain.id],
    );
    expect(letters).toHaveLength(10);
  });
});

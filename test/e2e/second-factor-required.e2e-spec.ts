import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, PASSWORD, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';
import { codeOf, enrol, steady } from '../support/totp.js';

/* An installation that wants a second factor of organizers and admins. */

let stack: Stack;
let organizer: Person;
let program: Client;
beforeAll(async () => {
  stack = await startStack({
    workers: 0,
    apis: 2,
    env: { REQUIRE_SECOND_FACTOR: 'organizers, stewards, admins' },
  });
  organizer = await signUp(stack, 'Organizer');
  program = await withToken(organizer, ['read', 'submit', 'organize']);
});
afterAll(() => stack?.stop());

const EVENT = {
  slug: 'guarded',
  name: 'Guarded',
  timeZone: 'Asia/Seoul',
  startsAt: '2026-11-20T09:00:00+09:00',
  endsAt: '2026-11-21T18:00:00+09:00',
};

const again = (person: Person) => person.post('auth/sign-in', { email: person.email, password: PASSWORD });

describe('whoever has such a role and no second factor', () => {
  test('is asked for nothing before they have the role', async () => {
    expect((await organizer.get('me')).body.needsSecondFactor).toBe(false);
    expect((await organizer.get('me/tokens')).status).toBe(200);
    expect((await organizer.get('me/second-factor')).body.isRequired).toBe(false);
  });

  test('is let in to enrol and for nothing else, with a token for nothing at all', async () => {
    await stack.query('UPDATE account SET can_create_events = true WHERE id = $1', [organizer.id]);
    expect((await again(organizer)).body).toMatchObject({ needsSecondFactor: true });
    expect((await organizer.get('me')).body.needsSecondFactor).toBe(true);
    expect((await organizer.get('me/second-factor')).body).toMatchObject({ isOn: false, isRequired: true });
    for (const [method, path, body] of [
      ['PATCH', 'me', { name: 'X' }],
      ['GET', 'me/tokens', undefined],
      ['POST', 'me/tokens', { name: 'x', scopes: ['read'] }],
      ['POST', 'me/password', { current: PASSWORD, next: 'another password' }],
      ['GET', 'me/sessions', undefined],
      ['GET', 'me/identities', undefined],
      ['POST', 'me/second-factor/off', {}],
      ['POST', 'events', EVENT],
      ['POST', 'events/guarded/join', undefined],
    ] as const) {
      const answer = await organizer.send(method, path, body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'SECOND_FACTOR_REQUIRED']);
      expect(answer.body.detail).toContain('set one up');
    }
    for (const path of ['me', 'me/tokens', 'events/guarded/members']) {
      const answer = await program.get(path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'SECOND_FACTOR_REQUIRED']);
    }
    // What anyone may see, they see as anyone.
    expect((await organizer.get('events')).status).toBe(200);
  });

  test('may do everything once they have one, in every process, with the tokens that they had', async () => {
    const { secret } = await enrol(organizer);
    expect((await organizer.get('me')).body.needsSecondFactor).toBe(false);
    expectStatus(await organizer.post('events', EVENT), 201);
    const there = organizer.copy({ url: stack.urls[1] ?? '' });
    for (const until = Date.now() + 5_000; Date.now() < until; ) {
      if ((await there.get('me/tokens')).status === 200) break;
    }
    expect((await there.get('me/tokens')).status).toBe(200);
    expect((await program.get('events/guarded/members')).status).toBe(200);
    // Without it again: the next call is refused, also a program's.
    await steady();
    const off = await organizer.post('me/second-factor/off', { password: PASSWORD, code: codeOf(secret) });
    expect(off.status).toBe(204);
    expect((await organizer.get('events/guarded/members')).body.code).toBe('SECOND_FACTOR_REQUIRED');
    expect((await program.get('events/guarded/members')).body.code).toBe('SECOND_FACTOR_REQUIRED');
    // A draft is its organizers'; to whom it is closed for now it does not exist.
    expect((await organizer.get('events/guarded')).status).toBe(404);
    await enrol(organizer);
    expect((await organizer.get('events/guarded')).status).toBe(200);
  });

  test('meets it in the moment of becoming an organizer', async () => {
    await organizer.patch('events/guarded', { status: 'published' });
    const helper = await signUp(stack, 'Helper');
    expectStatus(await helper.post('events/guarded/join'), 200);
    expect((await helper.get('events/guarded/members')).status).toBe(200);
    expectStatus(await organizer.put(`events/guarded/members/${helper.id}`, { role: 'organizer' }), 200);
    expect((await helper.get('events/guarded/members')).body.code).toBe('SECOND_FACTOR_REQUIRED');
    expectStatus(await organizer.put(`events/guarded/members/${helper.id}`, { role: 'mentor' }), 200);
    expect((await helper.get('events/guarded/members')).status).toBe(200);
  });

  test('meets it in the moment of becoming a data steward, and no more once that ends', async () => {
    const [admin, person] = [await signUp(stack, 'Giver'), await signUp(stack, 'Steward')];
    await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [admin.id]);
    await stack.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [person.id]);
    await again(admin);
    await enrol(admin);
    expect((await person.get('me/tokens')).status).toBe(200);
    expectStatus(await admin.put(`admin/accounts/${person.id}/steward`, { allowed: true }), 200);
    expect((await person.get('me')).body).toMatchObject({ isSteward: true, needsSecondFactor: true });
    expect((await person.get('me/tokens')).body.code).toBe('SECOND_FACTOR_REQUIRED');
    expectStatus(await admin.put(`admin/accounts/${person.id}/steward`, { allowed: false }), 200);
    expect((await person.get('me/tokens')).status).toBe(200);
  });

  test('is asked as an admin too, and can always sign out', async () => {
    const admin = await signUp(stack, 'Admin');
    await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [admin.id]);
    await again(admin);
    expect((await admin.get('admin/accounts')).body.code).toBe('SECOND_FACTOR_REQUIRED');
    const copy = admin.copy();
    expect((await admin.post('auth/sign-out')).status).toBe(204);
    expect((await copy.get('me')).status).toBe(401);
    await again(admin);
    await enrol(admin);
    expect((await admin.get('admin/accounts')).status).toBe(200);
  });
});

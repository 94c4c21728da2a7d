import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, PASSWORD, signUp, withToken } from '../support/client.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0, apis: 2 });
});
afterAll(() => stack?.stop());

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

async function signIn(email: string, userAgent: string): Promise<Client> {
  const client = new Client(stack);
  const headers = { 'user-agent': userAgent };
  expect((await client.post('auth/sign-in', { email, password: PASSWORD }, { headers })).status).toBe(200);
  return client;
}

describe('the browsers in which one is signed in', () => {
  test('are listed in words, the own one first, without whole addresses', async () => {
    const person = await signUp(stack, 'Listing');
    await signIn(person.email, IPHONE);
    const { body } = await person.get('me/sessions');
    expect(body.nextCursor).toBeNull();
    expect(body.items).toEqual([
      expect.objectContaining({ isCurrent: true, browser: 'Node.js', network: '127.0.0.*' }),
      {
        id: expect.any(String),
        isCurrent: false,
        browser: 'Safari',
        system: 'iPhone',
        network: '127.0.0.*',
        createdAt: expect.any(String),
        lastSeenAt: expect.any(String),
        expiresAt: expect.any(String),
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|tokenHash/);
  });

  test('are ended one by one, at once and in every process', async () => {
    const person = await signUp(stack, 'Ending');
    const phone = await signIn(person.email, IPHONE);
    const there = phone.copy({ url: stack.urls[1] ?? '' });
    expect((await there.get('me')).status).toBe(200);
    const { items } = (await person.get('me/sessions')).body;
    const id = items.find((one: { isCurrent: boolean }) => !one.isCurrent).id;
    expect((await person.delete(`me/sessions/${id}`)).status).toBe(204);
    expect((await phone.get('me')).status).toBe(401);
    let status = 200;
    for (const until = Date.now() + 5_000; status === 200 && Date.now() < until; ) {
      status = (await there.get('me')).status;
    }
    expect(status).toBe(401);
    expect((await person.delete(`me/sessions/${id}`)).status).toBe(404);
    expect((await person.get('me')).status).toBe(200);
    const audit = await stack.query('SELECT action FROM audit_entry WHERE subject_id = $1', [id]);
    expect(audit).toEqual([{ action: 'account.session_ended' }]);
  });

  test('are ended all but one', async () => {
    const person = await signUp(stack, 'Everywhere');
    const others = await Promise.all([1, 2, 3].map(() => signIn(person.email, IPHONE)));
    const program = await withToken(person, ['read']);
    expect((await person.delete('me/sessions')).body).toEqual({ sessionsEnded: 3 });
    expect(await Promise.all(others.map(async (one) => (await one.get('me')).status))).toEqual([
      401, 401, 401,
    ]);
    expect((await person.get('me/sessions')).body.items).toHaveLength(1);
    expect((await program.get('me')).status).toBe(200);
    expect((await person.delete('me/sessions')).body).toEqual({ sessionsEnded: 0 });
  });

  test('are one’s own', async () => {
    const person = await signUp(stack, 'Own');
    const nosy = await signUp(stack, 'Nosy');
    const [own] = (await person.get('me/sessions')).body.items;
    expect((await nosy.delete(`me/sessions/${own.id}`)).status).toBe(404);
    expect((await person.get('me')).status).toBe(200);
    const program = await withToken(nosy, ['read', 'submit', 'organize']);
    expect((await program.get('me/sessions')).body.code).toBe('SCOPE_MISSING');
  });

  test('say when and from where they were last used', async () => {
    const person = await signUp(stack, 'Moving');
    await stack.query(
      `UPDATE session SET last_seen_at = now() - interval '3 hours', network = '203.0.113.*' WHERE account_id = $1`,
      [person.id],
    );
    // A process that has not seen it for a while writes it down; this one was just told of it by another.
    const there = person.copy({ url: stack.urls[1] ?? '' });
    await there.get('me');
    let item: { network: string; lastSeenAt: string } | undefined;
    for (const until = Date.now() + 5_000; item?.network !== '127.0.0.*' && Date.now() < until; ) {
      item = (await there.get('me/sessions')).body.items[0];
    }
    expect(item?.network).toBe('127.0.0.*');
    expect(Date.now() - new Date(item?.lastSeenAt ?? 0).getTime()).toBeLessThan(60_000);
  });
});

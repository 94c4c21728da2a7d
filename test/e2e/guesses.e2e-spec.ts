import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, PASSWORD, type Person, signUp } from '../support/client.js';
import { newestMail } from '../support/mailbox.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
});
afterAll(() => stack?.stop());

const anyone = () => new Client(stack);
const signIn = (email: string, password = PASSWORD, client = anyone()) =>
  client.post('auth/sign-in', { email, password });
const guess = (person: Person, client = anyone()) => signIn(person.email, 'guess guess guess', client);

/** The browser in which the person signed up, signed out. */
function home(person: Person): Client {
  const client = person.copy();
  client.cookies.delete('datathon_session');
  return client;
}

describe('strangers who guess', () => {
  test('do not keep out whoever has got in with this browser before, which has a limit of its own', async () => {
    const owner = await signUp(stack, 'Owner');
    const browser = home(owner);
    expect([...browser.cookies.keys()]).toEqual(['datathon_device']);
    // From the owner's own network, which is worse than from elsewhere: its limit is used up as well.
    for (let k = 0; k < 12; k++) await guess(owner);
    expect((await signIn(owner.email)).status).toBe(429);
    expect((await signIn(owner.email, PASSWORD, browser)).status).toBe(200);

    const again = home(owner);
    const statuses: number[] = [];
    for (let k = 0; k < 12; k++) statuses.push((await guess(owner, again)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });

  test('do not keep out whoever comes with a new browser through the mail', async () => {
    const owner = await signUp(stack, 'Elsewhere');
    for (let k = 0; k < 12; k++) await guess(owner);
    const fresh = anyone();
    await fresh.post('auth/forgot-password', { email: owner.email });
    const { token } = await newestMail(stack, owner.email, 'account.password_reset');
    expect((await fresh.post('auth/reset-password', { token, next: 'through the mail' })).status).toBe(204);
    expect((await signIn(owner.email, 'through the mail')).status).toBe(429);
    expect((await signIn(owner.email, 'through the mail', fresh)).status).toBe(200);
  });

  test('are not helped by a cookie that they made up, or got for an account of their own', async () => {
    const [target, thief] = [await signUp(stack, 'Target'), await signUp(stack, 'Thief')];
    for (let k = 0; k < 10; k++) await guess(target);
    const forged = anyone();
    forged.cookies.set('datathon_device', `${'a'.repeat(22)}.${'b'.repeat(43)}`);
    for (const client of [home(thief), forged]) expect((await guess(target, client)).status).toBe(429);
  });

  test('with the cookie of a browser get nothing but its ten guesses', async () => {
    const owner = await signUp(stack, 'Stolen cookie');
    expect((await home(owner).get('me')).status).toBe(401);
    const cookie = (await signIn(owner.email)).headers
      .getSetCookie()
      .find((one) => one.startsWith('datathon_device='));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\/api\/v1\/auth/);
  });
});

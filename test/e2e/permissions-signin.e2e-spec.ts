import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, PASSWORD, type Person, signUp, withToken } from '../support/client.js';
import { OIDC_CLIENT } from '../support/oidc.js';
import { type Stack, startStack } from '../support/stack.js';
import { codeOf, enrol, steady } from '../support/totp.js';

/* Who × route → status for the ways into an account. They are everyone's own: no role opens another's. */

const WHO = ['anonymous', 'halfway', 'person', 'otherPerson', 'admin', 'guarded'] as const;
type Who = (typeof WHO)[number];

let stack: Stack;
const clients = {} as Record<Who, Client>;
const ids: Record<string, string> = { nobody: '00000000-0000-4000-8000-000000000000' };

beforeAll(async () => {
  const provider = { key: 'away', name: 'Away', issuer: 'http://127.0.0.1:9', ...OIDC_CLIENT };
  stack = await startStack({
    workers: 0,
    env: { OIDC_PROVIDERS: JSON.stringify([provider]), REQUIRE_SECOND_FACTOR: 'organizers' },
  });
  const person = await signUp(stack, 'Person');
  const enrolled = await signUp(stack, 'Enrolled');
  await enrol(enrolled);
  const halfway = new Client(stack);
  await halfway.post('auth/sign-in', { email: enrolled.email, password: PASSWORD });
  const admin = await signUp(stack, 'Admin');
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [admin.id]);
  await admin.patch('me', { name: 'Administrator' });
  // In a role that needs a second factor, without one.
  const guarded = await signUp(stack, 'Guarded');
  await stack.query('UPDATE account SET can_create_events = true WHERE id = $1', [guarded.id]);
  await guarded.post('auth/sign-in', { email: guarded.email, password: PASSWORD });
  Object.assign(clients, {
    anonymous: new Client(stack),
    halfway,
    person,
    otherPerson: await signUp(stack, 'Other'),
    admin,
    guarded,
  });
  // Of somebody who is not among those that ask.
  const owner: Person = await signUp(stack, 'Owner');
  ids.session = (await owner.get('me/sessions')).body.items[0].id;
  const [identity] = await stack.query<{ id: string }>(
    `INSERT INTO identity (account_id, issuer, subject) VALUES ($1, 'http://127.0.0.1:9', 'x') RETURNING id`,
    [owner.id],
  );
  ids.identity = identity?.id ?? '';
});
afterAll(() => stack?.stop());

type Row = [method: string, path: string, body: unknown, expected: Record<Who, number>];

/** In the order of WHO. */
const each = (...list: number[]): Record<Who, number> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, number>;

//                                                       anonymous halfway person otherPerson admin guarded
const TABLE: Row[] = [
  ['GET', 'auth/providers', undefined, each(200, 200, 200, 200, 200, 200)],
  ['GET', 'auth/oidc/away/start', undefined, each(302, 302, 302, 302, 302, 302)],
  ['GET', 'auth/oidc/away/callback', undefined, each(302, 302, 302, 302, 302, 302)],
  ['GET', 'auth/oidc/nobody/start', undefined, each(404, 404, 404, 404, 404, 404)],
  ['POST', 'auth/oidc/nobody/link', {}, each(401, 401, 404, 404, 404, 403)],
  ['POST', 'auth/oidc/away/link', { password: PASSWORD }, each(401, 401, 503, 503, 503, 403)],
  ['GET', 'auth/newcomer', undefined, each(403, 403, 403, 403, 403, 403)],
  ['POST', 'auth/newcomer', {}, each(422, 422, 422, 422, 422, 422)],
  ['POST', 'auth/second-factor', {}, each(422, 422, 422, 422, 422, 422)],
  ['POST', 'auth/second-factor', { code: 'wrong' }, each(401, 403, 401, 401, 401, 401)],
  ['GET', 'me/second-factor', undefined, each(401, 401, 200, 200, 200, 200)],
  ['POST', 'me/second-factor', {}, each(401, 401, 403, 403, 403, 403)],
  ['POST', 'me/second-factor/confirm', { code: '1' }, each(401, 401, 409, 409, 409, 409)],
  ['POST', 'me/second-factor/recovery-codes', {}, each(401, 401, 409, 409, 409, 403)],
  ['POST', 'me/second-factor/off', {}, each(401, 401, 409, 409, 409, 403)],
  ['GET', 'me/sessions', undefined, each(401, 401, 200, 200, 200, 403)],
  ['DELETE', 'me/sessions', undefined, each(401, 401, 200, 200, 200, 403)],
  ['DELETE', 'me/sessions/{nobody}', undefined, each(401, 401, 404, 404, 404, 403)],
  ['DELETE', 'me/sessions/{session}', undefined, each(401, 401, 404, 404, 404, 403)],
  ['GET', 'me/identities', undefined, each(401, 401, 200, 200, 200, 403)],
  ['DELETE', 'me/identities/{nobody}', undefined, each(401, 401, 404, 404, 404, 403)],
  ['DELETE', 'me/identities/{identity}', undefined, each(401, 401, 404, 404, 404, 403)],
];

const filled = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');

describe.each(WHO)('%s', (who) => {
  test.each(TABLE)('%s %s', async (method, path, body, expected) => {
    const answer = await clients[who].send(method, filled(path), body);
    expect([answer.status, answer.body?.code]).toEqual([expected[who], answer.body?.code]);
    if (answer.status >= 400) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });
});

test('tokens open none of it, whatever their scopes', async () => {
  const program = await withToken(clients.person, ['read', 'submit', 'organize']);
  for (const [method, path, body] of TABLE.filter(
    ([, path]) => path.startsWith('me/') || path.endsWith('/link'),
  )) {
    const answer = await program.send(method, filled(path), body);
    expect([path, answer.status, answer.body?.code]).toEqual([path, 403, 'SCOPE_MISSING']);
  }
});

test('a token is no session to end, and a proof is needed for each change of its own', async () => {
  const person = await signUp(stack, 'Proving');
  const { secret } = await enrol(person);
  await steady();
  const proof = { password: PASSWORD, code: codeOf(secret) };
  expect((await person.post('me/second-factor/recovery-codes', proof)).status).toBe(201);
  // The code is used up: the next change needs another.
  expect((await person.post('me/second-factor/off', proof)).body.code).toBe('CODE_USED');
});

test('every route of these is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const pattern = (path: string) =>
    path.replace(/\{\w+\}/g, '*').replace(/^auth\/oidc\/[^/]+/, 'auth/oidc/*');
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags?.includes('sign-in'))
        .map(([method]) => `${method.toUpperCase()} ${pattern(path.replace('/api/v1/', ''))}`),
  );
  const asked = new Set(TABLE.map(([method, path]) => `${method} ${pattern(path)}`));
  expect(routes.length).toBeGreaterThan(12);
  expect(routes.filter((route) => !asked.has(route))).toEqual([]);
});

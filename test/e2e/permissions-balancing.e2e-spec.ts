import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// Role × route × own or other's → status, for wishes and proposed teams.

const WHO = [
  'anonymous',
  'stranger',
  'participant',
  'mentor',
  'organizer',
  'otherOrganizer',
  'admin',
] as const;
type Who = (typeof WHO)[number];

let stack: Stack;
const people = {} as Record<Exclude<Who, 'anonymous'>, Person>;
const clients = {} as Record<Who, Client>;
const ids: Record<string, string> = { nobody: '00000000-0000-4000-8000-000000000000' };

const EVENT = {
  name: 'Permissions',
  timeZone: 'Asia/Seoul',
  startsAt: '2030-11-20T09:00:00+09:00',
  endsAt: '2030-11-21T18:00:00+09:00',
};

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  people.organizer = await signUpOrganizer(stack, 'Organizer');
  people.otherOrganizer = await signUpOrganizer(stack, 'Other organizer');
  for (const who of ['admin', 'stranger', 'participant', 'mentor'] as const)
    people[who] = await signUp(stack, who);
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [people.admin.id]);
  const { organizer, otherOrganizer, participant, mentor } = people;
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'main', status: 'published' }), 201);
  expectStatus(await otherOrganizer.post('events', { ...EVENT, slug: 'other', status: 'published' }), 201);
  for (const person of [participant, mentor]) expectStatus(await person.post('events/main/join'), 200);
  expectStatus(await organizer.put(`events/main/members/${mentor.id}`, { role: 'mentor' }), 200);
  const made = expectStatus(await organizer.post('events/main/team-proposals', {}), 202).body;
  ids.proposal = made.id;
  for (const until = Date.now() + 60_000; ; ) {
    const { body } = await organizer.get(`team-proposals/${made.id}`);
    if (body.state === 'draft') break;
    if (Date.now() > until) throw new Error(body.state);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

type Row = [method: string, path: string, body: unknown, expected: Record<Who, number>];

/** In the order of WHO. */
const each = (...list: number[]): Record<Who, number> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, number>;

// Each question is wrong in itself or changes nothing, so that all are asked of one event.
const TABLE: Row[] = [
  ['GET', 'events/main/wishes', undefined, each(401, 403, 200, 403, 403, 403, 403)],
  ['GET', 'events/main/wishes/people', undefined, each(401, 403, 200, 403, 403, 403, 403)],
  [
    'POST',
    'events/main/wishes',
    { accountId: ids.nobody, kind: 'with' },
    each(401, 403, 422, 403, 403, 403, 403),
  ],
  ['DELETE', 'events/main/wishes/{nobody}', undefined, each(401, 403, 404, 403, 403, 403, 403)],
  ['GET', 'events/main/balance', undefined, each(401, 403, 403, 403, 200, 403, 403)],
  ['GET', 'events/main/team-proposals', undefined, each(401, 403, 403, 403, 200, 403, 403)],
  ['POST', 'events/main/team-proposals', { targetSize: 50 }, each(401, 403, 403, 403, 422, 403, 403)],
  ['GET', 'team-proposals/{proposal}', undefined, each(401, 403, 403, 403, 200, 403, 403)],
  ['GET', 'team-proposals/{nobody}', undefined, each(401, 404, 404, 404, 404, 404, 404)],
  ['GET', 'team-proposals/not-an-id', undefined, each(401, 404, 404, 404, 404, 404, 404)],
  [
    'PUT',
    'team-proposals/{proposal}/groups',
    { version: 1, groups: [], leftOut: [] },
    each(401, 403, 403, 403, 422, 403, 403),
  ],
  ['POST', 'team-proposals/{proposal}/refresh', { version: 99 }, each(401, 403, 403, 403, 409, 403, 403)],
  ['POST', 'team-proposals/{proposal}/apply', { version: 99 }, each(401, 403, 403, 403, 409, 403, 403)],
  ['POST', 'team-proposals/{nobody}/discard', undefined, each(401, 404, 404, 404, 404, 404, 404)],
];

const address = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');

describe.each(WHO)('%s', (who) => {
  test.each(TABLE)('%s %s', async (method, path, body, expected) => {
    const answer = await clients[who].send(method, address(path), body);
    expect([answer.status, answer.body?.code]).toEqual([expected[who], answer.body?.code]);
  });
});

test('nobody else discards a proposal', async () => {
  for (const who of ['stranger', 'participant', 'mentor', 'otherOrganizer', 'admin'] as const) {
    expect((await clients[who].post(`team-proposals/${ids.proposal}/discard`)).status).toBe(403);
  }
  expect((await clients.organizer.get(`team-proposals/${ids.proposal}`)).body.state).toBe('draft');
});

test('a draft of another event is no base for a proposal', async () => {
  const answer = await clients.otherOrganizer.post('events/other/team-proposals', { basedOn: ids.proposal });
  expect(answer.status).toBe(403);
});

describe('tokens', () => {
  const needs = [
    ['GET', 'events/main/wishes', 'read'],
    ['GET', 'events/main/wishes/people', 'read'],
    ['GET', 'events/main/balance', 'read'],
    ['GET', 'events/main/team-proposals', 'read'],
    ['GET', 'team-proposals/{proposal}', 'read'],
    ['POST', 'events/main/wishes', 'submit'],
    ['DELETE', 'events/main/wishes/{nobody}', 'submit'],
    ['POST', 'events/main/team-proposals', 'organize'],
    ['PUT', 'team-proposals/{proposal}/groups', 'organize'],
    ['POST', 'team-proposals/{proposal}/refresh', 'organize'],
    ['POST', 'team-proposals/{proposal}/apply', 'organize'],
    ['POST', 'team-proposals/{nobody}/discard', 'organize'],
  ] as const;

  test.each(['read', 'submit', 'organize'] as const)('with %s alone open what needs it', async (scope) => {
    const program = await withToken(people.organizer, [scope]);
    for (const [method, path, needed] of needs) {
      const body = method.startsWith('P') ? { targetSize: 99, version: 'x' } : undefined;
      const answer = await program.send(method, address(path), body);
      const isMissing = answer.status === 403 && answer.body?.code === 'SCOPE_MISSING';
      expect([path, isMissing]).toEqual([path, needed !== scope]);
    }
  });
});

test('every route of this feature is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags?.includes('balancing'))
        .map(
          ([method]) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace(/\{\w+\}/g, '*')}`,
        ),
  );
  const asked = new Set(
    TABLE.map(
      ([method, path]) => `${method} ${path.replace(/^events\/main/, 'events/*').replace(/\{\w+\}/g, '*')}`,
    ),
  );
  expect(routes.length).toBe(12);
  expect(routes.filter((route) => !asked.has(route))).toEqual([]);
});

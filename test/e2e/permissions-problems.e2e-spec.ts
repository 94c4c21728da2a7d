import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

/* Role × route × own or other's → status, for problems and for what teams work on. */

const WHO = [
  'anonymous',
  'stranger',
  'captain',
  'mate',
  'rival',
  'author',
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
  startsAt: '2099-11-20T09:00:00+09:00',
  endsAt: '2099-11-21T18:00:00+09:00',
};
const PROPOSAL = { title: { en: 'A problem' }, question: { en: 'A question' } };

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  people.organizer = await signUpOrganizer(stack, 'Organizer');
  people.otherOrganizer = await signUpOrganizer(stack, 'Other organizer');
  for (const who of ['stranger', 'captain', 'mate', 'rival', 'author', 'mentor', 'admin'] as const) {
    people[who] = await signUp(stack, who);
  }
  const { organizer, otherOrganizer, captain, mate, rival, author, mentor, admin } = people;
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [admin.id]);
  await stack.query(`UPDATE account SET background = 'clinician' WHERE id = $1`, [author.id]);
  await admin.patch('me', { name: 'Administrator' });
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'main', status: 'published' }), 201);
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'draft' }), 201);
  expectStatus(await otherOrganizer.post('events', { ...EVENT, slug: 'other', status: 'published' }), 201);
  for (const person of [captain, mate, rival, author, mentor]) {
    expectStatus(await person.post('events/main/join'), 200);
  }
  expectStatus(await organizer.put(`events/main/members/${mentor.id}`, { role: 'mentor' }), 200);
  ids.team = expectStatus(await captain.post('events/main/teams', { name: 'Team' }), 201).body.id;
  expectStatus(await rival.post('events/main/teams', { name: 'Rivals' }), 201);
  const { code } = expectStatus(await captain.post(`teams/${ids.team}/invitations`, {}), 201).body;
  expectStatus(await mate.post(`invitations/${code}/accept`), 200);
  ids.raw = expectStatus(await author.post('events/main/problems', PROPOSAL), 201).body.id;
  ids.open = expectStatus(await organizer.post('events/main/problems', PROPOSAL), 201).body.id;
  expectStatus(await organizer.post(`problems/${ids.open}/decision`, { status: 'selected' }), 200);
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

type Row = [method: string, path: string, body: unknown, expected: Record<Who, number>];

/** In the order of WHO. */
const each = (...list: number[]): Record<Who, number> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, number>;

//                       anonymous stranger captain mate rival author mentor organizer otherOrganizer admin
const TABLE: Row[] = [
  ['GET', 'events/main/problems', undefined, each(401, 403, 200, 200, 200, 200, 200, 200, 403, 403)],
  ['GET', 'events/draft/problems', undefined, each(401, 404, 404, 404, 404, 404, 404, 200, 404, 404)],
  // Wrong in itself: only who may propose is told so.
  [
    'POST',
    'events/main/problems',
    { title: {}, question: {} },
    each(401, 403, 403, 403, 403, 422, 422, 422, 403, 403),
  ],
  ['POST', 'events/draft/problems', PROPOSAL, each(401, 404, 404, 404, 404, 404, 404, 201, 404, 404)],
  ['GET', 'events/main/problem-settings', undefined, each(401, 403, 200, 200, 200, 200, 200, 200, 403, 403)],
  [
    'PUT',
    'events/main/problem-settings',
    { proposers: 'clinicians', choosers: 'teams', noveltyRequired: true },
    each(401, 403, 403, 403, 403, 403, 403, 200, 403, 403),
  ],
  ['GET', 'problems/{raw}', undefined, each(401, 403, 404, 404, 404, 200, 404, 200, 403, 403)],
  ['GET', 'problems/{open}', undefined, each(401, 403, 200, 200, 200, 200, 200, 200, 403, 403)],
  ['GET', 'problems/{nobody}', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
  ['PATCH', 'problems/{raw}', {}, each(401, 403, 404, 404, 404, 200, 404, 200, 403, 403)],
  ['PATCH', 'problems/{open}', {}, each(401, 403, 404, 404, 404, 404, 404, 200, 403, 403)],
  // The organizer proposed it, and it is selected.
  ['POST', 'problems/{open}/withdraw', undefined, each(401, 403, 404, 404, 404, 404, 404, 409, 403, 403)],
  [
    'POST',
    'problems/{raw}/decision',
    { status: 'shortlisted' },
    each(401, 403, 403, 403, 403, 403, 403, 200, 403, 403),
  ],
  ['GET', 'events/main/team-work', undefined, each(401, 403, 200, 200, 200, 200, 200, 200, 403, 403)],
  ['GET', 'events/draft/team-work', undefined, each(401, 404, 404, 404, 404, 404, 404, 200, 404, 404)],
  ['GET', 'teams/{team}/work', undefined, each(401, 403, 200, 200, 200, 200, 200, 200, 403, 403)],
  // Without a problem, as it is: nothing changes, and an organizer is asked for a reason.
  [
    'PUT',
    'teams/{team}/problem',
    { problemId: null },
    each(401, 403, 200, 403, 403, 403, 403, 422, 403, 403),
  ],
  // A statement that nobody was shown.
  [
    'POST',
    'teams/{team}/novelty',
    { version: 'none' },
    each(401, 403, 409, 409, 403, 403, 403, 403, 403, 403),
  ],
  [
    'POST',
    'teams/{nobody}/novelty',
    { version: 'none' },
    each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  ],
];
const address = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');

describe.each(TABLE)('%s %s', (method, path, body, expected) => {
  test.each(WHO)('%s', async (who) => {
    const answer = await clients[who].send(method, address(path), body);
    expect([answer.status, answer.body?.code]).toEqual([expected[who], answer.body?.code]);
  });
});

describe('access tokens', () => {
  const needs = (method: string, path: string) =>
    method === 'GET' ? 'read' : /decision|settings/.test(path) ? 'organize' : 'submit';

  test.each(['read', 'submit', 'organize'] as const)(
    'with %s alone open what needs it, and no more',
    async (scope) => {
      const program = await withToken(people.organizer, [scope]);
      for (const [method, path, body] of TABLE) {
        const { status, body: answer } = await program.send(method, address(path), body);
        const isRefused = status === 403 && answer?.code === 'SCOPE_MISSING';
        expect([method, path, isRefused]).toEqual([method, path, needs(method, path) !== scope]);
      }
    },
  );
});

test('every route of problems is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags?.includes('problems'))
        .map(
          ([method]) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace(/\{\w+\}/g, '*')}`,
        ),
  );
  expect(routes.length).toBeGreaterThan(10);
  const asked = new Set(
    TABLE.map(([method, path]) => `${method} ${path.replace(/^(events|teams|problems)\/[^/]+/, '$1/*')}`),
  );
  expect(routes.filter((route) => !asked.has(route))).toEqual([]);
});

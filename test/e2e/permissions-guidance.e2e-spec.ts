import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

/* Role × route → status, for what to do next, who needs help, and the record as a file. */

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

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  people.organizer = await signUpOrganizer(stack, 'Organizer');
  people.otherOrganizer = await signUpOrganizer(stack, 'Other organizer');
  for (const who of ['stranger', 'participant', 'mentor', 'admin'] as const)
    people[who] = await signUp(stack, who);
  const { organizer, participant, mentor, admin } = people;
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [admin.id]);
  await admin.patch('me', { name: 'Administrator' });
  const times = { startsAt: '2099-11-20T09:00:00+09:00', endsAt: '2099-11-21T18:00:00+09:00' };
  const event = { name: 'Permissions', timeZone: 'Asia/Seoul', ...times };
  expectStatus(await organizer.post('events', { ...event, slug: 'main', status: 'published' }), 201);
  expectStatus(await organizer.post('events', { ...event, slug: 'draft' }), 201);
  for (const person of [participant, mentor]) expectStatus(await person.post('events/main/join'), 200);
  expectStatus(await organizer.put(`events/main/members/${mentor.id}`, { role: 'mentor' }), 200);
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

//            anonymous stranger participant mentor organizer otherOrganizer admin
const TABLE: [path: string, expected: number[]][] = [
  ['events/main/next', [401, 200, 200, 200, 200, 200, 200]],
  ['events/draft/next', [401, 404, 404, 404, 200, 404, 404]],
  ['events/none/next', [401, 404, 404, 404, 404, 404, 404]],
  ['events/main/attention', [401, 403, 403, 403, 200, 403, 403]],
  ['events/draft/attention', [401, 404, 404, 404, 200, 404, 404]],
  ['events/main/audit.csv', [401, 403, 403, 403, 200, 403, 403]],
  ['events/draft/audit.csv', [401, 404, 404, 404, 200, 404, 404]],
];

describe.each(TABLE)('GET %s', (path, expected) => {
  test.each(WHO)('%s', async (who) => {
    const answer = await clients[who].get(path);
    expect([answer.status, answer.body?.code]).toEqual([expected[WHO.indexOf(who)], answer.body?.code]);
  });
});

test.each(['read', 'submit', 'organize'] as const)(
  'a token with %s alone reads only with read',
  async (scope) => {
    const program = await withToken(people.organizer, [scope]);
    for (const path of ['next', 'attention', 'audit.csv']) {
      expect([path, (await program.get(`events/main/${path}`)).status]).toEqual([
        path,
        scope === 'read' ? 200 : 403,
      ]);
    }
  },
);

test('every route of guidance is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.values(methods)
        .filter(({ tags }) => tags?.includes('guidance'))
        .map(() => path.replace('/api/v1/', '').replace('{slug}', 'main')),
  );
  expect(routes.length).toBeGreaterThan(1);
  expect(routes.filter((route) => !TABLE.some(([path]) => path === route))).toEqual([]);
});

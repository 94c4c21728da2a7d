import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { bring } from '../support/people.js';
import { type Stack, startStack } from '../support/stack.js';

/*
 * Role × route × own or other's → status, for the life of teams, the notice board, mergers and budgets.
 * What would change something for the role that may is asked of it last (`null` here).
 */

const WHO = [
  'anonymous',
  'stranger',
  'captain',
  'mate',
  'rival',
  'loner',
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
  name: 'Permissions of teams',
  timeZone: 'Asia/Seoul',
  startsAt: '2026-11-20T09:00:00+09:00',
  endsAt: '2026-11-21T18:00:00+09:00',
  status: 'published',
};

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  people.organizer = await signUpOrganizer(stack, 'Organizer');
  people.otherOrganizer = await signUpOrganizer(stack, 'Other organizer');
  people.admin = await signUp(stack, 'Admin');
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [people.admin.id]);
  await people.admin.patch('me', { name: 'Administrator' });
  for (const who of ['stranger', 'captain', 'mate', 'rival', 'loner', 'mentor'] as const)
    people[who] = await signUp(stack, who);
  const { organizer, otherOrganizer, captain, mate, rival, loner, mentor } = people;
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'main' }), 201);
  expectStatus(await otherOrganizer.post('events', { ...EVENT, slug: 'other' }), 201);
  for (const person of [captain, mate, rival, loner, mentor])
    expectStatus(await person.post('events/main/join'), 200);
  expectStatus(await organizer.put(`events/main/members/${mentor.id}`, { role: 'mentor' }), 200);
  ids.team = expectStatus(await captain.post('events/main/teams', { name: 'Team' }), 201).body.id;
  ids.rivals = expectStatus(await rival.post('events/main/teams', { name: 'Rivals' }), 201).body.id;
  await bring(captain, ids.team as string, mate);
  ids.merge = expectStatus(
    await rival.post(`teams/${ids.rivals}/merges`, { intoTeamId: ids.team }),
    201,
  ).body.id;
  ids.loner = loner.id;
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

type Expected = number | null;
type Row = [method: string, path: string, body: object | undefined, expected: Record<Who, Expected>];

/** In the order of WHO. */
const each = (...list: Expected[]): Record<Who, Expected> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, Expected>;

const REASON = 'Asked at the desk';
//                       anonymous stranger captain mate rival loner mentor organizer otherOrganizer admin
const inside = (status: number) => each(401, 403, status, status, 403, 403, 403, status, 403, 403);
const members = (status: number) => each(401, 403, status, status, status, status, status, status, 403, 403);
const organizers = (status: Expected) => each(401, 403, 403, 403, 403, 403, 403, status, 403, 403);

const TABLE: Row[] = [
  ['PATCH', 'teams/{team}', {}, each(401, 403, 200, 403, 403, 403, 403, 403, 403, 403)],
  ['POST', 'teams/{team}/join', undefined, each(401, 403, 200, 200, 409, 409, 403, 403, 403, 403)],
  ['POST', 'teams/{team}/dissolve', {}, each(401, 403, null, 403, 403, 403, 403, 422, 403, 403)],
  [
    'PUT',
    'teams/{team}/captain',
    { accountId: ids.nobody },
    each(401, 403, 409, 403, 403, 403, 403, 422, 403, 403),
  ],
  ['POST', 'teams/{team}/captain/claim', undefined, each(401, 403, 200, null, 403, 403, 403, 403, 403, 403)],
  ['DELETE', 'teams/{team}/captain/claim', undefined, each(401, 403, 200, 403, 403, 403, 403, 403, 403, 403)],
  ['PUT', 'events/main/team-places/{loner}', { teamId: null, reason: REASON }, organizers(200)],
  ['PUT', 'events/main/team-places/{nobody}', { teamId: null, reason: REASON }, organizers(403)],
  ['GET', 'events/main/team-search', undefined, members(200)],
  ['POST', 'teams/{team}/requests', {}, each(401, 403, 409, 409, 409, null, 403, 403, 403, 403)],
  ['GET', 'teams/{team}/requests', undefined, inside(200)],
  [
    'POST',
    'teams/{team}/requests/{nobody}/accept',
    {},
    each(401, 403, 404, 404, 403, 403, 403, 403, 403, 403),
  ],
  [
    'POST',
    'teams/{team}/requests/{nobody}/decline',
    {},
    each(401, 403, 404, 404, 403, 403, 403, 403, 403, 403),
  ],
  ['DELETE', 'teams/{team}/requests/{nobody}', undefined, members(404)],
  [
    'POST',
    'teams/{team}/invitations/{nobody}/accept',
    {},
    each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  ],
  ['POST', 'teams/{team}/invitations/{nobody}/decline', {}, members(404)],
  ['GET', 'events/main/notices', undefined, members(200)],
  ['PUT', 'events/main/notices/mine', { text: 'x' }, each(401, 403, 409, 409, 409, 200, 403, 403, 403, 403)],
  ['DELETE', 'events/main/notices/mine', undefined, members(204)],
  ['PUT', 'teams/{team}/notice', { text: 'x' }, each(401, 403, 200, 200, 403, 403, 403, 403, 403, 403)],
  ['DELETE', 'teams/{team}/notice', undefined, inside(204)],
  ['GET', 'events/main/team-suggestions', undefined, members(200)],
  ['GET', 'teams/{team}/budget', undefined, inside(200)],
  ['GET', 'teams/{team}/allowances', undefined, inside(200)],
  ['POST', 'teams/{team}/allowances', { taskId: ids.nobody, extraTotal: 1, reason: REASON }, organizers(404)],
  ['DELETE', 'teams/{team}/allowances/{nobody}', undefined, organizers(404)],
  [
    'POST',
    'events/main/late-teams',
    { name: 'Late', captainId: '00000000-0000-4000-8000-000000000000', reason: REASON },
    organizers(404),
  ],
  [
    'POST',
    'teams/{team}/late-merge',
    { intoTeamId: '00000000-0000-4000-8000-000000000000', reason: REASON },
    organizers(422),
  ],
  ['GET', 'events/main/teams.csv', undefined, organizers(200)],
  [
    'POST',
    'events/main/team-letters',
    { teamIds: ['00000000-0000-4000-8000-000000000000'], subject: 'Room', message: 'It changed' },
    organizers(404),
  ],
  ['GET', 'teams/{team}/brought', undefined, members(200)],
  ['GET', 'teams/{team}/brought?accountId={loner}', undefined, organizers(200)],
  ['GET', 'teams/{team}/brought?fromTeamId={rivals}', undefined, organizers(200)],
  ['GET', 'teams/{team}/brought?noticeId={nobody}', undefined, inside(404)],
  ['GET', 'teams/{team}/merges', undefined, inside(200)],
  [
    'POST',
    'teams/{team}/merges',
    { intoTeamId: ids.nobody },
    each(401, 403, 422, 422, 403, 403, 403, 403, 403, 403),
  ],
  ['POST', 'team-merges/{merge}/agree', undefined, each(401, 403, null, 403, 403, 404, 404, 404, 403, 403)],
  ['POST', 'team-merges/{merge}/decline', undefined, each(401, 403, null, 403, 403, 404, 404, 404, 403, 403)],
  ['DELETE', 'team-merges/{merge}', undefined, each(401, 403, 403, 403, null, 404, 404, 404, 403, 403)],
  ['POST', 'team-merges/{nobody}/agree', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
];
/** Asked about in permissions-people. */
const ELSEWHERE = [
  'GET events/*/teams',
  'POST events/*/teams',
  'GET teams/*',
  'POST teams/*/leave',
  'POST teams/*/invitations',
  'DELETE teams/*/invitations/*',
  'GET invitations/*',
  'POST invitations/*/accept',
];

const address = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');

describe.each(WHO)('%s', (who) => {
  test.each(TABLE)('%s %s', async (method, path, body, expected) => {
    if (expected[who] === null) return;
    const answer = await clients[who].send(method, address(path), body);
    expect([answer.status, answer.body?.code]).toEqual([expected[who], answer.body?.code]);
  });
});

describe('tokens', () => {
  const organizing = /team-places|allowances|late-|team-letters/;
  test.each(['read', 'submit', 'organize'] as const)(
    'with %s alone open what needs it, and no more',
    async (scope) => {
      const program = await withToken(people.mentor, [scope]);
      for (const [method, path, body] of TABLE) {
        const needed = method === 'GET' ? 'read' : organizing.test(path) ? 'organize' : 'submit';
        const { status, body: answer } = await program.send(method, address(path), body);
        const isMissing = status === 403 && answer?.code === 'SCOPE_MISSING';
        expect([method, path, isMissing]).toEqual([method, path, needed !== scope]);
      }
    },
  );
});

test('nobody but the team and organizers learns who asks, what is given, or what is used', async () => {
  for (const who of ['rival', 'loner', 'mentor'] as const) {
    const { body } = await clients[who].get(`teams/${ids.team}`);
    expect([body.members, body.invitations, body.captainClaim]).toEqual([null, null, null]);
  }
  for (const path of ['events/main/notices', 'events/main/team-suggestions', `teams/${ids.team}/requests`])
    expect(JSON.stringify((await clients.captain.get(path)).body)).not.toMatch(/@example\.org/);
});

test('who may, may', async () => {
  expectStatus(await clients.loner.post(`teams/${ids.team}/requests`, {}), 201);
  expectStatus(await clients.mate.post(`teams/${ids.team}/captain/claim`), 200);
  expectStatus(await clients.rival.delete(`team-merges/${ids.merge}`), 204);
  expectStatus(await clients.captain.post(`teams/${ids.team}/dissolve`, {}), 204);
  expectStatus(await clients.organizer.post(`teams/${ids.rivals}/dissolve`, { reason: REASON }), 204);
});

test('every route of teams is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const tags = ['teams', 'notice board', 'team budgets'];
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags?.some((tag) => tags.includes(tag)))
        .map(
          ([method]) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace(/\{\w+\}/g, '*')}`,
        ),
  );
  const asked = new Set(
    TABLE.map(
      ([method, path]) => `${method} ${path.replace('events/main', 'events/*').replace(/\{\w+\}/g, '*')}`,
    ),
  );
  expect(routes.length).toBeGreaterThan(35);
  expect(routes.filter((route) => !asked.has(route) && !ELSEWHERE.includes(route))).toEqual([]);
});

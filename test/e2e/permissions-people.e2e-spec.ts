import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

/*
 * Role × route × own or other's → status, for everything about accounts, events, teams and the record.
 * Each question is asked with a body that is wrong in itself or changes nothing, so that all are asked of one event.
 */

const WHO = [
  'anonymous',
  'stranger',
  'mate',
  'rival',
  'loner',
  'mentor',
  'organizer',
  'otherOrganizer',
  'admin',
  'leaver',
] as const;
type Who = (typeof WHO)[number];

let stack: Stack;
const people = {} as Record<Exclude<Who, 'anonymous'>, Person>;
const clients = {} as Record<Who, Client>;
const ids: Record<string, string> = {};

const EVENT = {
  name: 'Permissions',
  timeZone: 'Asia/Seoul',
  startsAt: '2026-11-20T09:00:00+09:00',
  endsAt: '2026-11-21T18:00:00+09:00',
};

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  people.organizer = await signUpOrganizer(stack, 'Organizer');
  people.otherOrganizer = await signUpOrganizer(stack, 'Other organizer');
  people.admin = await signUp(stack, 'Admin');
  for (const who of ['stranger', 'mate', 'rival', 'loner', 'mentor', 'leaver'] as const) {
    people[who] = await signUp(stack, who);
  }
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [people.admin.id]);
  await people.admin.patch('me', { name: 'Administrator' });
  const { organizer, otherOrganizer, mate, rival, loner, mentor, leaver } = people;
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'main', status: 'published' }), 201);
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'draft' }), 201);
  expectStatus(await otherOrganizer.post('events', { ...EVENT, slug: 'other', status: 'published' }), 201);
  for (const person of [mate, rival, loner, mentor, leaver]) {
    expectStatus(await person.post('events/main/join'), 200);
  }
  expectStatus(await organizer.put(`events/main/members/${mentor.id}`, { role: 'mentor' }), 200);
  ids.team = expectStatus(await mate.post('events/main/teams', { name: 'Team' }), 201).body.id;
  ids.rivals = expectStatus(await rival.post('events/main/teams', { name: 'Rivals' }), 201).body.id;
  const link = expectStatus(await mate.post(`teams/${ids.team}/invitations`, {}), 201).body;
  Object.assign(ids, { invitation: link.id, code: link.code, mate: mate.id });
  expectStatus(await leaver.delete('events/main/members/me'), 204);
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

type Row = [method: string, path: string, body: unknown, expected: Record<Who, number>];

/** In the order of WHO. */
const each = (...list: number[]): Record<Who, number> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, number>;

//            anonymous stranger mate rival loner mentor organizer otherOrganizer admin leaver
const TABLE: Row[] = [
  ['GET', 'auth/consent', undefined, each(200, 200, 200, 200, 200, 200, 200, 200, 200, 200)],
  ['POST', 'auth/sign-up', {}, each(422, 422, 422, 422, 422, 422, 422, 422, 422, 422)],
  ['POST', 'auth/sign-in', {}, each(422, 422, 422, 422, 422, 422, 422, 422, 422, 422)],
  ['GET', 'me', undefined, each(401, 200, 200, 200, 200, 200, 200, 200, 200, 200)],
  ['PATCH', 'me', {}, each(401, 200, 200, 200, 200, 200, 200, 200, 200, 200)],
  ['POST', 'me/password', {}, each(401, 422, 422, 422, 422, 422, 422, 422, 422, 422)],
  ['POST', 'me/consents', {}, each(401, 422, 422, 422, 422, 422, 422, 422, 422, 422)],
  ['POST', 'me/verification', undefined, each(401, 204, 204, 204, 204, 204, 204, 204, 204, 204)],
  ['DELETE', 'me/recovery', undefined, each(401, 204, 204, 204, 204, 204, 204, 204, 204, 204)],
  ['POST', 'me/email', {}, each(401, 422, 422, 422, 422, 422, 422, 422, 422, 422)],
  ['GET', 'me/tokens', undefined, each(401, 200, 200, 200, 200, 200, 200, 200, 200, 200)],
  ['POST', 'me/tokens', {}, each(401, 422, 422, 422, 422, 422, 422, 422, 422, 422)],
  ['DELETE', 'me/tokens/{mate}', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
  ['GET', 'admin/accounts', undefined, each(401, 403, 403, 403, 403, 403, 403, 403, 200, 403)],
  [
    'PUT',
    'admin/accounts/{mate}/event-creation',
    { allowed: false },
    each(401, 403, 403, 403, 403, 403, 403, 403, 200, 403),
  ],
  [
    'PUT',
    'admin/accounts/{mate}/steward',
    { allowed: false },
    each(401, 403, 403, 403, 403, 403, 403, 403, 200, 403),
  ],
  [
    'PUT',
    'admin/accounts/{nobody}/steward',
    { allowed: false },
    each(401, 403, 403, 403, 403, 403, 403, 403, 404, 403),
  ],

  ['GET', 'events', undefined, each(200, 200, 200, 200, 200, 200, 200, 200, 200, 200)],
  ['POST', 'events', EVENT, each(401, 403, 403, 403, 403, 403, 201, 201, 403, 403)],
  ['GET', 'events/main', undefined, each(200, 200, 200, 200, 200, 200, 200, 200, 200, 200)],
  ['PATCH', 'events/main', {}, each(401, 403, 403, 403, 403, 403, 200, 403, 403, 403)],
  ['GET', 'events/main/members', undefined, each(401, 403, 200, 200, 200, 200, 200, 403, 403, 403)],
  [
    'PUT',
    'events/main/members/{mate}',
    { role: 'participant' },
    each(401, 403, 403, 403, 403, 403, 200, 403, 403, 403),
  ],
  [
    'PUT',
    'events/main/members/{nobody}',
    { role: 'mentor' },
    each(401, 403, 403, 403, 403, 403, 404, 403, 403, 403),
  ],
  [
    'POST',
    'events/main/members/{nobody}/removal',
    { reason: 'Was rude' },
    each(401, 403, 403, 403, 403, 403, 404, 403, 403, 403),
  ],
  ['GET', 'events/main/audit', undefined, each(401, 403, 403, 403, 403, 403, 200, 403, 403, 403)],
  ['GET', 'events/main/audit.csv', undefined, each(401, 403, 403, 403, 403, 403, 200, 403, 403, 403)],
  // Nobody here can leave: some are no members, some are in a team, the organizer is the last; mentor and loner are asked elsewhere.
  ['DELETE', 'events/other/members/me', undefined, each(401, 403, 403, 403, 403, 403, 403, 409, 403, 403)],

  ['GET', 'events/draft', undefined, each(404, 404, 404, 404, 404, 404, 200, 404, 404, 404)],
  ['PATCH', 'events/draft', {}, each(401, 404, 404, 404, 404, 404, 200, 404, 404, 404)],
  ['POST', 'events/draft/join', undefined, each(401, 404, 404, 404, 404, 404, 200, 404, 404, 404)],
  ['GET', 'events/draft/members', undefined, each(401, 404, 404, 404, 404, 404, 200, 404, 404, 404)],
  ['GET', 'events/draft/audit', undefined, each(401, 404, 404, 404, 404, 404, 200, 404, 404, 404)],
  ['GET', 'events/draft/teams', undefined, each(401, 404, 404, 404, 404, 404, 200, 404, 404, 404)],
  ['POST', 'events/draft/teams', { name: 'Any' }, each(401, 404, 404, 404, 404, 404, 403, 404, 404, 404)],
  ['DELETE', 'events/draft/members/me', undefined, each(401, 404, 404, 404, 404, 404, 409, 404, 404, 404)],

  ['GET', 'events/main/teams', undefined, each(401, 403, 200, 200, 200, 200, 200, 403, 403, 403)],
  // Own team already, or the name is taken, or the role has none.
  ['POST', 'events/main/teams', { name: 'TEAM' }, each(401, 403, 409, 409, 409, 403, 403, 403, 403, 403)],
  ['GET', 'teams/{team}', undefined, each(401, 403, 200, 200, 200, 200, 200, 403, 403, 403)],
  ['GET', 'teams/{nobody}', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
  ['GET', 'teams/not-an-id', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
  ['POST', 'teams/{rivals}/invitations', {}, each(401, 403, 403, 201, 403, 403, 403, 403, 403, 403)],
  ['POST', 'teams/{nobody}/leave', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
  [
    'DELETE',
    'teams/{team}/invitations/{nobody}',
    undefined,
    each(401, 403, 404, 403, 403, 403, 404, 403, 403, 403),
  ],
  // Of another team: for its own members and organizers it is not among this team's.
  [
    'DELETE',
    'teams/{rivals}/invitations/{invitation}',
    undefined,
    each(401, 403, 403, 404, 403, 403, 404, 403, 403, 403),
  ],
  ['GET', 'invitations/{code}', undefined, each(401, 200, 200, 200, 200, 200, 200, 200, 200, 200)],
  ['GET', 'invitations/unknown', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
  ['POST', 'invitations/unknown/accept', undefined, each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404)],
];

describe.each(WHO)('%s', (who) => {
  test.each(TABLE)('%s %s', async (method, path, body, expected) => {
    const known: Record<string, string> = { ...ids, nobody: '00000000-0000-4000-8000-000000000000' };
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '');
    const answer = await clients[who].send(method, address, body);
    expect([answer.status, answer.body?.code]).toEqual([expected[who], answer.body?.code]);
    if (answer.status >= 400) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });
});

describe('what is done to others', () => {
  test.each(['stranger', 'rival', 'loner', 'mentor', 'organizer', 'admin', 'leaver'] as const)(
    '%s cannot make a team leave itself',
    async (who) => {
      expect((await clients[who].post(`teams/${ids.team}/leave`)).status).toBe(403);
      expect((await clients.mate.get(`teams/${ids.team}`)).body.memberCount).toBe(1);
    },
  );

  test('an organizer may revoke a team’s invitation', async () => {
    const link = (await clients.mate.post(`teams/${ids.team}/invitations`, {})).body;
    expect((await clients.rival.delete(`teams/${ids.team}/invitations/${link.id}`)).status).toBe(403);
    expect((await clients.organizer.delete(`teams/${ids.team}/invitations/${link.id}`)).status).toBe(204);
  });
});

describe('e-mail addresses', () => {
  const readable = [
    'events',
    'events/main',
    'events/main/members',
    'events/main/teams',
    'teams/{team}',
    'teams/{rivals}',
    'invitations/{code}',
  ];

  test.each([
    'anonymous',
    'stranger',
    'mate',
    'rival',
    'loner',
    'mentor',
    'otherOrganizer',
    'admin',
    'leaver',
  ] as const)('are not shown to %s', async (who) => {
    for (const path of readable) {
      const answer = await clients[who].get(path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ''));
      expect(JSON.stringify(answer.body)).not.toMatch(/@example\.org/);
    }
  });

  test('are shown to organizers of the event, with the members of each team', async () => {
    const { items } = (await clients.organizer.get('events/main/teams')).body;
    const emails = items.map(({ members }: { members: { email: string }[] }) =>
      members.map((one) => one.email),
    );
    expect(emails).toEqual([[people.rival.email], [people.mate.email]]);
  });

  test('nobody but the team and organizers learns who is in a team', async () => {
    for (const who of ['rival', 'loner', 'mentor'] as const) {
      const { body } = await clients[who].get(`teams/${ids.team}`);
      expect([body.members, body.invitations]).toEqual([null, null]);
      const { items } = (await clients[who].get('events/main/teams')).body;
      expect(items.every((one: { members: unknown }) => one.members === null)).toBe(true);
    }
  });
});

describe('tokens', () => {
  const needs = [
    ['GET', 'me', 'read'],
    ['GET', 'events/main/members', 'read'],
    ['GET', 'events/main/audit', 'read'],
    ['GET', 'events/main/audit.csv', 'read'],
    ['GET', 'events/main/teams', 'read'],
    ['GET', 'teams/{team}', 'read'],
    ['GET', 'invitations/{code}', 'read'],
    ['POST', 'events/main/join', 'submit'],
    ['DELETE', 'events/main/members/me', 'submit'],
    ['POST', 'events/main/teams', 'submit'],
    ['POST', 'teams/{team}/leave', 'submit'],
    ['POST', 'teams/{team}/invitations', 'submit'],
    ['DELETE', 'teams/{team}/invitations/{nobody}', 'submit'],
    ['POST', 'invitations/unknown/accept', 'submit'],
    ['POST', 'events', 'organize'],
    ['PATCH', 'events/main', 'organize'],
    ['PUT', 'events/main/members/{mate}', 'organize'],
    ['POST', 'events/main/members/{nobody}/removal', 'organize'],
  ] as const;

  test.each(['read', 'submit', 'organize'] as const)(
    'with %s alone open what needs it, and no more',
    async (scope) => {
      // The organizer may do most of it, and is the last one, so that leaving is refused.
      const program = await withToken(people.organizer, [scope]);
      const known: Record<string, string> = { ...ids, nobody: '00000000-0000-4000-8000-000000000000' };
      for (const [method, path, needed] of needs) {
        const address = path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '');
        const { status, body } = await program.send(method, address, /^P/.test(method) ? {} : undefined);
        expect([path, body?.code === 'SCOPE_MISSING' && status === 403]).toEqual([path, needed !== scope]);
      }
    },
  );

  test('give nobody more than they are', async () => {
    const program = await withToken(people.mate, ['read', 'submit', 'organize']);
    expect((await program.patch('events/main', {})).body.code).toBe('NOT_AN_ORGANIZER');
    expect((await program.get('events/main/audit')).body.code).toBe('NOT_AN_ORGANIZER');
    expect((await program.post('events', EVENT)).body.code).toBe('MAY_NOT_CREATE_EVENTS');
    expect((await program.get('me')).body.id).toBe(people.mate.id);
  });
});

test('every route of these features is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) =>
          operation.tags?.some((tag) => ['accounts', 'administration', 'events'].includes(tag)),
        )
        .map(
          ([method]) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace(/\{\w+\}/g, '*')}`,
        ),
  );
  const asked = new Set(
    TABLE.map(([method, path]) => {
      const pattern = path
        .replace(/^(events|teams|invitations)\/[^/]+/, '$1/*')
        .replace(/(members|invitations|tokens|accounts)\/\{\w+\}/, '$1/*');
      return `${method} ${pattern}`;
    }),
  );
  // Signing out is tried where sessions are; it would end the ones that this file needs.
  expect(routes.filter((route) => !asked.has(route))).toEqual(['POST auth/sign-out']);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

/* Role × route × own or other's → status, for everything about mail. Nothing here changes a mail but its last lines. */

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
  for (const who of ['stranger', 'participant', 'mentor', 'admin'] as const)
    people[who] = await signUp(stack, who);
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [people.admin.id]);
  await people.admin.patch('me', { name: 'Administrator' });
  const { organizer, otherOrganizer, participant, mentor } = people;
  const main = expectStatus(
    await organizer.post('events', { ...EVENT, slug: 'main', status: 'published' }),
    201,
  );
  const other = expectStatus(
    await otherOrganizer.post('events', { ...EVENT, slug: 'other', status: 'published' }),
    201,
  );
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'draft' }), 201);
  for (const person of [participant, mentor]) expectStatus(await person.post('events/main/join'), 200);
  expectStatus(await organizer.put(`events/main/members/${mentor.id}`, { role: 'mentor' }), 200);
  const write = async (eventId: string | null) =>
    (
      await stack.query<{ id: string }>(
        `INSERT INTO mail (kind, category, event_id, address, language, subject, body, status, sent_at)
         VALUES ('test.sent', 'decisions', $1, 'somebody@example.org', 'en', 'Subject', 'Text', 'sent', now()) RETURNING id`,
        [eventId],
      )
    )[0]?.id as string;
  ids.ours = await write(main.body.id);
  ids.theirs = await write(other.body.id);
  ids.nobodys = await write(null);
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

type Row = [method: string, path: string, body: unknown, expected: Record<Who, number>];

/** In the order of WHO. */
const each = (...list: number[]): Record<Who, number> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, number>;

const WANTED = { invitations: true, decisions: true, reminders: true, announcements: true };

// 409: it may be done, but this mail has not failed.
//                    anonymous stranger participant mentor organizer otherOrganizer admin
const TABLE: Row[] = [
  ['GET', 'me/mail-preferences', undefined, each(401, 200, 200, 200, 200, 200, 200)],
  ['PUT', 'me/mail-preferences', WANTED, each(401, 200, 200, 200, 200, 200, 200)],
  ['POST', '/unsubscribe/unknown', undefined, each(404, 404, 404, 404, 404, 404, 404)],

  ['GET', 'events/main/mails', undefined, each(401, 403, 403, 403, 200, 403, 403)],
  ['GET', 'events/draft/mails', undefined, each(401, 404, 404, 404, 200, 404, 404)],
  ['GET', 'events/nowhere/mails', undefined, each(401, 404, 404, 404, 404, 404, 404)],
  ['POST', 'events/main/mails/retry-failed', undefined, each(401, 403, 403, 403, 200, 403, 403)],
  ['POST', 'events/draft/mails/retry-failed', undefined, each(401, 404, 404, 404, 200, 404, 404)],
  ['POST', 'events/main/mails/{ours}/retry', undefined, each(401, 403, 403, 403, 409, 403, 403)],
  // Of another event, and of none: not among this event's.
  ['POST', 'events/main/mails/{theirs}/retry', undefined, each(401, 403, 403, 403, 404, 403, 403)],
  ['POST', 'events/main/mails/{nobodys}/retry', undefined, each(401, 403, 403, 403, 404, 403, 403)],
  ['POST', 'events/main/mails/{nobody}/retry', undefined, each(401, 403, 403, 403, 404, 403, 403)],

  ['GET', 'admin/mails', undefined, each(401, 403, 403, 403, 403, 403, 200)],
  ['POST', 'admin/mails/retry-failed', undefined, each(401, 403, 403, 403, 403, 403, 200)],
  ['POST', 'admin/mails/{nobodys}/retry', undefined, each(401, 403, 403, 403, 403, 403, 409)],
  // An event's mails are its organizers'.
  ['POST', 'admin/mails/{ours}/retry', undefined, each(401, 403, 403, 403, 403, 403, 404)],
];

const address = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');

describe.each(WHO)('%s', (who) => {
  test.each(TABLE)('%s %s', async (method, path, body, expected) => {
    const answer = await clients[who].send(method, address(path), body);
    expect([answer.status, answer.body?.code]).toEqual([expected[who], answer.body?.code]);
    if (answer.status >= 400)
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});

test('lists show an owner’s mails alone, and nobody a text', async () => {
  const listed = async (who: Who, path: string) => {
    const { body } = await clients[who].get(path);
    expect(JSON.stringify(body)).not.toContain('Text');
    return body.items.map(({ id }: { id: string }) => id);
  };
  expect(await listed('organizer', 'events/main/mails')).toEqual([ids.ours]);
  expect(await listed('otherOrganizer', 'events/other/mails')).toEqual([ids.theirs]);
  // Beside those that ask people who have just signed up to confirm their address.
  const seen = await listed('admin', 'admin/mails');
  expect(seen).toContain(ids.nobodys);
  expect(seen.filter((id: string) => id === ids.ours || id === ids.theirs)).toEqual([]);
  const { body } = await clients.admin.get('admin/mails');
  expect(body.items.find(({ id }: { id: string }) => id === ids.nobodys)).toMatchObject({
    subject: null,
    name: null,
    address: 'somebody@example.org',
  });
});

describe('tokens', () => {
  const needs = [
    ['GET', 'events/main/mails', 'read'],
    ['POST', 'events/main/mails/retry-failed', 'organize'],
    ['POST', 'events/main/mails/{ours}/retry', 'organize'],
    ['GET', 'me/mail-preferences', 'account'],
    ['PUT', 'me/mail-preferences', 'account'],
    ['GET', 'admin/mails', 'account'],
    ['POST', 'admin/mails/retry-failed', 'account'],
    ['POST', 'admin/mails/{nobodys}/retry', 'account'],
  ] as const;

  test.each(['read', 'submit', 'organize'] as const)('with %s alone open what needs it', async (scope) => {
    const program = await withToken(people.organizer, [scope]);
    for (const [method, path, needed] of needs) {
      const { body } = await program.send(method, address(path), method === 'PUT' ? WANTED : undefined);
      expect([path, body?.code === 'SCOPE_MISSING']).toEqual([path, needed !== scope]);
    }
  });
});

test('every route about mail is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, { tags }]) => tags?.includes('mail'))
        .map(
          ([method]) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace(/\{\w+\}/g, '*')}`,
        ),
  );
  const asked = new Set(
    TABLE.map(
      ([method, path]) =>
        `${method} ${path
          .replace(/^events\/\w+/, 'events/*')
          .replace(/\{\w+\}/, '*')
          .replace('/unknown', '/*')}`,
    ),
  );
  expect(routes).toHaveLength(9);
  expect(routes.filter((route) => !asked.has(route))).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicant, decide, soon } from '../support/applications.js';
import { Client, type Person, withToken } from '../support/client.js';
import { expectStatus, fileForm, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

/*
 * Role × route × own or other's → status, for applications, invitations, people and mentors' profiles.
 * Each question is asked with a body that is wrong in itself or changes nothing, so that all are asked of one event.
 */

const WHO = [
  'anonymous',
  'stranger',
  'applicant',
  'member',
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

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  people.organizer = await signUpOrganizer(stack, 'Organizer');
  people.otherOrganizer = await signUpOrganizer(stack, 'Other organizer');
  for (const who of ['stranger', 'applicant', 'member', 'mentor', 'admin'] as const) {
    people[who] = await applicant(stack, who);
  }
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [people.admin.id]);
  expectStatus(await people.admin.patch('me', { name: 'Administrator' }), 200);
  const { organizer, otherOrganizer, member, mentor } = people;
  const EVENT = {
    name: 'Permissions',
    timeZone: 'Asia/Seoul',
    startsAt: soon(240),
    endsAt: soon(300),
    joining: 'application',
  };
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'main', status: 'published' }), 201);
  expectStatus(await organizer.post('events', { ...EVENT, slug: 'draft' }), 201);
  expectStatus(await otherOrganizer.post('events', { ...EVENT, slug: 'other', status: 'published' }), 201);
  const form = expectStatus(
    await organizer.put('events/main/application-forms/participant', {
      version: 0,
      isOpen: true,
      questions: [{ kind: 'file', label: 'CV', isRequired: false }],
    }),
    200,
  ).body;
  ids.question = form.questions[0].id;
  const sent: string[] = [];
  for (const person of [member, mentor, people.applicant]) {
    const answer = await person.post('events/main/my-applications/participant/submit', { answers: {} });
    sent.push(expectStatus(answer, 200).body.id);
  }
  expectStatus(await decide(organizer, 'main', sent.slice(0, 2), 'accept'), 200);
  expectStatus(await organizer.put(`events/main/members/${mentor.id}`, { role: 'mentor' }), 200);
  ids.application = sent[2]!;
  const file = await people.applicant.put(
    `events/main/my-applications/participant/files/${ids.question}`,
    fileForm('bytes', {}, 'cv.txt'),
  );
  ids.file = expectStatus(file, 200).body.files[0].id;
  const invitation = await organizer.post('events/main/invitations', {
    role: 'mentor',
    email: 'm@example.org',
  });
  ids.invitation = expectStatus(invitation, 201).body.id;
  ids.member = member.id;
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

type Row = [method: string, path: string, body: unknown, expected: Record<Who, number>];

/** In the order of WHO. */
const each = (...list: number[]): Record<Who, number> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, number>;
const ORGANIZERS = (status: number) => each(401, 403, 403, 403, 403, status, 403, 403);
const FORM = { version: 99, isOpen: true, questions: [] };
const DECISION = { ids: [ids.nobody], decision: 'accept' };

//            anonymous stranger applicant member mentor organizer otherOrganizer admin
const TABLE: Row[] = [
  [
    'GET',
    'events/main/application-forms/participant',
    undefined,
    each(401, 200, 200, 200, 200, 200, 200, 200),
  ],
  ['PUT', 'events/main/application-forms/participant', FORM, ORGANIZERS(409)],
  ['GET', 'events/main/my-applications', undefined, each(401, 200, 200, 200, 200, 200, 200, 200)],
  // Nobody has begun to apply as a mentor, and it is not open.
  [
    'PUT',
    'events/main/my-applications/mentor',
    { answers: {} },
    each(401, 409, 409, 409, 409, 409, 409, 409),
  ],
  ['POST', 'events/main/my-applications/mentor/submit', {}, each(401, 409, 409, 409, 409, 409, 409, 409)],
  [
    'POST',
    'events/main/my-applications/mentor/withdraw',
    undefined,
    each(401, 409, 409, 409, 409, 409, 409, 409),
  ],
  [
    'POST',
    'events/main/my-applications/mentor/confirm',
    undefined,
    each(401, 409, 409, 409, 409, 409, 409, 409),
  ],
  [
    'PUT',
    'events/main/my-applications/participant/files/{nobody}',
    undefined,
    each(401, 404, 404, 404, 404, 404, 404, 404),
  ],
  [
    'DELETE',
    'events/main/my-applications/participant/files/{nobody}',
    undefined,
    each(401, 404, 409, 409, 404, 404, 404, 404),
  ],
  ['GET', 'application-files/{file}', undefined, each(401, 404, 200, 404, 404, 200, 404, 404)],
  ['GET', 'events/main/my-consents', undefined, each(401, 200, 200, 200, 200, 200, 200, 200)],
  // Who holds no place in the role and waits for none has nothing to say; the others sent nothing.
  [
    'POST',
    'events/main/my-consents/participant',
    { version: 1, answers: {} },
    each(401, 409, 200, 200, 409, 409, 409, 409),
  ],
  ['POST', 'events/main/consent-reminders', { role: 'participant' }, ORGANIZERS(200)],
  ['GET', 'events/main/applications', undefined, ORGANIZERS(200)],
  ['GET', 'events/main/applications.csv', undefined, ORGANIZERS(200)],
  ['GET', 'events/main/applications/{application}', undefined, ORGANIZERS(200)],
  ['PUT', 'events/main/applications/{nobody}/rank', { rank: 1 }, ORGANIZERS(404)],
  ['POST', 'events/main/applications/decisions', DECISION, ORGANIZERS(200)],
  ['POST', 'events/main/applications/promotions', { role: 'participant', count: 1 }, ORGANIZERS(200)],
  ['GET', 'events/main/people', undefined, ORGANIZERS(200)],
  ['GET', 'events/main/people.csv', undefined, ORGANIZERS(200)],
  ['GET', 'events/main/people-counts', undefined, ORGANIZERS(200)],
  ['PUT', 'events/main/people/{member}/check-in', { isPresent: false }, ORGANIZERS(200)],
  ['POST', 'events/main/invitations', {}, each(401, 422, 422, 422, 422, 422, 422, 422)],
  ['POST', 'events/main/invitations', { role: 'mentor', email: 'x@example.org' }, ORGANIZERS(201)],
  ['GET', 'events/main/invitations', undefined, ORGANIZERS(200)],
  ['DELETE', 'events/main/invitations/{nobody}', undefined, ORGANIZERS(404)],
  ['GET', 'event-invitations/unknown', undefined, each(401, 404, 404, 404, 404, 404, 404, 404)],
  ['POST', 'event-invitations/unknown/accept', undefined, each(401, 404, 404, 404, 404, 404, 404, 404)],

  // A draft exists for its organizers alone.
  [
    'GET',
    'events/draft/application-forms/participant',
    undefined,
    each(401, 404, 404, 404, 404, 200, 404, 404),
  ],
  ['GET', 'events/draft/my-applications', undefined, each(401, 404, 404, 404, 404, 200, 404, 404)],
  ['GET', 'events/draft/my-consents', undefined, each(401, 404, 404, 404, 404, 200, 404, 404)],
  ['GET', 'events/draft/applications', undefined, each(401, 404, 404, 404, 404, 200, 404, 404)],
  ['GET', 'events/draft/people', undefined, each(401, 404, 404, 404, 404, 200, 404, 404)],

  // The right event in the path does not open what belongs to another one.
  ['GET', 'events/other/applications/{application}', undefined, each(401, 403, 403, 403, 403, 403, 404, 403)],
  [
    'PUT',
    'events/other/applications/{application}/rank',
    { rank: 1 },
    each(401, 403, 403, 403, 403, 403, 404, 403),
  ],
  [
    'PUT',
    'events/other/people/{member}/check-in',
    { isPresent: true },
    each(401, 403, 403, 403, 403, 403, 404, 403),
  ],
  [
    'DELETE',
    'events/other/invitations/{invitation}',
    undefined,
    each(401, 403, 403, 403, 403, 403, 404, 403),
  ],
];

const address = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');

describe.each(TABLE)('%s %s', (method, path, body, expected) => {
  test('answers each as it should', async () => {
    const got: Record<string, number> = {};
    for (const who of WHO) {
      got[who] = (await clients[who].send(method, address(path), body)).status;
    }
    expect(got).toEqual(expected);
  });
});

test('answers, addresses and files are the applicant’s and the organizers’ alone', async () => {
  const paths = TABLE.filter(([method]) => method === 'GET').map(([, path]) => address(path));
  for (const who of ['anonymous', 'stranger', 'member', 'mentor', 'otherOrganizer', 'admin'] as const) {
    for (const path of paths) {
      const { body } = await clients[who].get(path);
      expect([who, path, JSON.stringify(body).includes(people.applicant.email)]).toEqual([who, path, false]);
    }
  }
});

describe('tokens', () => {
  const needs = [
    ['GET', 'events/main/applications', 'read'],
    ['GET', 'events/main/people.csv', 'read'],
    ['GET', 'events/main/invitations', 'read'],
    ['GET', 'application-files/{file}', 'read'],
    ['PUT', 'events/main/my-applications/participant', 'submit'],
    ['POST', 'events/main/my-applications/participant/submit', 'submit'],
    ['POST', 'events/main/my-applications/participant/withdraw', 'submit'],
    ['PUT', 'events/main/application-forms/participant', 'organize'],
    ['POST', 'events/main/applications/decisions', 'organize'],
    ['POST', 'events/main/applications/promotions', 'organize'],
    ['PUT', 'events/main/applications/{nobody}/rank', 'organize'],
    ['PUT', 'events/main/people/{nobody}/check-in', 'organize'],
    ['POST', 'events/main/invitations', 'organize'],
    ['DELETE', 'events/main/invitations/{nobody}', 'organize'],
    // Becoming an organizer is for the person at the page.
    ['POST', 'event-invitations/unknown/accept', 'account'],
    // So is agreeing to something.
    ['POST', 'events/main/my-consents/participant', 'account'],
    ['GET', 'events/main/my-consents', 'read'],
    ['POST', 'events/main/consent-reminders', 'organize'],
  ] as const;

  test.each(['read', 'submit', 'organize'] as const)(
    'with %s alone open what needs it, and no more',
    async (scope) => {
      const program = await withToken(people.organizer, [scope]);
      for (const [method, path, needed] of needs) {
        const { status, body } = await program.send(
          method,
          address(path),
          /^P/.test(method) ? {} : undefined,
        );
        expect([path, body?.code === 'SCOPE_MISSING' && status === 403]).toEqual([path, needed !== scope]);
      }
    },
  );
});

test('every route of these features is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags?.includes('applications'))
        .map(
          ([method]) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace(/\{\w+\}/g, '*')}`,
        ),
  );
  const asked = new Set(
    TABLE.map(([method, path]) => {
      const pattern = path
        .replace(/^(events|event-invitations)\/\w+/, '$1/*')
        .replace(/(application-forms|my-applications|my-consents)\/\w+/, '$1/*')
        .replace(/\{\w+\}/g, '*');
      return `${method} ${pattern}`;
    }),
  );
  expect(routes.length).toBeGreaterThan(22);
  expect(routes.filter((route) => !asked.has(route))).toEqual([]);
});

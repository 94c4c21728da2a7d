import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, makeTruth, predictionsCsv, prepareTask, submit } from '../support/event.js';
import {
  assign,
  type Captain,
  dayAhead,
  describePerson,
  makeMember,
  makeMentor,
  makeMentoredEvent,
  makeTeamOf,
  offer,
} from '../support/mentoring.js';
import { type Stack, startStack } from '../support/stack.js';

/*
 * Role × route × own or other's → status, for everything about mentors. Each question is asked with a body that is
 * wrong in itself or changes nothing, so that all are asked of one event.
 */

const WHO = [
  'anonymous',
  'stranger',
  'mate',
  'rival',
  'loner',
  'mentor',
  'otherMentor',
  'inConflict',
  'formerMentor',
  'foreignMentor',
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
  const prepared = await prepareTask(stack, { truth: makeTruth(30) });
  expectStatus(await prepared.organizer.patch(`events/${prepared.slug}`, { slug: 'main' }), 200);
  const event = { slug: 'main', organizer: prepared.organizer };
  const other = await makeMentoredEvent(stack);
  people.organizer = event.organizer;
  people.otherOrganizer = other.organizer;
  people.stranger = await signUp(stack, 'stranger');
  people.admin = await signUp(stack, 'admin');
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [people.admin.id]);
  await people.admin.patch('me', { name: 'Administrator' });
  people.loner = await makeMember(stack, 'main', 'loner');
  const mate = await makeTeamOf(stack, 'main', 'Team', { affiliation: 'Duke' });
  const rival: Captain = await makeTeamOf(stack, 'main', 'Rivals');
  Object.assign(people, { mate, rival });
  people.mentor = await makeMentor(stack, event, 'mentor');
  people.otherMentor = await makeMentor(stack, event, 'other mentor');
  people.inConflict = await makeMentor(stack, event, 'in conflict');
  people.formerMentor = await makeMentor(stack, event, 'former');
  people.foreignMentor = await makeMentor(stack, other, 'foreign');
  await assign(event, people.mentor, mate);
  await assign(event, people.inConflict, mate);
  await assign(event, people.formerMentor, mate);
  await assign(event, people.otherMentor, rival);
  await describePerson(stack, people.inConflict, { affiliation: 'DUKE' });
  await event.organizer.put(`events/main/members/${people.formerMentor.id}`, { role: 'participant' });

  const slots = await offer(people.mentor, 'main');
  const [booked, free] = [slots[0]?.id ?? '', slots[1]?.id ?? ''];
  expectStatus(await mate.post(`office-hours/${booked}/book`, {}), 200);
  const ask = { subject: 'Help', urgency: 'low' };
  const help = expectStatus(await mate.post('events/main/help-requests', ask), 201).body.id;
  expectStatus(await people.mentor.post(`help-requests/${help}/take`), 200);
  const note = expectStatus(await people.mentor.post(`teams/${mate.teamId}/notes`, { text: 'Note' }), 201)
    .body.id;
  const entry = expectStatus(await submit(mate, prepared.taskId, predictionsCsv(prepared.truth)), 202).body
    .id;
  expectStatus(await mate.put(`submissions/${entry}/sharing`, { shared: true }), 200);
  const conflict = expectStatus(
    await people.mentor.post('events/main/mentoring/conflicts', { institution: 'Nowhere' }),
    201,
  ).body.id;
  Object.assign(ids, { team: mate.teamId, rivals: rival.teamId, booked, free, help, note, entry, conflict });
  Object.assign(ids, { mentor: people.mentor.id, task: prepared.taskId });
  Object.assign(clients, people, { anonymous: new Client(stack) });
});
afterAll(() => stack?.stop());

type Row = [method: string, path: string, body: unknown, expected: Record<Who, number>];

/** In the order of WHO. */
const each = (...list: number[]): Record<Who, number> =>
  Object.fromEntries(WHO.map((who, k) => [who, list[k]])) as Record<Who, number>;

const profile = { expertise: [], languages: [], times: [], maxTeams: null };
// Overlaps with what the mentor has.
const overlap = { dates: [dayAhead(2)], from: '09:00', until: '09:20', kind: 'room', place: 'X' };
const late = { ...overlap, dates: ['2020-01-01'] };

//                 anonymous stranger mate rival loner mentor other inConflict former foreign organizer otherOrg admin
const members = each(401, 403, 200, 200, 200, 200, 200, 200, 200, 403, 200, 403, 403);
const mentors = each(401, 403, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403, 403);
const organizers = each(401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403);
const advisers = each(401, 403, 403, 403, 403, 200, 200, 200, 403, 403, 200, 403, 403);
const TABLE: Row[] = [
  ['GET', 'events/main/mentors', undefined, members],
  ['GET', 'events/main/mentors/me/profile', undefined, mentors],
  ['PUT', 'events/main/mentors/me/profile', profile, mentors],
  ['GET', 'events/main/mentoring/teams', undefined, mentors],
  ['GET', 'events/main/mentoring/participants', undefined, advisers],
  ['GET', 'events/main/mentoring/overview', undefined, organizers],
  ['GET', 'events/main/mentoring/proposal', undefined, organizers],
  [
    'POST',
    'events/main/mentoring/assignments',
    { items: [{ teamId: ids.nobody, mentorId: ids.nobody }] },
    each(401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403, 403),
  ],
  [
    'DELETE',
    'events/main/mentoring/assignments/{nobody}/{mentor}',
    undefined,
    each(401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 204, 403, 403),
  ],
  ['GET', 'events/main/mentoring/conflicts', undefined, advisers],
  [
    'POST',
    'events/main/mentoring/conflicts',
    {},
    each(401, 403, 403, 403, 403, 422, 422, 422, 403, 403, 422, 403, 403),
  ],
  [
    'DELETE',
    'events/main/mentoring/conflicts/{nobody}',
    undefined,
    each(401, 403, 403, 403, 403, 404, 404, 404, 403, 403, 404, 403, 403),
  ],
  ['GET', 'events/main/mentoring/former-affiliations', undefined, advisers],
  [
    'POST',
    'events/main/mentoring/former-affiliations/{nobody}/lift',
    { reason: 'A slip of the pen' },
    each(401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403, 403),
  ],

  [
    'GET',
    'teams/{team}/notes',
    undefined,
    each(401, 403, 403, 403, 403, 200, 403, 403, 403, 403, 200, 403, 403),
  ],
  [
    'GET',
    'teams/{rivals}/notes',
    undefined,
    each(401, 403, 403, 403, 403, 403, 200, 403, 403, 403, 200, 403, 403),
  ],
  [
    'POST',
    'teams/{team}/notes',
    { text: 'x' },
    each(401, 403, 403, 403, 403, 201, 403, 403, 403, 403, 201, 403, 403),
  ],
  [
    'PUT',
    'teams/{team}/notes/{note}',
    { text: 'Note' },
    each(401, 403, 403, 403, 403, 200, 403, 403, 403, 403, 404, 403, 403),
  ],
  // Through another team's address it is not there for those who may look there.
  [
    'PUT',
    'teams/{rivals}/notes/{note}',
    { text: 'Note' },
    each(401, 403, 403, 403, 403, 403, 404, 403, 403, 403, 404, 403, 403),
  ],
  [
    'DELETE',
    'teams/{team}/notes/{nobody}',
    undefined,
    each(401, 403, 403, 403, 403, 404, 403, 403, 403, 403, 404, 403, 403),
  ],

  ['GET', 'events/main/office-hours', undefined, members],
  [
    'POST',
    'events/main/office-hours',
    late,
    each(401, 403, 403, 403, 403, 422, 422, 422, 403, 403, 403, 403, 403),
  ],
  // Whoever is in a team is told that another team has it; its own press again changes nothing.
  [
    'POST',
    'office-hours/{booked}/book',
    {},
    each(401, 403, 200, 409, 403, 403, 404, 404, 403, 403, 403, 403, 403),
  ],
  [
    'POST',
    'office-hours/{booked}/move',
    { to: ids.nobody },
    each(401, 403, 404, 404, 403, 403, 404, 404, 403, 403, 403, 403, 403),
  ],
  [
    'POST',
    'office-hours/{free}/cancel',
    {},
    each(401, 403, 403, 403, 403, 409, 404, 404, 403, 403, 409, 403, 403),
  ],
  [
    'POST',
    'office-hours/{nobody}/withdraw',
    {},
    each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  ],
  [
    'GET',
    'office-hours/{booked}/calendar.ics',
    undefined,
    each(401, 403, 200, 404, 404, 200, 404, 404, 404, 403, 200, 403, 403),
  ],

  ['GET', 'events/main/help-requests', undefined, members],
  [
    'POST',
    'events/main/help-requests',
    {},
    each(401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422),
  ],
  [
    'POST',
    'events/main/help-requests',
    { subject: 'Again', urgency: 'low' },
    each(401, 403, 201, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403),
  ],
  ['GET', 'events/main/help-requests/figures', undefined, organizers],
  [
    'POST',
    'help-requests/{help}/take',
    undefined,
    each(401, 404, 403, 404, 404, 200, 409, 404, 404, 404, 403, 404, 404),
  ],
  [
    'POST',
    'help-requests/{nobody}/hand-back',
    undefined,
    each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  ],
  [
    'POST',
    'help-requests/{nobody}/resolve',
    undefined,
    each(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  ],

  // What a team shares belongs to the feature of entries, and to this table as well.
  [
    'GET',
    'teams/{team}/shared-submissions',
    undefined,
    each(401, 403, 200, 403, 403, 200, 403, 403, 403, 403, 200, 403, 403),
  ],
  [
    'GET',
    'submissions/{entry}',
    undefined,
    each(401, 404, 200, 404, 404, 200, 404, 404, 404, 404, 200, 404, 404),
  ],
  [
    'PUT',
    'submissions/{entry}/sharing',
    { shared: true },
    each(401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 403, 404, 404),
  ],
  [
    'GET',
    'tasks/{task}/submissions?teamId={team}',
    undefined,
    each(401, 403, 200, 403, 403, 200, 403, 403, 403, 403, 200, 403, 403),
  ],
];

const addressOf = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');

describe.each(WHO)('%s', (who) => {
  test.each(TABLE)('%s %s', async (method, path, body, expected) => {
    const answer = await clients[who].send(method, addressOf(path), body);
    expect([answer.status, answer.body?.code]).toEqual([expected[who], answer.body?.code]);
    if (answer.status >= 400) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });
});

describe('what is done to others', () => {
  test.each(['stranger', 'mate', 'rival', 'otherMentor', 'inConflict', 'formerMentor', 'admin'] as const)(
    '%s cannot take a mentor’s slot out of the offer, hand back or close another’s request',
    async (who) => {
      expect(
        (await clients[who].post(`office-hours/${ids.free}/withdraw`, {})).status,
      ).toBeGreaterThanOrEqual(403);
      const back = await clients[who].post(`help-requests/${ids.help}/hand-back`);
      expect(back.status).toBeGreaterThanOrEqual(403);
      if (who !== 'mate') {
        expect((await clients[who].post(`help-requests/${ids.help}/resolve`)).status).toBeGreaterThanOrEqual(
          403,
        );
      }
      const removed = await clients[who].delete(`events/main/mentoring/conflicts/${ids.conflict}`);
      expect(removed.status).toBeGreaterThanOrEqual(403);
      const { items } = (await clients.mentor.get('events/main/help-requests')).body;
      expect(items.find(({ id }: { id: string }) => id === ids.help)?.status).toBe('taken');
      expect((await clients.mentor.get('events/main/mentoring/conflicts')).body.items).toHaveLength(1);
      expect((await clients.mentor.get('events/main/office-hours')).body.items).toHaveLength(3);
    },
  );
});

describe('tokens', () => {
  const needs = [
    ['GET', 'events/main/mentors', 'read'],
    ['GET', 'events/main/mentors/me/profile', 'read'],
    ['GET', 'events/main/mentoring/teams', 'read'],
    ['GET', 'events/main/mentoring/participants', 'read'],
    ['GET', 'events/main/mentoring/conflicts', 'read'],
    ['GET', 'teams/{team}/notes', 'read'],
    ['GET', 'events/main/office-hours', 'read'],
    ['GET', 'office-hours/{booked}/calendar.ics', 'read'],
    ['GET', 'events/main/help-requests', 'read'],
    ['GET', 'events/main/help-requests/figures', 'read'],
    ['GET', 'teams/{team}/shared-submissions', 'read'],
    ['PUT', 'events/main/mentors/me/profile', 'submit'],
    ['POST', 'events/main/mentoring/conflicts', 'submit'],
    ['DELETE', 'events/main/mentoring/conflicts/{nobody}', 'submit'],
    ['POST', 'teams/{team}/notes', 'submit'],
    ['PUT', 'teams/{team}/notes/{nobody}', 'submit'],
    ['DELETE', 'teams/{team}/notes/{nobody}', 'submit'],
    ['POST', 'events/main/office-hours', 'submit'],
    ['POST', 'office-hours/{nobody}/withdraw', 'submit'],
    ['POST', 'office-hours/{nobody}/book', 'submit'],
    ['POST', 'office-hours/{nobody}/move', 'submit'],
    ['POST', 'office-hours/{nobody}/cancel', 'submit'],
    ['POST', 'events/main/help-requests', 'submit'],
    ['POST', 'help-requests/{nobody}/take', 'submit'],
    ['POST', 'help-requests/{nobody}/hand-back', 'submit'],
    ['POST', 'help-requests/{nobody}/resolve', 'submit'],
    ['PUT', 'submissions/{nobody}/sharing', 'submit'],
    ['GET', 'events/main/mentoring/overview', 'organize'],
    ['GET', 'events/main/mentoring/proposal', 'organize'],
    ['POST', 'events/main/mentoring/assignments', 'organize'],
    ['DELETE', 'events/main/mentoring/assignments/{nobody}/{nobody}', 'organize'],
  ] as const;

  test.each(['read', 'submit', 'organize'] as const)(
    'with %s alone open what needs it, and no more',
    async (scope) => {
      const program = await withToken(people.organizer, [scope]);
      for (const [method, path, needed] of needs) {
        const { status, body } = await program.send(
          method,
          addressOf(path),
          /^P/.test(method) ? {} : undefined,
        );
        expect([path, body?.code === 'SCOPE_MISSING' && status === 403]).toEqual([path, needed !== scope]);
      }
    },
  );
});

test('every route of mentoring is asked about', async () => {
  const { paths } = (await clients.anonymous.get('/api/v1/openapi.json')).body;
  const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags?.includes('mentoring'))
        .map(
          ([method]) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace(/\{\w+\}/g, '*')}`,
        ),
  );
  const asked = new Set(
    TABLE.map(
      ([method, path]) => `${method} ${path.replace(/\{\w+\}/g, '*').replace('events/main', 'events/*')}`,
    ),
  );
  // The stream is asked about where it is listened to.
  expect(routes.filter((route) => !asked.has(route))).toEqual(['GET events/*/help-requests/stream']);
  expect(routes.length).toBeGreaterThan(25);
});

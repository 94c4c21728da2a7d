import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, signUp, withToken } from '../support/client.js';
import {
  expectStatus,
  fileForm,
  makeTeam,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
  truthCsv,
} from '../support/event.js';
import { ROOT, type Stack, startStack } from '../support/stack.js';

// Who may call what, for every route under tasks, task files, submissions and leaderboard.

type Role =
  | 'anonymous'
  | 'stranger'
  | 'admin'
  | 'organizer of another event'
  | 'member without a team'
  | 'mentor'
  | 'another team'
  | 'own team'
  | 'organizer';
type Scope = 'read' | 'submit' | 'organize';

/** A status, or the code of a refusal. */
type Expected = number | string;

interface Row {
  scope: Scope;
  /** Signed in, but nobody in this event: a stranger, the admin of the installation, another event's organizer. */
  outsider: Expected;
  teamless: Expected;
  mentor: Expected;
  other: Expected;
  own: Expected;
  organizer: Expected;
  call: (client: Client, as: Role) => Promise<{ status: number; code?: string }>;
}

let stack: Stack;
let event: Prepared;
let slug: string;
let entryId: string;
let entryOfOther: string;
let fileId: string;
/** Tasks of the same event: without entries, and with the final board to be published. */
let emptyTask: string;
let publishedTask: string;
let ownTeamId: string;
const clients = new Map<Role, Client>();
const tokens = new Map<string, Client>();

const answer = async (sent: Promise<{ status: number; body: { code?: string } | null }>) => {
  const { status, body } = await sent;
  return { status, ...(body?.code ? { code: body.code } : {}) };
};
const task = () => `tasks/${event.taskId}`;
const csv = () => predictionsCsv(event.truth, 0.5);
let names = 0;

/** Of a stream only the beginning: it has no end. */
async function opening(client: Client, path: string) {
  const abort = new AbortController();
  const bearer = (client as unknown as { bearer?: string }).bearer;
  const response = await fetch(client.address(path), {
    signal: abort.signal,
    headers: {
      cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    },
  });
  const code = response.ok ? undefined : ((await response.json()) as { code: string }).code;
  abort.abort();
  return { status: response.status, ...(code ? { code } : {}) };
}

const members = (all: Expected): Omit<Row, 'scope' | 'call' | 'organizer' | 'outsider'> => ({
  teamless: all,
  mentor: all,
  other: all,
  own: all,
});
const forMembers = { scope: 'read' as const, outsider: 'NOT_A_MEMBER', ...members(200), organizer: 200 };
const forOrganizers = {
  scope: 'organize' as const,
  outsider: 'NOT_A_MEMBER',
  ...members('NOT_AN_ORGANIZER'),
};
/** Somebody else's entry does not exist. */
const hidden = { outsider: 'NOT_FOUND', ...members('NOT_FOUND') };

const TABLE: Record<string, Row> = {
  'GET /events/{slug}/tasks': { ...forMembers, call: (c) => answer(c.get(`events/${slug}/tasks`)) },
  'POST /events/{slug}/tasks': {
    ...forOrganizers,
    organizer: 201,
    call: (c) => answer(c.post(`events/${slug}/tasks`, { name: `Another ${++names}` })),
  },
  'GET /tasks/{id}': { ...forMembers, call: (c) => answer(c.get(task())) },
  'PATCH /tasks/{id}': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.patch(task(), { description: 'new' })),
  },
  'PUT /tasks/{id}/truth': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.put(`tasks/${emptyTask}/truth`, fileForm(truthCsv(event.truth)))),
  },
  'POST /tasks/{id}/truth/versions': {
    ...forOrganizers,
    organizer: 201,
    call: (c) => answer(c.post(`${task()}/truth/versions`, fileForm(truthCsv(event.truth)))),
  },
  'GET /tasks/{id}/truth': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.get(`${task()}/truth`)),
  },
  'POST /tasks/{id}/trial': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.post(`${task()}/trial`, fileForm(csv()))),
  },
  'GET /tasks/{id}/files': { ...forMembers, call: (c) => answer(c.get(`${task()}/files`)) },
  'POST /tasks/{id}/files': {
    ...forOrganizers,
    organizer: 201,
    call: (c) => answer(c.post(`${task()}/files`, fileForm('x', {}, `file-${++names}.csv`))),
  },
  'GET /tasks/{id}/files/{fileId}': {
    ...forMembers,
    call: (c) => answer(c.get(`${task()}/files/${fileId}`)),
  },
  'DELETE /tasks/{id}/files/{fileId}': {
    ...forOrganizers,
    organizer: 204,
    call: async (c) => {
      const form = fileForm('x', {}, `file-${++names}.csv`);
      const { body } = expectStatus(await event.organizer.post(`${task()}/files`, form), 201);
      return answer(c.delete(`${task()}/files/${body.id}`));
    },
  },
  'POST /tasks/{id}/submissions': {
    scope: 'submit',
    outsider: 'NOT_A_MEMBER',
    teamless: 'TEAM_NEEDED',
    mentor: 'TEAM_NEEDED',
    other: 202,
    own: 202,
    organizer: 202,
    call: (c, as) => {
      const form = fileForm(csv(), as === 'organizer' ? { teamId: ownTeamId } : {});
      return answer(c.post(`${task()}/submissions`, form));
    },
  },
  'GET /tasks/{id}/submissions': { ...forMembers, call: (c) => answer(c.get(`${task()}/submissions`)) },
  'GET /tasks/{id}/quota': {
    ...forMembers,
    teamless: 'TEAM_NEEDED',
    mentor: 'TEAM_NEEDED',
    organizer: 'TEAM_NEEDED',
    call: (c) => answer(c.get(`${task()}/quota`)),
  },
  'GET /submissions/{id}': {
    scope: 'read',
    ...hidden,
    own: 200,
    organizer: 200,
    call: (c) => answer(c.get(`submissions/${entryId}`)),
  },
  'GET /submissions/{id}/report': {
    scope: 'read',
    ...hidden,
    own: 'REPORT_NOT_PUBLISHED',
    organizer: 200,
    call: (c) => answer(c.get(`submissions/${entryId}/report`)),
  },
  'POST /submissions/{id}/cancel': {
    scope: 'submit',
    ...hidden,
    // Allowed, but the entry is scored.
    own: 'NOT_QUEUED',
    organizer: 'TEAM_NEEDED',
    call: (c) => answer(c.post(`submissions/${entryId}/cancel`)),
  },
  'PUT /submissions/{id}/selection': {
    scope: 'submit',
    ...hidden,
    own: 200,
    organizer: 'TEAM_NEEDED',
    call: (c) => answer(c.put(`submissions/${entryId}/selection`, { selected: true })),
  },
  'PUT /submissions/{id}/sharing': {
    scope: 'submit',
    ...hidden,
    own: 200,
    organizer: 'TEAM_NEEDED',
    call: (c) => answer(c.put(`submissions/${entryId}/sharing`, { shared: false })),
  },
  'GET /teams/{id}/shared-submissions': {
    ...forMembers,
    // What the team's own mentors see stands in permissions-mentoring.
    ...members('NOT_MENTOR_OF_TEAM'),
    own: 200,
    call: (c) => answer(c.get(`teams/${ownTeamId}/shared-submissions`)),
  },
  'POST /submissions/{id}/withdraw': {
    scope: 'organize',
    ...hidden,
    own: 'NOT_AN_ORGANIZER',
    organizer: 200,
    call: async (c) => {
      const sent = await answer(c.post(`submissions/${entryId}/withdraw`, { reason: 'a reason' }));
      await stack.query('UPDATE submission SET withdrawn_at = NULL WHERE id = $1', [entryId]);
      return sent;
    },
  },
  'POST /submissions/{id}/retry': {
    scope: 'organize',
    ...hidden,
    own: 'NOT_AN_ORGANIZER',
    organizer: 'NOT_FAILED',
    call: (c) => answer(c.post(`submissions/${entryId}/retry`)),
  },
  'GET /submissions/{id}/stream': {
    scope: 'read',
    ...hidden,
    own: 200,
    organizer: 200,
    call: (c) => opening(c, `submissions/${entryId}/stream`),
  },
  'GET /tasks/{id}/leaderboard': { ...forMembers, call: (c) => answer(c.get(`${task()}/leaderboard`)) },
  'GET /tasks/{id}/leaderboard?split=final': {
    ...forMembers,
    ...members('FINAL_NOT_PUBLISHED'),
    call: (c) => answer(c.get(`${task()}/leaderboard?split=final`)),
  },
  'GET /tasks/{id}/leaderboard.csv': {
    ...forMembers,
    call: (c) => answer(c.get(`${task()}/leaderboard.csv`)),
  },
  'GET /tasks/{id}/leaderboard.csv?split=final': {
    ...forMembers,
    ...members('FINAL_NOT_PUBLISHED'),
    call: (c) => answer(c.get(`${task()}/leaderboard.csv?split=final`)),
  },
  'GET /tasks/{id}/leaderboard/pairs': {
    ...forMembers,
    call: (c) => answer(c.get(`${task()}/leaderboard/pairs`)),
  },
  'GET /tasks/{id}/leaderboard/pairs?split=final': {
    ...forMembers,
    ...members('FINAL_NOT_PUBLISHED'),
    call: (c) => answer(c.get(`${task()}/leaderboard/pairs?split=final`)),
  },
  'GET /tasks/{id}/leaderboard/entries': {
    ...forMembers,
    teamless: 'TEAM_NEEDED',
    mentor: 'TEAM_NEEDED',
    organizer: 'TEAM_NEEDED',
    call: (c) => answer(c.get(`${task()}/leaderboard/entries`)),
  },
  'GET /tasks/{id}/leaderboard/entries?teamId=': {
    ...forMembers,
    teamless: 'TEAM_NEEDED',
    mentor: 'TEAM_NEEDED',
    other: 'NOT_AN_ORGANIZER',
    call: (c) => answer(c.get(`${task()}/leaderboard/entries?teamId=${ownTeamId}`)),
  },
  'GET /tasks/{id}/leaderboard/final/preview': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.get(`${task()}/leaderboard/final/preview`)),
  },
  'GET /tasks/{id}/leaderboard/stream': {
    ...forMembers,
    call: (c) => opening(c, `${task()}/leaderboard/stream`),
  },
  'POST /tasks/{id}/leaderboard/publish': {
    ...forOrganizers,
    organizer: 200,
    call: async (c) => {
      const sent = await answer(c.post(`tasks/${publishedTask}/leaderboard/publish`));
      await stack.query('UPDATE task SET final_published_at = NULL WHERE id = $1', [publishedTask]);
      return sent;
    },
  },
};

const CELLS: [Role, (row: Row) => Expected][] = [
  ['anonymous', () => 'UNAUTHENTICATED'],
  ['stranger', (row) => row.outsider],
  ['admin', (row) => row.outsider],
  ['organizer of another event', (row) => row.outsider],
  ['member without a team', (row) => row.teamless],
  ['mentor', (row) => row.mentor],
  ['another team', (row) => row.other],
  ['own team', (row) => row.own],
  ['organizer', (row) => row.organizer],
];
const SCOPES: Scope[] = ['read', 'submit', 'organize'];

const short = ({ status, code }: { status: number; code?: string }): Expected => code ?? status;

beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack, { task: { limitPerDay: null, limitTotal: null } });
  slug = event.slug;
  const { organizer } = event;
  const another = await prepareTask(stack);
  const own = await makeTeam(stack, slug, 'Own');
  const other = await makeTeam(stack, slug, 'Other');
  const stranger = await signUp(stack, 'Stranger');
  const admin = await signUp(stack, 'Admin');
  await stack.query('UPDATE account SET is_admin = true, can_create_events = true WHERE id = $1', [admin.id]);
  const [teamless, mentor] = [await signUp(stack, 'Alone'), await signUp(stack, 'Mentor')];
  for (const person of [teamless, mentor]) expectStatus(await person.post(`events/${slug}/join`), 200);
  expectStatus(await organizer.put(`events/${slug}/members/${mentor.id}`, { role: 'mentor' }), 200);
  ownTeamId = own.teamId;
  entryId = (await submitAndWait(own, event.taskId, csv())).id;
  entryOfOther = (await submitAndWait(other, event.taskId, csv())).id;
  fileId = expectStatus(await organizer.post(`${task()}/files`, fileForm('a,b\n')), 201).body.id;
  for (const name of ['Empty', 'Published']) {
    const { body } = expectStatus(await organizer.post(`events/${slug}/tasks`, { name }), 201);
    if (name === 'Empty') emptyTask = body.id;
    else publishedTask = body.id;
  }
  clients.set('anonymous', new Client(stack));
  clients.set('stranger', stranger);
  clients.set('admin', admin);
  clients.set('organizer of another event', another.organizer);
  clients.set('member without a team', teamless);
  clients.set('mentor', mentor);
  clients.set('another team', other);
  clients.set('own team', own);
  clients.set('organizer', organizer);
  for (const scope of SCOPES) {
    tokens.set(`own team ${scope}`, await withToken(own, [scope]));
    tokens.set(`organizer ${scope}`, await withToken(organizer, [scope]));
  }
});
afterAll(() => stack?.stop());

const client = (role: Role): Client => {
  const found = clients.get(role);
  if (!found) throw new Error(role);
  return found;
};

test('the table has a row for every route', () => {
  const tags = ['tasks', 'task files', 'submissions', 'leaderboard'];
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, { tags: string[]; 'x-permission': string }>>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, route]) => route.tags.some((tag) => tags.includes(tag)))
      .map(([method, route]) => ({
        name: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
        scope: route['x-permission'],
      })),
  );
  expect(routes.length).toBeGreaterThan(20);
  const rows = Object.keys(TABLE).filter((name) => !name.includes('?'));
  expect(rows.sort()).toEqual(routes.map(({ name }) => name).sort());
  for (const { name, scope } of routes) expect([name, TABLE[name]?.scope]).toEqual([name, scope]);
});

describe.each(Object.entries(TABLE))('%s', (_name, row) => {
  test('people', async () => {
    const found: Record<string, Expected> = {};
    for (const [role] of CELLS) found[role] = short(await row.call(client(role), role));
    expect(found).toEqual(Object.fromEntries(CELLS.map(([role, cell]) => [role, cell(row)])));
  });

  test('access tokens', async () => {
    for (const role of ['own team', 'organizer'] as const) {
      for (const scope of SCOPES) {
        const expected =
          scope !== row.scope ? 'SCOPE_MISSING' : role === 'organizer' ? row.organizer : row.own;
        const sent = await row.call(tokens.get(`${role} ${scope}`) as Client, role);
        expect([role, scope, short(sent)]).toEqual([role, scope, expected]);
      }
    }
  });
});

describe('what is not a matter of routes', () => {
  test('lists hold the own team’s entries alone', async () => {
    const teamsIn = async (role: Role, query = '') => {
      const { body } = expectStatus(await client(role).get(`${task()}/submissions${query}`), 200);
      return [...new Set(body.items.map((item: { team: { name: string } }) => item.team.name))].sort();
    };
    expect(await teamsIn('own team')).toEqual(['Own']);
    expect(await teamsIn('another team')).toEqual(['Other']);
    expect(await teamsIn('mentor')).toEqual([]);
    expect(await teamsIn('member without a team')).toEqual([]);
    expect(await teamsIn('organizer')).toEqual(['Other', 'Own']);
    for (const role of ['another team', 'mentor', 'member without a team'] as const) {
      const asked = await client(role).get(`${task()}/submissions?teamId=${ownTeamId}`);
      expect(asked).toMatchObject({ status: 403, body: { code: 'NOT_AN_ORGANIZER' } });
    }
  });

  test('nobody but an organizer submits for another team', async () => {
    const form = () => fileForm(csv(), { teamId: ownTeamId });
    expect(await client('another team').post(`${task()}/submissions`, form())).toMatchObject({
      status: 403,
      body: { code: 'TEAM_ID_IS_FOR_ORGANIZERS' },
    });
    const foreign = fileForm(csv(), { teamId: '00000000-0000-4000-8000-000000000000' });
    expect(await client('organizer').post(`${task()}/submissions`, foreign)).toMatchObject({
      status: 422,
      body: { code: 'TEAM_NOT_IN_EVENT' },
    });
    const own = fileForm(csv(), { teamId: ownTeamId.toUpperCase() });
    expectStatus(await client('own team').post(`${task()}/submissions`, own), 202);
  });

  test('only organizers get the set-up, raw scores and what went wrong', async () => {
    for (const role of ['own team', 'mentor', 'member without a team'] as const) {
      expect((await client(role).get(task())).body).not.toHaveProperty('setup');
    }
    expect((await client('organizer').get(task())).body.setup).toMatchObject({ seed: 7, hasEntries: true });
    const own = (await client('own team').get(`submissions/${entryId}`)).body;
    expect(Object.keys(own.scores)).toEqual(['public']);
    expect(own).not.toHaveProperty('attempts');
    const raw = (await client('organizer').get(`submissions/${entryId}`)).body;
    expect(Object.keys(raw.scores)).toEqual(['public', 'final']);
  });

  test('a file or an entry of one task is not found under another', async () => {
    expect((await client('organizer').get(`tasks/${emptyTask}/files/${fileId}`)).status).toBe(404);
    expect((await client('organizer').delete(`tasks/${emptyTask}/files/${fileId}`)).status).toBe(404);
    expect((await client('own team').get(`submissions/${entryOfOther}`)).status).toBe(404);
  });

  test('who leaves the team loses its entries at once', async () => {
    const leaver = await makeTeam(stack, slug, 'Leavers');
    const entry = await submitAndWait(leaver, event.taskId, csv());
    expectStatus(await leaver.post(`teams/${leaver.teamId}/leave`), 204);
    expect((await leaver.get(`submissions/${entry.id}`)).status).toBe(404);
    expect((await leaver.get(`${task()}/submissions`)).body.items).toEqual([]);
    expect((await leaver.put(`submissions/${entry.id}/selection`, { selected: true })).status).toBe(404);
  });
});

describe('in a draft', () => {
  beforeAll(async () => {
    expectStatus(await client('organizer').patch(`events/${slug}`, { status: 'draft' }), 200);
  });

  test.each(Object.entries(TABLE))('%s is 404 to all but the organizers', async (_name, row) => {
    const found: Record<string, Expected> = {};
    for (const [role] of CELLS) found[role] = short(await row.call(client(role), role));
    const expected = CELLS.map(([role, cell]) => [
      role,
      role === 'organizer' || role === 'anonymous' ? cell(row) : 'NOT_FOUND',
    ]);
    expect(found).toEqual(Object.fromEntries(expected));
  });
});

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
} from '../support/event.js';
import { HONEST, notebookOf, takeNotebooks, uploadNotebook } from '../support/notebooks.js';
import { ROOT, type Stack, startStack } from '../support/stack.js';

// Who may call what, for every route of notebooks. Nothing executes them here: runs are put into their states by hand.

type Role =
  | 'anonymous'
  | 'stranger'
  | 'admin'
  | 'organizer of another event'
  | 'member without a team'
  | 'mentor'
  | 'mentor of the team'
  | 'another team'
  | 'own team'
  | 'organizer';
type Scope = 'read' | 'submit' | 'organize';
type Expected = number | string;

interface Row {
  scope: Scope;
  outsider: Expected;
  teamless: Expected;
  mentor: Expected;
  /** Of the team, which has shared nothing unless the row says so. */
  ownMentor: Expected;
  other: Expected;
  own: Expected;
  organizer: Expected;
  call: (client: Client, as: Role) => Promise<{ status: number; code?: string }>;
}

let stack: Stack;
let event: Prepared;
let ownTeamId: string;
let mentorId: string;
/** Shared with mentors, and not; each with an open run that is done. */
let shared: { id: string; run: string };
let own: { id: string; run: string };
/** Handed in: its run on hidden data, its entry, and a repetition. */
let handedIn: { run: string; entry: string; repeat: string };
let results: string;
const clients = new Map<Role, Client>();
const tokens = new Map<string, Client>();
let names = 0;

const answer = async (sent: Promise<{ status: number; body: { code?: string } | null }>) => {
  const { status, body } = await sent;
  return { status, ...(body?.code ? { code: body.code } : {}) };
};
const task = () => `tasks/${event.taskId}`;

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

const everyone = (all: Expected) => ({ teamless: all, mentor: all, ownMentor: all, other: all, own: all });
const forMembers = { scope: 'read' as const, outsider: 'NOT_A_MEMBER', ...everyone(200), organizer: 200 };
const forOrganizers = {
  scope: 'organize' as const,
  outsider: 'NOT_A_MEMBER',
  ...everyone('NOT_AN_ORGANIZER'),
};
/** Somebody else's notebook does not exist. */
const hidden = { outsider: 'NOT_FOUND', ...everyone('NOT_FOUND') };
const ofTeam = { scope: 'read' as const, ...hidden, own: 200, organizer: 200 };
const setOf = (id: string, status: string) =>
  stack.query(
    `UPDATE notebook_run SET status = $2, verdict = NULL, lease_until = now() + interval '1 hour' WHERE id = $1`,
    [id, status],
  );

const TABLE: Record<string, Row> = {
  'GET /tasks/{id}/notebook-guide': { ...forMembers, call: (c) => answer(c.get(`${task()}/notebook-guide`)) },
  'GET /tasks/{id}/starter-notebook': {
    ...forMembers,
    call: (c) => answer(c.get(`${task()}/starter-notebook`)),
  },
  'POST /tasks/{id}/notebooks': {
    scope: 'submit',
    outsider: 'NOT_A_MEMBER',
    teamless: 'TEAM_NEEDED',
    mentor: 'TEAM_NEEDED',
    ownMentor: 'TEAM_NEEDED',
    other: 202,
    own: 202,
    organizer: 202,
    call: async (c, as) => {
      const fields = as === 'organizer' ? { teamId: ownTeamId } : {};
      const sent = await answer(uploadNotebook(c, event.taskId, notebookOf(HONEST), fields));
      await stack.query(`UPDATE notebook_run SET status = 'done' WHERE status IN ('waiting', 'staged')`);
      return sent;
    },
  },
  'GET /tasks/{id}/notebooks': { ...forMembers, call: (c) => answer(c.get(`${task()}/notebooks`)) },
  'GET /notebooks/{id}': { ...ofTeam, call: (c) => answer(c.get(`notebooks/${own.id}`)) },
  'GET /notebooks/{id}?shared': {
    ...ofTeam,
    ownMentor: 200,
    call: (c) => answer(c.get(`notebooks/${shared.id}`)),
  },
  'GET /notebooks/{id}/file': { ...ofTeam, call: (c) => answer(c.get(`notebooks/${own.id}/file`)) },
  'GET /notebooks/{id}/file?shared': {
    ...ofTeam,
    ownMentor: 200,
    call: (c) => answer(c.get(`notebooks/${shared.id}/file`)),
  },
  'POST /notebooks/{id}/runs': {
    scope: 'submit',
    ...hidden,
    own: 202,
    organizer: 'TEAM_NEEDED',
    call: async (c) => {
      const sent = await answer(c.post(`notebooks/${own.id}/runs`));
      await stack.query(`UPDATE notebook_run SET status = 'done' WHERE status IN ('waiting', 'staged')`);
      return sent;
    },
  },
  'POST /notebooks/{id}/submissions': {
    scope: 'submit',
    ...hidden,
    // Allowed, but this very notebook was handed in.
    own: 'NOTEBOOK_HANDED_IN',
    organizer: 'TEAM_NEEDED',
    call: (c) => answer(c.post(`notebooks/${own.id}/submissions`, {})),
  },
  'PUT /notebooks/{id}/sharing': {
    scope: 'submit',
    ...hidden,
    own: 200,
    organizer: 'TEAM_NEEDED',
    call: (c) => answer(c.put(`notebooks/${own.id}/sharing`, { shared: false })),
  },
  'GET /notebook-runs/{id}': { ...ofTeam, call: (c) => answer(c.get(`notebook-runs/${own.run}`)) },
  'GET /notebook-runs/{id}?shared': {
    ...ofTeam,
    ownMentor: 200,
    call: (c) => answer(c.get(`notebook-runs/${shared.run}`)),
  },
  'GET /notebook-runs/{id}?hidden': {
    ...ofTeam,
    call: (c) => answer(c.get(`notebook-runs/${handedIn.run}`)),
  },
  'GET /notebook-runs/{id}?repeat': {
    ...ofTeam,
    own: 'NOT_FOUND',
    call: (c) => answer(c.get(`notebook-runs/${handedIn.repeat}`)),
  },
  'GET /notebook-runs/{id}/frames': {
    ...ofTeam,
    call: (c) => answer(c.get(`notebook-runs/${own.run}/frames`)),
  },
  'GET /notebook-runs/{id}/frames?hidden': {
    ...ofTeam,
    own: 'NOT_FOUND',
    call: (c) => answer(c.get(`notebook-runs/${handedIn.run}/frames`)),
  },
  'GET /notebook-runs/{id}/cells': {
    ...ofTeam,
    call: (c) => answer(c.get(`notebook-runs/${own.run}/cells`)),
  },
  'GET /notebook-runs/{id}/cells?shared': {
    ...ofTeam,
    ownMentor: 200,
    call: (c) => answer(c.get(`notebook-runs/${shared.run}/cells`)),
  },
  'GET /notebook-runs/{id}/cells?hidden': {
    ...ofTeam,
    own: 'NOT_FOUND',
    call: (c) => answer(c.get(`notebook-runs/${handedIn.run}/cells`)),
  },
  'GET /notebook-runs/{id}/comparison': {
    ...ofTeam,
    call: (c) => answer(c.get(`notebook-runs/${own.run}/comparison?with=${shared.run}`)),
  },
  'GET /notebook-runs/{id}/comparison?hidden': {
    ...ofTeam,
    own: 'NOT_FOUND',
    organizer: 'RUN_NOT_COMPARABLE',
    call: (c) => answer(c.get(`notebook-runs/${own.run}/comparison?with=${handedIn.run}`)),
  },
  'POST /notebook-runs/{id}/cancel': {
    scope: 'submit',
    ...hidden,
    own: 200,
    organizer: 200,
    call: async (c) => {
      await setOf(own.run, 'running');
      const sent = await answer(c.post(`notebook-runs/${own.run}/cancel`));
      await stack.query(`UPDATE notebook_run SET status = 'done', verdict = 'finished' WHERE id = $1`, [
        own.run,
      ]);
      return sent;
    },
  },
  'GET /notebook-runs/{id}/stream': {
    ...ofTeam,
    call: (c) => opening(c, `notebook-runs/${own.run}/stream`),
  },
  'GET /tasks/{id}/notebook-settings': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.get(`${task()}/notebook-settings`)),
  },
  'PUT /tasks/{id}/notebook-settings': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.put(`${task()}/notebook-settings`, { entryKind: 'both', environment: 'default' })),
  },
  'GET /tasks/{id}/hidden-files': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.get(`${task()}/hidden-files`)),
  },
  'POST /tasks/{id}/hidden-files': {
    ...forOrganizers,
    organizer: 201,
    call: (c) =>
      answer(c.post(`${task()}/hidden-files`, fileForm(`id\n${++names}\n`, {}, `extra-${names}.csv`))),
  },
  'DELETE /tasks/{id}/hidden-files/{fileId}': {
    ...forOrganizers,
    organizer: 204,
    call: async (c) => {
      const form = fileForm(`id\n${++names}\n`, {}, `extra-${names}.csv`);
      const { body } = expectStatus(await event.organizer.post(`${task()}/hidden-files`, form), 201);
      return answer(c.delete(`${task()}/hidden-files/${body.id}`));
    },
  },
  'GET /tasks/{id}/notebook-runs': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.get(`${task()}/notebook-runs`)),
  },
  'GET /tasks/{id}/execution': {
    ...forOrganizers,
    organizer: 200,
    call: (c) => answer(c.get(`${task()}/execution`)),
  },
  'POST /submissions/{id}/repeat': {
    ...forOrganizers,
    // Allowed, but no notebook made this entry.
    organizer: 'NOT_REPEATABLE',
    call: (c) => answer(c.post(`submissions/${results}/repeat`)),
  },
  'POST /tasks/{id}/repeats': {
    ...forOrganizers,
    organizer: 202,
    call: (c) => answer(c.post(`${task()}/repeats`)),
  },
};

const CELLS: [Role, (row: Row) => Expected][] = [
  ['anonymous', () => 'UNAUTHENTICATED'],
  ['stranger', (row) => row.outsider],
  ['admin', (row) => row.outsider],
  ['organizer of another event', (row) => row.outsider],
  ['member without a team', (row) => row.teamless],
  ['mentor', (row) => row.mentor],
  ['mentor of the team', (row) => row.ownMentor],
  ['another team', (row) => row.other],
  ['own team', (row) => row.own],
  ['organizer', (row) => row.organizer],
];
const SCOPES: Scope[] = ['read', 'submit', 'organize'];
const short = ({ status, code }: { status: number; code?: string }): Expected => code ?? status;

beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack, { task: { limitPerDay: null, limitTotal: null } });
  const { slug, organizer, taskId } = event;
  await takeNotebooks(event);
  const another = await prepareTask(stack);
  const [team, other] = [await makeTeam(stack, slug, 'Own'), await makeTeam(stack, slug, 'Other')];
  ownTeamId = team.teamId;
  const [stranger, admin] = [await signUp(stack, 'Stranger'), await signUp(stack, 'Admin')];
  await stack.query('UPDATE account SET is_admin = true, can_create_events = true WHERE id = $1', [admin.id]);
  const people = { teamless: await signUp(stack, 'Alone'), mentor: await signUp(stack, 'Mentor') };
  const ownMentor = await signUp(stack, 'Their mentor');
  for (const person of [people.teamless, people.mentor, ownMentor])
    expectStatus(await person.post(`events/${slug}/join`), 200);
  for (const { id } of [people.mentor, ownMentor])
    expectStatus(await organizer.put(`events/${slug}/members/${id}`, { role: 'mentor' }), 200);
  mentorId = ownMentor.id;
  const items = [{ mentorId, teamId: ownTeamId }];
  expectStatus(await organizer.post(`events/${slug}/mentoring/assignments`, { items }), 200);

  const uploaded: { id: string; run: string }[] = [];
  for (let k = 0; k < 2; k++) {
    const { body } = expectStatus(await uploadNotebook(team, taskId, notebookOf(HONEST)), 202);
    uploaded.push({ id: body.id, run: body.runId });
  }
  [shared, own] = uploaded as [typeof shared, typeof own];
  await stack.query(`UPDATE notebook_run SET status = 'done', verdict = 'finished'`);
  expectStatus(await team.put(`notebooks/${shared.id}/sharing`, { shared: true }), 200);
  const { body } = expectStatus(await team.post(`notebooks/${own.id}/submissions`, {}), 202);
  await stack.query(`UPDATE notebook_run SET status = 'done', verdict = 'finished' WHERE id = $1`, [
    body.runId,
  ]);
  await stack.query(`UPDATE submission SET status = 'scored' WHERE id = $1`, [body.submissionId]);
  const repeated = expectStatus(await organizer.post(`submissions/${body.submissionId}/repeat`), 202);
  await setOf(repeated.body.id, 'done');
  handedIn = { run: body.runId, entry: body.submissionId, repeat: repeated.body.id };
  results = (await submitAndWait(team, taskId, predictionsCsv(event.truth, 0.5))).id;

  clients.set('anonymous', new Client(stack));
  clients.set('stranger', stranger);
  clients.set('admin', admin);
  clients.set('organizer of another event', another.organizer);
  clients.set('member without a team', people.teamless);
  clients.set('mentor', people.mentor);
  clients.set('mentor of the team', ownMentor);
  clients.set('another team', other);
  clients.set('own team', team);
  clients.set('organizer', organizer);
  for (const scope of SCOPES) {
    tokens.set(`own team ${scope}`, await withToken(team, [scope]));
    tokens.set(`organizer ${scope}`, await withToken(organizer, [scope]));
  }
});
afterAll(() => stack?.stop());

test('the table has a row for every route', () => {
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, { tags: string[]; 'x-permission': string }>>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, route]) => route.tags.includes('notebooks'))
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
    for (const [role] of CELLS) found[role] = short(await row.call(clients.get(role) as Client, role));
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
  test('a run on hidden data shows its team a verdict and quarters, and organizers the rest', async () => {
    await stack.query(
      `UPDATE notebook_run SET wall_ms = 123456, peak_bytes = 987654321, failed_cell = 3, fault = 'secret-of-ours',
         output_errors = '[{"code":"MISSING_IDS","count":17}]', started_at = now(), ended_at = now() WHERE id = $1`,
      [handedIn.run],
    );
    const { body } = await (clients.get('own team') as Client).get(`notebook-runs/${handedIn.run}`);
    expect(body).toMatchObject({
      stage: 'hidden',
      verdict: 'finished',
      timeQuarters: 1,
      memoryQuarters: 4,
      startedAt: null,
      endedAt: null,
      elapsedMs: null,
      peakBytes: null,
      failedCell: null,
      cellNow: null,
      outputErrors: [],
    });
    expect(JSON.stringify(body)).not.toMatch(/123456|987654321|MISSING_IDS|secret-of-ours/);
    expect(body.inputs.find(({ hidden }: { hidden: boolean }) => hidden).sha256).toBeNull();
    const full = await (clients.get('organizer') as Client).get(`notebook-runs/${handedIn.run}`);
    expect(full.body).toMatchObject({ elapsedMs: 123456, failedCell: 3, fault: 'secret-of-ours' });
  });

  test('lists hold the own team’s notebooks alone, and for mentors what was shared', async () => {
    const listed = async (role: Role) => {
      const { body } = expectStatus(await (clients.get(role) as Client).get(`${task()}/notebooks`), 200);
      return body.items as { id: string; team: { name: string }; runs: { stage: string }[] }[];
    };
    const names = async (role: Role) =>
      [...new Set((await listed(role)).map(({ team }) => team.name))].sort();
    expect(await names('own team')).toEqual(['Own']);
    expect(await names('another team')).toEqual(['Other']);
    expect(await names('mentor')).toEqual([]);
    expect((await listed('mentor of the team')).map(({ id }) => id)).toEqual([shared.id]);
    expect(await names('organizer')).toEqual(['Other', 'Own']);
    const stages = (await listed('own team')).flatMap(({ runs }) => runs.map(({ stage }) => stage));
    expect(stages).toContain('hidden');
    expect(stages).not.toContain('repeat');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { fieldName } from '../../src/platform/http/field-names.js';
import { requirePermissions } from '../../src/platform/http/permission.js';
import { type Answer, Client, PASSWORD, type Person, signUp } from '../support/client.js';
import {
  expectStatus,
  fileForm,
  makeTeam,
  type Prepared,
  predictionsCsv,
  prepareTask,
  submitAndWait,
} from '../support/event.js';
import { ROOT, type Stack, startStack } from '../support/stack.js';

// What the API is held to whatever is sent: errors of one form, no route without a permission, no leaks in headers.

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  minimum?: number;
  anyOf?: Schema[];
  allOf?: Schema[];
}
interface Operation {
  operationId: string;
  tags: string[];
  'x-permission': string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
}
interface Contract {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
interface Route {
  method: string;
  path: string;
  operation: Operation;
}

const read = () => JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as Contract;

let stack: Stack;
let contract: Contract;
let routes: Route[];
let event: Prepared;
let team: Person & { teamId: string };
let entryId: string;
let fileId: string;

beforeAll(async () => {
  stack = await startStack();
  contract = read();
  routes = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  event = await prepareTask(stack, { task: { limitPerDay: null, limitTotal: null } });
  await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [event.organizer.id]);
  await event.organizer.post('auth/sign-in', { email: event.organizer.email, password: PASSWORD });
  team = await makeTeam(stack, event.slug, 'Unmistakable team');
  entryId = (await submitAndWait(team, event.taskId, predictionsCsv(event.truth, 0.5))).id;
  const form = fileForm('0123456789', {}, 'given.csv');
  fileId = expectStatus(await event.organizer.post(`tasks/${event.taskId}/files`, form), 201).body.id;
});
afterAll(() => stack?.stop());

/** What is wrong with a refusal as such; null where it is as documented. */
function formFault({ status, body, headers }: Answer): string | null {
  if (status >= 500) return `${status} ${JSON.stringify(body)}`;
  if (status < 400) return null;
  const type = headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) return `${status} ${type} ${JSON.stringify(body)}`;
  const whole =
    body.status === status &&
    /^[A-Z][A-Z0-9_]+$/.test(body.code) &&
    typeof body.title === 'string' &&
    body.detail?.length > 5 &&
    !/\{\w+\}/.test(body.detail) &&
    typeof body.params === 'object' &&
    body.params !== null;
  if (!whole) return `${status} ${JSON.stringify(body)}`;
  const unsaid = (body.errors ?? []).filter(
    (one: { code?: string; detail?: string }) => !one.code || !one.detail,
  );
  return unsaid.length > 0 ? `${status} ${JSON.stringify(body)}` : null;
}

const isStream = (path: string) => path.endsWith('/stream');

/** A path with values that exist, or with `hostile` for every parameter. */
function address({ path }: Route, hostile?: string): string {
  const real: Record<string, string> = {
    slug: event.slug,
    fileId,
    accountId: team.id,
    invitationId: entryId,
    code: 'a-code-of-nobody',
  };
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (hostile !== undefined) return hostile;
    if (name !== 'id') return real[name] ?? '';
    if (path.includes('/submissions/{id}')) return entryId;
    if (path.includes('/teams/{id}')) return team.teamId;
    if (path.includes('/admin/accounts/{id}')) return team.id;
    return path.includes('/tokens/') ? entryId : event.taskId;
  });
}

const resolve = (schema: Schema | undefined): Schema => {
  if (!schema) return {};
  const name = schema.$ref?.split('/').at(-1);
  if (name) return contract.components.schemas[name] ?? {};
  const inner = schema.allOf?.[0] ?? schema.anyOf?.[0];
  return inner ? resolve(inner) : schema;
};

/** A value that the schema takes, so that one hostile field at a time gets as far as it can. */
function example(schema: Schema, name: string): unknown {
  const given: Record<string, unknown> = {
    email: team.email,
    password: PASSWORD,
    currentPassword: PASSWORD,
    newPassword: PASSWORD,
    timeZone: 'Asia/Seoul',
    startsAt: '2026-11-20T09:00:00+09:00',
    endsAt: '2027-11-20T09:00:00+09:00',
    split: { method: 'row' },
    range: [0, 1],
    reason: 'because',
    consentVersion: '2026-12',
    scopes: ['read'],
    phases: [],
    furtherMetrics: [],
    slug: 'a-slug',
    metric: 'auroc',
  };
  if (name in given) return given[name];
  const known = resolve(schema);
  if (known.enum) return known.enum[0];
  const type = Array.isArray(known.type) ? known.type[0] : known.type;
  if (type === 'integer' || type === 'number') return Math.max(1, known.minimum ?? 1);
  if (type === 'boolean') return false;
  if (type === 'array') return [];
  return known.properties ? { ko: '글', en: 'text' } : 'text';
}

const NESTED = (depth: number, open: string, middle: string, close: string) =>
  `${open.repeat(depth)}${middle}${close.repeat(depth)}`;

/** JSON texts, since some of these cannot be written by JSON.stringify. */
const HOSTILE: string[] = [
  'null',
  'true',
  '-1',
  '0',
  '1e308',
  '-1e308',
  '1e999',
  '9007199254740993',
  '0.1',
  '""',
  '" "',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"ok \\udfff\\ud800 ko"',
  '"\\u202egpj.exe\\u2066"',
  '"\\ufdfa\\u0e47\\u0e47\\u0e47\\u0e47👩‍👩‍👧‍👦"',
  '"\'; DROP TABLE account; --"',
  '"../../../etc/passwd"',
  '"2026-02-30T00:00:00Z"',
  '"20260101"',
  '"2026-W01-1"',
  '"+275760-09-13T00:00:00Z"',
  '"0000-01-01T00:00:00Z"',
  JSON.stringify('x'.repeat(10_000)),
  JSON.stringify('가'.repeat(10_000)),
  '[]',
  '[null]',
  '[[]]',
  '["\\u0000"]',
  '[1e999,0]',
  '{}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"ko":"\\u0000","en":"\\ud800"}',
  '{"ko":null,"en":[]}',
  '{"ko":"x","en":"x","__proto__":null}',
  '{"length":1e9}',
  NESTED(2_000, '[', '1', ']'),
  NESTED(2_000, '{"ko":', '1', '}'),
];
const HOSTILE_PATHS = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%',
  '%E0%A4%A',
  '..%2f..%2fetc%2fpasswd',
  '%F0%9F%92%A9',
  '-1',
  "'%20OR%201=1--",
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'x'.repeat(199),
  'x'.repeat(5_000),
];
const HOSTILE_QUERIES = [
  'limit=-1',
  'limit=0',
  'limit=201',
  'limit=1e9',
  'limit=abc',
  'limit=',
  'limit=1&limit=2',
  'limit[]=1',
  'limit=1.5',
  'cursor=%00',
  'cursor=!!!',
  `cursor=${Buffer.from('-1').toString('base64url')}`,
  `cursor=${Buffer.from('1e300').toString('base64url')}`,
  `cursor=${Buffer.from('9'.repeat(30)).toString('base64url')}`,
  `cursor=${'A'.repeat(401)}`,
  'cursor=a&cursor=b',
  'split=__proto__',
  'split=final&split=public',
  'status=x',
  'status=%00',
  'teamId=%00',
  'teamId=x&teamId=y',
  'unknown=1',
  '__proto__[x]=1',
  'constructor.prototype=1',
  '%',
  'search=%00',
  'search=%25%25',
];

/** Signing out and leaving would end the test; what they do is tested elsewhere. */
const endsTheTest = ({ method, path }: Route) =>
  path.endsWith('/sign-out') || (method === 'DELETE' && path.endsWith('/members/me'));

describe('whatever is sent', () => {
  const faults: string[] = [];
  let sent = 0;
  let member: Client;
  let organizer: Client;
  beforeAll(() => {
    organizer = event.organizer;
    member = team;
  });

  /** Neither cookies nor anything else of an answer is kept. */
  async function send(route: Route, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const client = /\/(teams|submissions|invitations)\/|quota/.test(route.path) ? member : organizer;
    sent++;
    const answer = await client.copy().send(route.method, path, body, { headers });
    const fault = formFault(answer);
    if (fault) {
      const shown = typeof body === 'string' ? body.slice(0, 80) : '';
      faults.push(`${route.method} ${path.slice(0, 120)} ${shown} → ${fault.slice(0, 300)}`);
    }
    return answer;
  }
  const report = () => {
    const found = [...new Set(faults)];
    faults.length = 0;
    expect(found.slice(0, 40)).toEqual([]);
  };
  const json = { 'content-type': 'application/json' };
  const takesJson = ({ operation }: Route) =>
    operation.requestBody?.content['application/json'] !== undefined;
  const takesFile = ({ operation }: Route) =>
    operation.requestBody?.content['multipart/form-data'] !== undefined;

  test('as a path', async () => {
    for (const route of routes.filter(({ path }) => path.includes('{'))) {
      for (const hostile of HOSTILE_PATHS) {
        const answer = await send(route, address(route, hostile), route.method === 'GET' ? undefined : {});
        if (answer.status < 400)
          faults.push(`${route.method} ${route.path} took ${hostile}: ${answer.status}`);
      }
    }
    report();
  });

  test('as a query', async () => {
    for (const route of routes.filter(({ method, path }) => method === 'GET' && !isStream(path))) {
      for (const query of HOSTILE_QUERIES) await send(route, `${address(route)}?${query}`);
    }
    report();
  });

  test('as one field of a body', async () => {
    for (const route of routes.filter(takesJson).filter((one) => !endsTheTest(one))) {
      const schema = resolve(route.operation.requestBody?.content['application/json']?.schema);
      const properties = Object.entries(schema.properties ?? {});
      const base = properties.map(([name, one]) => [name, JSON.stringify(example(one, name))] as const);
      for (const [name] of properties) {
        for (const hostile of HOSTILE) {
          const fields = base.map(([key, value]) => `"${key}":${key === name ? hostile : value}`);
          await send(route, address(route), `{${fields.join(',')}}`, json);
        }
      }
    }
    report();
    expect(sent).toBeGreaterThan(1_000);
  }, 300_000);

  test('as a whole body', async () => {
    const bodies = [
      ...HOSTILE,
      '',
      '{',
      '{"a":1',
      '\ufeff{}',
      '{"a":1,"a":2}',
      NESTED(100_000, '[', '', ']'),
      NESTED(100_000, '{"name":', '1', '}'),
    ];
    for (const route of routes.filter(({ method }) => method !== 'GET').filter((one) => !endsTheTest(one))) {
      // A route that reads no JSON has it refused or passed over before anything could look at it.
      const few = takesJson(route) ? bodies : bodies.slice(-7);
      for (const body of few) await send(route, address(route), body, json);
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense']) {
        await send(route, address(route), 'name=a&__proto__[isAdmin]=true&name[ko]=1', {
          'content-type': type,
        });
      }
      if (takesFile(route)) continue;
      const large = await send(route, address(route), `{"a":"${'x'.repeat(1_100_000)}"}`, json);
      if (large.status !== 413) faults.push(`${route.method} ${route.path} took a MB: ${large.status}`);
    }
    report();
  }, 300_000);

  test('as a form with a file', async () => {
    const part = (disposition: string, content = 'x') =>
      `--b\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
    const names = [
      '../../etc/passwd',
      'a\0b',
      '\ud800.csv',
      `${'x'.repeat(119)}😀.csv`,
      `${'😀'.repeat(150)}`,
      '.',
      '\u202egpj.exe',
    ];
    for (const route of routes.filter(takesFile)) {
      const path = address(route);
      const type = { 'content-type': 'multipart/form-data; boundary=b' };
      const bodies = [
        '',
        '--b--',
        '--b--\r\n',
        part('name="file"; filename="a.csv"'),
        `${part('name="__proto__"')}--b--\r\n`,
        `${part('name="file"; filename="a.csv"')}${part('name="__proto__"')}--b--\r\n`,
        `${part('name="constructor"')}${part('name="file"; filename="a.csv"')}--b--\r\n`,
        `${part('name="file"')}--b--\r\n`,
        `${part('filename="a.csv"')}--b--\r\n`,
        `${part('name="file"; filename*=utf-8\'\'a%00b.csv')}--b--\r\n`,
        `${part('name="file"; filename*=utf-8\'\'%ED%A0%80')}--b--\r\n`,
        `${part(`name="file"; filename="${'n'.repeat(10_000)}"`)}--b--\r\n`,
        `${part('name="note"', 'x'.repeat(20_000))}${part('name="file"; filename="a.csv"')}--b--\r\n`,
        `${part('name="teamId"', 'a\0b')}${part('name="file"; filename="a.csv"')}--b--\r\n`,
        `${part('name="name"', 'a\0b')}${part('name="file"; filename="a.csv"')}--b--\r\n`,
        Array.from({ length: 30 }, (_, k) => part(`name="f${k}"`)).join(''),
      ];
      for (const body of bodies) await send(route, path, body, type);
      await send(route, path, 'x', { 'content-type': 'multipart/form-data' });
      for (const name of names) {
        for (const content of [predictionsCsv(event.truth, 0.4), 'id,label\0\n1,2\n', '\0\0\0']) {
          await send(route, path, fileForm(content, {}, name));
          await send(route, path, fileForm(`${content}\n`, { name, description: name, note: name }, 'a.csv'));
        }
      }
    }
    report();
  });

  test('as headers', async () => {
    const headers: Record<string, string>[] = [
      { authorization: `Bearer ${'x'.repeat(8_000)}` },
      { authorization: 'Bearer' },
      { authorization: 'Basic Og==' },
      { cookie: `datathon_session=${'%00'.repeat(100)}` },
      { cookie: ';;;=;datathon_session' },
      { 'if-none-match': `${'"x",'.repeat(1_000)}"` },
      { range: 'bytes=9-1,,,' },
      { range: 'bytes=99999999999999999999-' },
      { 'if-range': 'x', range: 'bytes=0-' },
      { 'accept-language': `${'ko;q=x,'.repeat(500)}` },
      { 'accept-encoding': 'gzip;q=0, *;q=nonsense' },
      { 'idempotency-key': 'short' },
      { 'idempotency-key': 'é'.repeat(150) },
      { 'x-forwarded-for': "' OR 1=1" },
      { accept: 'image/png' },
      { 'user-agent': 'é'.repeat(5_000) },
    ];
    for (const route of routes.filter(({ path }) => !isStream(path)).filter((one) => !endsTheTest(one))) {
      for (const one of headers) await send(route, address(route), undefined, one);
    }
    report();
  });

  test('nobody became an admin by it, and everything still stands', async () => {
    const { body } = await member.get('me');
    expect(body.isAdmin).toBe(false);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect((await new Client(stack).get('/readyz')).status).toBe(200);
    expect(stack.log('api')).not.toMatch(/unexpected error/);
  });
});

describe('what PostgreSQL cannot keep', () => {
  test.each([
    ['\\u0000', 'a NUL'],
    ['\\ud83d', 'half a character'],
  ])('%s is refused with the field’s name', async (text) => {
    const json = { headers: { 'content-type': 'application/json' } };
    const refused = async (method: string, path: string, body: string, field: string) => {
      const answer = await event.organizer.send(method, path, body, json);
      expect([path, field, answer.status]).toEqual([path, field, 422]);
      expect(answer.body).toMatchObject({ code: 'VALIDATION_FAILED', params: { fields: fieldName(field) } });
    };
    const path = `tasks/${event.taskId}`;
    for (const field of ['idColumn', 'predictionColumn', 'labelColumn', 'clusterColumn']) {
      await refused('PATCH', path, `{"${field}":"a${text}b"}`, field);
    }
    await refused('PATCH', path, `{"split":{"method":"column","column":"a${text}"}}`, 'split.column');
    await refused('PATCH', path, `{"name":"a${text}b"}`, 'name');
    await refused('PATCH', `events/${event.slug}`, `{"place":{"ko":"a","en":"b${text}"}}`, 'place.en');
    await refused('POST', `submissions/${entryId}/withdraw`, `{"reason":"abc${text}"}`, 'reason');
    await refused('POST', 'me/tokens', `{"name":"a${text}","scopes":["read"]}`, 'name');
  });
});

describe('permissions', () => {
  test('a server with a route that has none does not start', async () => {
    const server = Fastify();
    requirePermissions(server);
    server.get('/open', { config: { permission: 'public' } }, async () => 'x');
    server.get('/forgotten', async () => 'x');
    await expect(server.ready()).rejects.toThrow(/\/forgotten/);
    await server.close();
  });

  test('every route says who may call it, and lets nobody else in', async () => {
    const client = new Client(stack);
    for (const route of routes) {
      const permission = route.operation['x-permission'];
      expect([route.path, permission]).toEqual([
        route.path,
        expect.stringMatching(/^(public|read|submit|organize|account)$/),
      ]);
      if (permission === 'public') continue;
      const { status, body } = await client.send(route.method, address(route), undefined);
      expect([route.method, route.path, status, body.code]).toEqual([
        route.method,
        route.path,
        401,
        'UNAUTHENTICATED',
      ]);
    }
  });

  test('what is public is a short list', () => {
    const open = routes.filter(({ operation }) => operation['x-permission'] === 'public');
    expect(open.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`).sort()).toEqual([
      'GET /auth/consent',
      'GET /auth/newcomer',
      'GET /auth/oidc/{provider}/callback',
      'GET /auth/oidc/{provider}/start',
      'GET /auth/providers',
      'GET /events',
      'GET /events/{slug}',
      'POST /auth/forgot-password',
      'POST /auth/keep-address',
      'POST /auth/newcomer',
      'POST /auth/reset-password',
      'POST /auth/second-factor',
      'POST /auth/sign-in',
      'POST /auth/sign-out',
      'POST /auth/sign-up',
      'POST /auth/undo-address',
      'POST /auth/verify-email',
      'POST /unsubscribe/{token}',
    ]);
  });
});

describe('an address that is not there', () => {
  test.each(['/api/v1/nothing', '/api/nothing', '/api/v1/tasks/x/y/z', '/api/v1/events/%E0%A4%A'])(
    '%s says so in both languages',
    async (path) => {
      for (const [language, script] of [
        ['ko', /[가-힣]/],
        ['en', /does not exist|could not be read/],
      ] as const) {
        const answer = await new Client(stack).get(path, { headers: { 'accept-language': language } });
        expect([404, 400]).toContain(answer.status);
        expect(formFault(answer)).toBeNull();
        expect(answer.headers.get('content-language')).toBe(language);
        expect(answer.body.detail).toMatch(script);
      }
    },
  );

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    '%s to an unknown one',
    async (method) => {
      for (const path of ['/api/v1/nothing', '/nothing', '/', '/healthz']) {
        const answer = await new Client(stack).send(method, path);
        expect([method, path, answer.status]).toEqual([method, path, 404]);
        expect(formFault(answer)).toBeNull();
      }
    },
  );
});

describe('methods', () => {
  test('HEAD is GET without a body, also of a stream', async () => {
    const head = async (path: string) => {
      const response = await fetch(event.organizer.address(path), {
        method: 'HEAD',
        headers: { cookie: [...event.organizer.cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
        signal: AbortSignal.timeout(3_000),
      });
      expect(await response.text()).toBe('');
      return response;
    };
    expect((await head('me')).status).toBe(200);
    expect((await head(`tasks/${event.taskId}/leaderboard`)).headers.get('etag')).toMatch(/^"/);
    const form = fileForm('0123456789', {}, 'head.csv');
    const { body } = expectStatus(await event.organizer.post(`tasks/${event.taskId}/files`, form), 201);
    const file = await head(body.url);
    expect([file.status, file.headers.get('content-length')]).toEqual([200, '10']);
    expect((await head('tasks/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    for (const path of [`tasks/${event.taskId}/leaderboard/stream`, `submissions/${entryId}/stream`]) {
      expect([200, 404, 405]).toContain((await head(path)).status);
    }
  });

  test('no other site is invited', async () => {
    const origin = { origin: 'https://evil.example' };
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await new Client(stack).send(method, 'events', undefined, { headers: origin });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    const posted = await event.organizer.post('events', {}, { headers: origin });
    expect(posted).toMatchObject({ status: 403, body: { code: 'CROSS_SITE' } });
  });
});

describe('the document', () => {
  test('is served as it is written', async () => {
    const { status, body } = await new Client(stack).get('/api/v1/openapi.json');
    expect(status).toBe(200);
    expect(body).toEqual(contract);
  });

  test('is OpenAPI 3.1 without leftovers of 3.0', () => {
    expect(contract.openapi).toMatch(/^3\.1\./);
    const text = JSON.stringify(contract);
    expect(text).not.toContain('"nullable"');
    expect(text).not.toMatch(/"exclusive(Minimum|Maximum)":(true|false)/);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((m) =>
      String(m[1]),
    );
    expect(references.length).toBeGreaterThan(30);
    expect(references.filter((name) => !(name in contract.components.schemas))).toEqual([]);
    expect([...text.matchAll(/"\$ref":"(?!#\/components\/schemas\/)([^"]+)"/g)]).toEqual([]);
    expect(Object.keys(contract.components.schemas).filter((name) => !references.includes(name))).toEqual([]);
  });

  test('names every operation once, with its parameters and answers', () => {
    const names = routes.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { method, path, operation } of routes) {
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
      const used = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect([method, path, declared.sort()]).toEqual([method, path, used.sort()]);
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
      expect(operation.responses).toMatchObject({
        default: {
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      });
      expect(operation.tags).toHaveLength(1);
    }
  });

  test('can be read by people', async () => {
    const response = await fetch(`${stack.url}/api/docs`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const page = await response.text();
    // The page must work under the policy that is sent with it.
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
    expect(page).not.toMatch(/(src|href)="https?:/);
  });
});

describe('probes', () => {
  test('say that all is well', async () => {
    for (const url of [stack.url, ...stack.workerUrls]) {
      const client = new Client({ url });
      expect(await client.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
      expect(await client.get('/readyz')).toMatchObject({
        status: 200,
        body: { status: 'ok', parts: { database: true, queue: true } },
      });
    }
  });

  test('count without naming anybody', async () => {
    for (const url of [stack.url, ...stack.workerUrls]) {
      const { status, body } = await new Client({ url }).get('/metrics');
      expect(status).toBe(200);
      expect(body).toContain('datathon_http_request_seconds');
      for (const name of [event.slug, 'Unmistakable', team.email, '@example.org', 'Organizer', 'given.csv']) {
        expect(body).not.toContain(name);
      }
      expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
      // An address that nobody has must not become a label, or anyone could fill the memory.
      expect(body).not.toContain('nothing');
    }
  });
});

describe('headers', () => {
  test('protect every answer, refusals too', async () => {
    const client = new Client(stack);
    for (const path of ['/api/v1/events', '/api/v1/me', '/api/v1/nothing', '/healthz', '/api/docs', '/%']) {
      const { headers } = await client.get(path);
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'");
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('referrer-policy')).toBeTruthy();
    }
  });

  test('keep answers about people out of caches', async () => {
    const refused = await new Client(stack).get('me');
    expect(refused.headers.get('cache-control')).toBe('no-store');
  });

  test('make the session cookie one that scripts and other sites do not get', async () => {
    const person = await signUp(stack, 'Cookie');
    const answer = await person.post('auth/sign-in', { email: person.email, password: PASSWORD });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Domain=/i);
  });
});

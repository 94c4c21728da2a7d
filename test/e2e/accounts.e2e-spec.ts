import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { Client, PASSWORD, type Person, signUp, withToken } from '../support/client.js';
import { ROOT, type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ apis: 2, workers: 0 });
});
afterAll(() => stack?.stop());

const signIn = (client: Client, email: string, password: string) =>
  client.post('auth/sign-in', { email, password });

/** Where the second process answers. */
const elsewhere = () => ({ url: stack.urls[1] ?? '' });

/** Until another process has heard of a change; it is told at once, over Redis. */
async function soon(check: () => Promise<boolean>): Promise<boolean> {
  for (const until = Date.now() + 2_000; Date.now() < until; ) if (await check()) return true;
  return false;
}

describe('signing up', () => {
  const valid = { email: 'first@example.org', name: '김하나', password: PASSWORD, consentVersion: '2026-12' };

  test('shows the notice in both languages, to anyone', async () => {
    const { status, body } = await new Client(stack).get('auth/consent');
    expect(status).toBe(200);
    expect(body.version).toBe('2026-12');
    expect(body.text.ko.length).toBeGreaterThan(300);
    expect(body.text.en.length).toBeGreaterThan(300);
  });

  test.each([undefined, '2020-01'])('needs consent to the current notice, not %p', async (consentVersion) => {
    const answer = await new Client(stack).post('auth/sign-up', { ...valid, consentVersion });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'CONSENT_REQUIRED', params: { version: '2026-12' } });
  });

  test('normalises the address, signs in, and keeps what was agreed to', async () => {
    const client = new Client(stack);
    const answer = await client.post('auth/sign-up', { ...valid, email: '  First@Example.ORG ' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      email: 'first@example.org',
      name: '김하나',
      locale: 'en',
      isAdmin: false,
      canCreateEvents: false,
      isSteward: false,
      background: null,
      affiliation: '',
      skills: [],
      languages: [],
      needsSecondFactor: false,
      emailVerifiedAt: null,
      consentNeeded: null,
      recovery: null,
      memberships: [],
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^datathon_session=[\w-]{43}; /);
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    expect((await client.get('me')).body.email).toBe('first@example.org');
    const consents = await stack.query('SELECT kind, version, ip FROM consent WHERE account_id = $1', [
      answer.body.id,
    ]);
    expect(consents).toEqual([{ kind: 'personal-data', version: '2026-12', ip: '127.0.0.1' }]);
  });

  test('is possible once per address, also for twenty at the same moment', async () => {
    const again = await new Client(stack).post('auth/sign-up', { ...valid, email: 'FIRST@example.org' });
    expect([again.status, again.body.code]).toEqual([409, 'EMAIL_TAKEN']);
    const many = await Promise.all(
      Array.from({ length: 20 }, () =>
        new Client(stack).post('auth/sign-up', { ...valid, email: 'race@example.org' }),
      ),
    );
    expect(many.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  });

  test.each([
    ['email', { email: 'nobody' }],
    ['email', { email: 'ü@example.org' }],
    ['password', { password: 'too short' }],
    ['password', { password: 'x'.repeat(201) }],
    ['password', { email: 'long.enough@example.org', password: 'Long.Enough@example.org' }],
    ['name', { name: '   ' }],
    ['name', { name: 'two\nlines' }],
    ['name', { name: 'nul\0' }],
    ['name', { name: 'turned\u202e' }],
    ['locale', { locale: 'fr' }],
    ['isAdmin', { isAdmin: true }],
  ])('names %s when it is wrong: %j', async (path, wrong) => {
    const answer = await new Client(stack).post('auth/sign-up', { ...valid, ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('VALIDATION_FAILED');
    expect(answer.body.errors.map((one: { path: string }) => one.path)).toEqual([path]);
  });

  test('never stores a password or a cookie as it is', async () => {
    const person = await signUp(stack, 'Stored');
    const [account] = await stack.query<{ password_hash: string }>(
      'SELECT password_hash FROM account WHERE id = $1',
      [person.id],
    );
    expect(account?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [session] = await stack.query<{ token_hash: string }>(
      'SELECT token_hash FROM session WHERE account_id = $1',
      [person.id],
    );
    expect(session?.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(session?.token_hash).not.toContain(person.cookies.get('datathon_session'));
  });
});

describe('signing in', () => {
  let person: Person;
  beforeAll(async () => {
    person = await signUp(stack, 'Signing In');
  });

  test('answers a wrong password and an unknown account in the same words and about the same time', async () => {
    const measured: Record<string, number[]> = { wrong: [], unknown: [] };
    const bodies = new Set<string>();
    for (let k = 0; k < 8; k++) {
      for (const [kind, email] of [
        ['wrong', person.email],
        ['unknown', `nobody-${k}@example.org`],
      ] as const) {
        const began = performance.now();
        const answer = await signIn(new Client(stack), email, 'not the password');
        measured[kind]?.push(performance.now() - began);
        expect(answer.status).toBe(401);
        expect(answer.headers.get('set-cookie')).toBeNull();
        bodies.add(JSON.stringify(answer.body));
      }
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain('WRONG_CREDENTIALS');
    const middle = (times: number[] = []) => times.sort((a, b) => a - b)[4] ?? 0;
    const ratio = middle(measured.wrong) / middle(measured.unknown);
    // Without the dummy hash the unknown account would be answered some ten times faster.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
    expect((await signIn(person.copy(), person.email, PASSWORD)).status).toBe(200);
  });

  test('makes a new session each time and ends the one that the browser had', async () => {
    const before = person.copy();
    const answer = await signIn(person, ` ${person.email.toUpperCase()} `, PASSWORD);
    expect(answer.status).toBe(200);
    expect(person.cookies.get('datathon_session')).not.toBe(before.cookies.get('datathon_session'));
    expect((await before.get('me')).status).toBe(401);
    expect((await person.get('me')).status).toBe(200);
  });

  test('does not take over a session name that somebody planted', async () => {
    const planted = 'a'.repeat(43);
    const victim = new Client(stack);
    victim.cookies.set('datathon_session', planted);
    expect((await signIn(victim, person.email, PASSWORD)).status).toBe(200);
    const thief = new Client(stack);
    thief.cookies.set('datathon_session', planted);
    expect((await thief.get('me')).status).toBe(401);
  });

  test('after ten wrong passwords waits, also when all came at once, and locks out nobody else', async () => {
    const target = await signUp(stack, 'Target');
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => signIn(new Client(stack), target.email, 'guessing away')),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(60);
    // The right password has to wait as well, or guessing would go on; whoever is signed in stays so.
    expect((await signIn(new Client(stack), target.email, PASSWORD)).status).toBe(429);
    expect((await signIn(new Client(elsewhere()), target.email, PASSWORD)).status).toBe(429);
    expect((await target.get('me')).status).toBe(200);
    expect((await signIn(new Client(stack), person.email, PASSWORD)).status).toBe(200);
  });
});

describe('a session', () => {
  test('ends with signing out, at once and in every process', async () => {
    const person = await signUp(stack, 'Leaving');
    const stolen = person.copy();
    const there = person.copy(elsewhere());
    expect((await there.get('me')).status).toBe(200);
    const answer = await person.post('auth/sign-out');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/^datathon_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await stolen.get('me')).status).toBe(401);
    expect(await soon(async () => (await there.get('me')).status === 401)).toBe(true);
  });

  test('ends when its time has come, though it is remembered', async () => {
    const person = await signUp(stack, 'Expiring');
    await stack.query(`UPDATE session SET expires_at = now() + interval '3 seconds' WHERE account_id = $1`, [
      person.id,
    ]);
    await person.patch('me', { name: 'Expiring soon' });
    expect((await person.get('me')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    expect((await person.get('me')).status).toBe(401);
  });

  test('is not used by another site: reading nothing, changing nothing, signing nobody in', async () => {
    const person = await signUp(stack, 'Careful');
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'https://other.example' },
      { origin: 'null' },
    ] as Record<string, string>[]) {
      const answer = await person.patch('me', { name: 'Hacked' }, { headers });
      expect([answer.status, answer.body.code]).toEqual([403, 'CROSS_SITE']);
      const login = await new Client(stack).post(
        'auth/sign-in',
        { email: person.email, password: PASSWORD },
        { headers },
      );
      expect([login.status, login.body.code]).toEqual([403, 'CROSS_SITE']);
    }
    expect(
      (await person.post('auth/sign-out', undefined, { headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403);
    expect((await person.get('me')).body.name).toBe('Careful');
    const own = await person.patch('me', { name: 'Mine' }, { headers: { origin: stack.url } });
    expect(own.status).toBe(200);
    // A page elsewhere gets no leave to read an answer.
    const read = await person.get('me', { headers: { origin: 'https://evil.example' } });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('its person changes name and language, and sees errors in that language', async () => {
    const person = await signUp(stack, 'Renamed');
    const answer = await person.patch('me', { name: '  새   이름 ', locale: 'ko' });
    expect(answer.body).toMatchObject({ name: '새 이름', locale: 'ko' });
    expect((await person.get('admin/accounts')).body.detail).toMatch(/관리자/);
    expect(
      (await person.get('admin/accounts', { headers: { 'accept-language': 'en-GB' } })).body.detail,
    ).toMatch(/administrators/);
  });
});

describe('a new password', () => {
  test('needs the current one, signs out the other browsers and keeps the tokens', async () => {
    const person = await signUp(stack, 'Password');
    const other = new Client(stack);
    await signIn(other, person.email, PASSWORD);
    const program = await withToken(person, ['read']);
    const refused = await person.post('me/password', { current: 'wrong', next: 'another password' });
    expect([refused.status, refused.body.code]).toEqual([403, 'WRONG_PASSWORD']);
    const same = await person.post('me/password', { current: PASSWORD, next: person.email });
    expect([same.status, same.body.errors[0].path]).toEqual([422, 'next']);
    expect((await other.get('me')).status).toBe(200);

    const answer = await person.post('me/password', { current: PASSWORD, next: 'another password' });
    expect([answer.status, answer.body]).toEqual([200, { sessionsEnded: 1, tokensKept: 1 }]);
    expect((await other.get('me')).status).toBe(401);
    expect((await person.get('me')).status).toBe(200);
    expect((await program.get('me')).status).toBe(200);
    expect((await signIn(new Client(stack), person.email, PASSWORD)).status).toBe(401);
    expect((await signIn(new Client(stack), person.email, 'another password')).status).toBe(200);
  });

  test('is the same however the keyboard composed it', async () => {
    const person = await signUp(stack, 'Hangul');
    const next = '비밀번호는-한글도-됩니다';
    await person.post('me/password', { current: PASSWORD, next: next.normalize('NFC') });
    expect((await signIn(new Client(stack), person.email, next.normalize('NFD'))).status).toBe(200);
  });
});

describe('an access token', () => {
  let person: Person;
  beforeAll(async () => {
    person = await signUp(stack, 'Programmer');
  });

  test('is shown once, kept as a hash, and expires after thirty days unless told otherwise', async () => {
    const made = await person.post('me/tokens', { name: 'laptop', scopes: ['read'] });
    expect(made.status).toBe(201);
    expect(made.body.token).toMatch(/^dtk_[\w-]{43}$/);
    expect(made.body.token.startsWith(made.body.prefix)).toBe(true);
    const days = (new Date(made.body.expiresAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
    const list = await person.get('me/tokens');
    expect(JSON.stringify(list.body)).not.toContain(made.body.token);
    expect(list.body.items[0]).toEqual({
      id: made.body.id,
      name: 'laptop',
      prefix: made.body.prefix,
      scopes: ['read'],
      createdAt: expect.any(String),
      expiresAt: made.body.expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    });
    const [row] = await stack.query('SELECT token_hash FROM access_token WHERE id = $1', [made.body.id]);
    expect(row?.token_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    { scopes: [] },
    { scopes: ['account'] },
    { scopes: ['read', 'read'] },
    { scopes: 'read' },
    { scopes: ['read'], expiresInDays: 366 },
    { scopes: ['read'], expiresInDays: 0 },
    { scopes: ['read'], name: '' },
  ])('is refused with %j', async (wrong) => {
    expect((await person.post('me/tokens', { name: 'x', ...wrong })).status).toBe(422);
  });

  test('does what its scopes say and never manages the account', async () => {
    const routes = [
      ['GET', 'me', 'read', 200],
      ['POST', 'events/no-such-event/join', 'submit', 404],
      ['POST', 'events', 'organize', 422],
      ['PATCH', 'me', 'account', 200],
      ['GET', 'me/tokens', 'account', 200],
      ['POST', 'me/tokens', 'account', 422],
      ['POST', 'me/password', 'account', 422],
      ['DELETE', 'me/tokens/00000000-0000-4000-8000-000000000000', 'account', 404],
      ['GET', 'admin/accounts', 'account', 403],
    ] as const;
    const seen = async (client: Client) => {
      const answers = [];
      for (const [method, path] of routes) {
        const { status, body } = await client.send(method, path, /^P/.test(method) ? {} : undefined);
        answers.push([method, path, body?.code === 'SCOPE_MISSING' ? 'SCOPE_MISSING' : status]);
      }
      return answers;
    };
    for (const scope of ['read', 'submit', 'organize'] as const) {
      const expected = routes.map(([method, path, needed, status]) => [
        method,
        path,
        needed === scope ? status : 'SCOPE_MISSING',
      ]);
      expect(await seen(await withToken(person, [scope]))).toEqual(expected);
    }
    expect(await seen(person)).toEqual(routes.map(([method, path, , status]) => [method, path, status]));
  });

  test('may be used from anywhere: a program has no other site', async () => {
    const program = await withToken(person, ['submit']);
    const answer = await program.post('events/no-such-event/join', undefined, {
      headers: { origin: 'https://notebook.example' },
    });
    expect(answer.status).toBe(404);
  });

  test('that is wrong makes the request nobody’s, even beside a good cookie', async () => {
    for (const authorization of [
      'Bearer dtk_wrong',
      `Bearer dtk_${'a'.repeat(43)}`,
      'Bearer',
      'bearer  x',
      `Bearer ${person.cookies.get('datathon_session')}`,
    ]) {
      expect((await person.get('me', { headers: { authorization } })).status).toBe(401);
    }
    const session = new Client(stack);
    const token = (await person.post('me/tokens', { name: 'x', scopes: ['read'] })).body.token;
    session.cookies.set('datathon_session', token.slice(4));
    expect((await session.get('me')).status).toBe(401);
  });

  test('is revoked at once and in every process, and stays in the list', async () => {
    const program = await withToken(person, ['read']);
    const there = program.copy(elsewhere());
    expect((await program.get('me')).status).toBe(200);
    expect((await there.get('me')).status).toBe(200);
    expect((await person.delete(`me/tokens/${program.tokenId}`)).status).toBe(204);
    expect((await program.get('me')).status).toBe(401);
    expect(await soon(async () => (await there.get('me')).status === 401)).toBe(true);
    const { items } = (await person.get('me/tokens')).body;
    const listed = items.find((one: { id: string }) => one.id === program.tokenId);
    expect(listed.revokedAt).toEqual(expect.any(String));
    expect(listed.lastUsedAt).toEqual(expect.any(String));
    expect((await person.delete(`me/tokens/${program.tokenId}`)).status).toBe(204);
  });

  test('is revoked at once also while Redis hangs and no process hears of anything', async () => {
    const program = await withToken(person, ['read']);
    expect((await program.get('me')).status).toBe(200);
    const redis = new Redis(stack.redisUrl);
    try {
      await redis.call('CLIENT', 'PAUSE', '600', 'ALL');
      expect((await person.delete(`me/tokens/${program.tokenId}`)).status).toBe(204);
      expect((await program.get('me')).status).toBe(401);
    } finally {
      redis.disconnect();
    }
  });

  test('of somebody else is not there', async () => {
    const other = await signUp(stack, 'Other');
    const program = await withToken(person, ['read']);
    expect((await other.delete(`me/tokens/${program.tokenId}`)).status).toBe(404);
    expect((await program.get('me')).status).toBe(200);
    expect((await other.get('me/tokens')).body.items).toEqual([]);
  });

  test('that ran out opens nothing', async () => {
    const program = await withToken(person, ['read']);
    await stack.query(`UPDATE access_token SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      program.tokenId,
    ]);
    expect((await program.get('me')).status).toBe(401);
  });
});

describe('administrators', () => {
  const confirmAddress = (person: Person) =>
    stack.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [person.id]);

  /** As whoever installs the platform does it. */
  function datathon(args: string[], input: string): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, [join(ROOT, 'dist/src/cli.js'), ...args], {
      cwd: ROOT,
      env: stack.env,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        output += text.toString();
      });
    }
    child.stdin.end(input);
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
  }

  test('come from the command line, give the right to create events, and have no other right', async () => {
    const email = 'root@example.org';
    const made = await datathon(
      ['user', 'create', '--email', 'Root@example.org', '--name', 'Root', '--admin'],
      'a long password\n',
    );
    expect(made).toEqual({ code: 0, output: `${email} may sign in now.\n` });
    const admin = new Client(stack);
    expect((await signIn(admin, email, 'a long password')).body).toMatchObject({
      isAdmin: true,
      canCreateEvents: false,
    });
    const event = {
      name: 'Admin event',
      timeZone: 'Asia/Seoul',
      startsAt: '2026-11-20T09:00:00+09:00',
      endsAt: '2026-11-21T18:00:00+09:00',
    };
    expect((await admin.post('events', event)).body.code).toBe('MAY_NOT_CREATE_EVENTS');

    const person = await signUp(stack, 'Host 100%');
    const there = person.copy(elsewhere());
    expect((await there.post('events', event)).status).toBe(403);
    const found = await admin.get(`admin/accounts?query=${encodeURIComponent('100%')}`);
    expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([person.id]);
    for (const right of ['event-creation', 'steward']) {
      const early = await admin.put(`admin/accounts/${person.id}/${right}`, { allowed: true });
      expect([right, early.status, early.body.code]).toEqual([right, 409, 'ADDRESS_NOT_CONFIRMED']);
    }
    await confirmAddress(person);
    const granted = await admin.put(`admin/accounts/${person.id}/event-creation`, { allowed: true });
    expect(granted.body).toMatchObject({ id: person.id, canCreateEvents: true });
    expect((await person.post('events', { ...event, slug: 'granted' })).status).toBe(201);
    expect(await soon(async () => (await there.get('me')).body.canCreateEvents)).toBe(true);
    await admin.put(`admin/accounts/${person.id}/event-creation`, { allowed: false });
    expect((await person.post('events', event)).status).toBe(403);

    expect((await admin.get('events/granted')).status).toBe(404);
    expect((await admin.patch('events/granted', { joining: 'closed' })).status).toBe(404);
    const audit = await stack.query(
      `SELECT before, after FROM audit_entry WHERE action = 'account.event_creation_set' ORDER BY id`,
    );
    expect(audit).toEqual([
      { before: { allowed: false }, after: { allowed: true } },
      { before: { allowed: true }, after: { allowed: false } },
    ]);
  });

  test('make people data stewards, which is recorded and opens nothing by itself', async () => {
    const [admin, person] = [await signUp(stack, 'Giver of rights'), await signUp(stack, 'Steward')];
    await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [admin.id]);
    await admin.patch('me', { name: 'Giver' });
    await confirmAddress(person);
    for (const allowed of [true, true, false]) {
      const { body } = await admin.put(`admin/accounts/${person.id}/steward`, { allowed });
      expect(body).toMatchObject({ id: person.id, isSteward: allowed, canCreateEvents: false });
      expect((await person.get('me')).body.isSteward).toBe(allowed);
      expect((await person.get('admin/accounts')).status).toBe(403);
    }
    const run = (command: string) => datathon(['user', command, '--email', person.email], '');
    expect((await run('grant-steward')).output).toBe(`${person.email} is a data steward now.\n`);
    expect((await run('revoke-steward')).output).toBe(`${person.email} is no data steward any more.\n`);
    const audit = await stack.query(
      `SELECT actor_id AS by, after FROM audit_entry WHERE action = 'account.steward_set' AND subject_id = $1 ORDER BY id`,
      [person.id],
    );
    expect(audit).toEqual([
      { by: admin.id, after: { allowed: true } },
      { by: admin.id, after: { allowed: false } },
      { by: null, after: { allowed: true } },
      { by: null, after: { allowed: false } },
    ]);
  });

  test('are made of people who have an account, and are told plainly what is wrong', async () => {
    const person = await signUp(stack, 'Promoted');
    expect((await person.get('admin/accounts')).status).toBe(403);
    for (const command of ['grant-admin', 'grant-steward']) {
      const early = await datathon(['user', command, '--email', person.email], '');
      expect(early.code).toBe(1);
      expect(early.output).toContain('has not confirmed their e-mail address yet');
    }
    expect((await person.get('admin/accounts')).status).toBe(403);
    await confirmAddress(person);
    const done = await datathon(['user', 'grant-admin', '--email', person.email], '');
    expect(done.output).toBe(`${person.email} is an administrator now.\n`);
    expect(await soon(async () => (await person.get('admin/accounts')).status === 200)).toBe(true);
    const nobody = await datathon(['user', 'grant-admin', '--email', 'nobody@example.org'], '');
    expect(nobody.code).toBe(1);
    expect(nobody.output).not.toContain('at ');
    const short = await datathon(['user', 'create', '--email', 'a@example.org', '--name', 'A'], 'short');
    expect(short).toEqual({ code: 1, output: 'A password has 10 to 200 characters.\n' });
    const twice = await datathon(
      ['user', 'create', '--email', person.email, '--name', 'A', '--generate-password'],
      '',
    );
    expect(twice.code).toBe(1);
    expect(twice.output).toMatch(/already an account/);
  });
});

test('behind https the cookie travels over TLS only', async () => {
  const secure = await startStack({ workers: 0, env: { PUBLIC_URL: 'https://datathon.example.org' } });
  try {
    const answer = await new Client(secure).post('auth/sign-up', {
      email: 'tls@example.org',
      name: 'TLS',
      password: PASSWORD,
      consentVersion: '2026-12',
    });
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure/);
    const mine = { origin: 'https://datathon.example.org', 'sec-fetch-site': 'same-origin' };
    expect((await new Client(secure).post('auth/sign-out', undefined, { headers: mine })).status).toBe(204);
    // What the sender wrote before the proxy's own word makes no new address, and so no new guesses.
    const guess = (k: number) =>
      new Client(secure).post(
        'auth/sign-in',
        { email: 'tls@example.org', password: 'a wrong password' },
        { headers: { 'x-forwarded-for': `10.0.0.${k}, 203.0.113.9` } },
      );
    for (let k = 0; k < 10; k++) expect((await guess(k)).status).toBe(401);
    expect(await guess(10)).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
  } finally {
    await secure.stop();
  }
});

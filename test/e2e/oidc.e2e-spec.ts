import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../src/runtime/ports.js';
import { Client, PASSWORD, type Person, signUp } from '../support/client.js';
import {
  goesTo,
  OIDC_CLIENT,
  type Provider,
  signInWith,
  startProvider,
  visitProvider,
} from '../support/oidc.js';
import { type Stack, startStack } from '../support/stack.js';

/*
 * Signing in with a provider, against a real one: `uni` tells e-mail addresses, `orcid` tells none,
 * `liar` answers under another name than its own, and `away` is not there.
 */

let stack: Stack;
let uni: Provider;
let orcid: Provider;
let liar: Provider;
const ports: Record<string, number> = {};

beforeAll(async () => {
  for (const key of ['uni', 'orcid', 'liar', 'away']) ports[key] = await freePort();
  const at = (key: string) => `http://127.0.0.1:${ports[key]}`;
  const provider = (key: string, more: object = {}) => ({
    key,
    name: `The ${key}`,
    issuer: at(key),
    ...OIDC_CLIENT,
    ...more,
  });
  const providers = [
    provider('uni', { assertsSecondFactor: true }),
    provider('orcid', { scope: 'openid' }),
    provider('liar'),
    provider('away'),
  ];
  stack = await startStack({ workers: 0, env: { OIDC_PROVIDERS: JSON.stringify(providers) } });
  const common = { platform: stack.url, keys: ['uni', 'orcid', 'liar'] };
  uni = await startProvider({ ...common, port: ports.uni! });
  orcid = await startProvider({ ...common, port: ports.orcid!, orcidLike: true });
  liar = await startProvider({ ...common, port: ports.liar!, issuer: `http://localhost:${ports.liar}` });
});
afterAll(async () => {
  await Promise.all([uni, orcid, liar].map((one) => one?.stop()));
  await stack?.stop();
});

/** Signed in, and on the way to the first page. */
const HOME = '302 /sign-in/done?next=%2F';

const consentVersion = async () => (await new Client(stack).get('auth/consent')).body.version as string;

/** Somebody whom the provider knows and who made an account here with it. */
async function join(key: 'uni' | 'orcid', login: string, email = `${login}@uni.example`): Promise<Person> {
  const client = new Client(stack);
  await (key === 'uni' ? uni : orcid).knows(login, { email, email_verified: true, name: login });
  expect(goesTo(await signInWith(client, key, { login }))).toBe('302 /sign-up/provider?next=%2F');
  const answer = await client.post('auth/newcomer', {
    name: login,
    email,
    consentVersion: await consentVersion(),
  });
  expect(answer.status).toBe(201);
  return Object.assign(client, { id: answer.body.id as string, email, name: login });
}

/** The address that the platform sends a browser to in order to add a provider to the account. */
async function linkUrl(client: Client, key: string, proof: object = { password: PASSWORD }): Promise<string> {
  const answer = await client.post(`auth/oidc/${key}/link`, proof);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.url;
}

const actionsOf = async (accountId: string) =>
  (
    await stack.query<{ action: string }>('SELECT action FROM audit_entry WHERE actor_id = $1 ORDER BY id', [
      accountId,
    ])
  ).map(({ action }) => action);

const mailsTo = async (accountId: string) =>
  (
    await stack.query<{ kind: string }>('SELECT kind FROM mail WHERE account_id = $1 ORDER BY created_at', [
      accountId,
    ])
  ).map(({ kind }) => kind);

describe('whoever comes for the first time', () => {
  test('sees the providers by name, and no more of them', async () => {
    const { body } = await new Client(stack).get('auth/providers');
    expect(body.items).toEqual(['uni', 'orcid', 'liar', 'away'].map((key) => ({ key, name: `The ${key}` })));
  });

  test('is signed in after agreeing to the notice, and not before', async () => {
    const client = new Client(stack);
    await uni.knows('hana', { email: 'Hana@Uni.example', email_verified: true, name: '김하나' });
    const start = await client.get('auth/oidc/uni/start?next=/events/seoul');
    expect(start.headers.get('set-cookie')).toMatch(
      /^datathon_step=[\w-]{43}; Path=\/api\/v1\/auth; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const there = new URL(start.headers.get('location') ?? '');
    expect(Object.fromEntries(there.searchParams)).toMatchObject({
      client_id: 'datathon',
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
      redirect_uri: `${stack.url}/api/v1/auth/oidc/uni/callback`,
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const answer = await client.get(await visitProvider(there.href, { login: 'hana' }));
    expect(goesTo(answer)).toBe('302 /sign-up/provider?next=%2Fevents%2Fseoul');
    expect((await client.get('me')).status).toBe(401);

    const who = await client.get('auth/newcomer');
    expect(who.body).toEqual({
      provider: { key: 'uni', name: 'The uni' },
      email: 'hana@uni.example',
      name: '김하나',
    });
    const body = { name: '김하나', email: 'hana@uni.example', locale: 'ko' };
    const unread = await client.post('auth/newcomer', { ...body, consentVersion: '2020-01' });
    expect([unread.status, unread.body.code]).toEqual([422, 'CONSENT_REQUIRED']);
    const made = await client.post('auth/newcomer', { ...body, consentVersion: await consentVersion() });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ email: 'hana@uni.example', name: '김하나', locale: 'ko' });
    expect((await client.get('me')).body.id).toBe(made.body.id);
    const consents = await stack.query('SELECT kind FROM consent WHERE account_id = $1', [made.body.id]);
    expect(consents).toHaveLength(1);
    expect(await actionsOf(made.body.id)).toEqual(['account.created', 'account.identity_linked']);
    // The step is over.
    expect((await client.get('auth/newcomer')).body.code).toBe('OIDC_EXPIRED');
  });

  test('is known the next time, in any browser, and goes on to the page that they came from', async () => {
    const client = new Client(stack);
    const answer = await signInWith(client, 'uni', { login: 'hana', next: '/events/seoul?a=1#tasks' });
    expect(goesTo(answer)).toBe(`302 /sign-in/done?next=${encodeURIComponent('/events/seoul?a=1#tasks')}`);
    expect(answer.headers.getSetCookie().join()).toMatch(/datathon_session=[\w-]{43}/);
    expect((await client.get('me')).body.name).toBe('김하나');
  });

  test('gives an address themselves where the provider tells none, as with ORCID', async () => {
    const client = new Client(stack);
    await orcid.knows('0000-0002-1825-0097', { given_name: 'Josiah', family_name: 'Carberry' });
    const answer = await signInWith(client, 'orcid', { login: '0000-0002-1825-0097' });
    expect(goesTo(answer)).toBe('302 /sign-up/provider?next=%2F');
    const who = await client.get('auth/newcomer');
    expect(who.body).toEqual({
      provider: { key: 'orcid', name: 'The orcid' },
      email: null,
      name: 'Josiah Carberry',
    });
    const body = { name: 'Josiah Carberry', consentVersion: await consentVersion() };
    expect((await client.post('auth/newcomer', body)).status).toBe(422);
    // Taken: another one may be given in the same step.
    const taken = await client.post('auth/newcomer', { ...body, email: 'hana@uni.example' });
    expect([taken.status, taken.body.code]).toEqual([409, 'EMAIL_TAKEN']);
    expect((await client.post('auth/newcomer', { ...body, email: 'josiah@example.org' })).status).toBe(201);
    const again = new Client(stack);
    expect(goesTo(await signInWith(again, 'orcid', { login: '0000-0002-1825-0097' }))).toBe(HOME);
    expect((await again.get('me')).body.email).toBe('josiah@example.org');
  });

  test('becomes one account, also when two browsers finish at once', async () => {
    await uni.knows('twin', { email: 'twin@uni.example', name: 'Twin' });
    const browsers = [new Client(stack), new Client(stack)];
    for (const browser of browsers) await signInWith(browser, 'uni', { login: 'twin' });
    const version = await consentVersion();
    const answers = await Promise.all(
      browsers.map((browser, k) =>
        browser.post('auth/newcomer', {
          name: 'Twin',
          email: `twin-${k}@uni.example`,
          consentVersion: version,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('IDENTITY_TAKEN');
    const rows = await stack.query(`SELECT 1 FROM account WHERE email LIKE 'twin-%'`);
    expect(rows).toHaveLength(1);
  });
});

describe('an account that is there already', () => {
  test('is not opened by its address, however well verified', async () => {
    const owner = await signUp(stack, 'Owner');
    await uni.knows('thief', { email: owner.email.toUpperCase(), email_verified: true, name: 'Owner' });
    const client = new Client(stack);
    const answer = await signInWith(client, 'uni', { login: 'thief', next: '/events/x' });
    expect(goesTo(answer)).toBe('302 /sign-in?next=%2Fevents%2Fx&problem=OIDC_ACCOUNT_EXISTS&with=uni');
    expect((await client.get('me')).status).toBe(401);
    expect((await client.get('auth/newcomer')).status).toBe(403);
    expect(await actionsOf(owner.id)).toEqual(['account.created']);
  });

  test('is linked by its owner, who proves who they are first', async () => {
    const owner = await signUp(stack, 'Linker');
    await uni.knows('linker', { email: 'elsewhere@uni.example', name: 'Linker' });
    for (const [proof, code] of [
      [{}, 'WRONG_PASSWORD'],
      [{ password: 'not the password' }, 'WRONG_PASSWORD'],
    ] as const) {
      const refused = await owner.post('auth/oidc/uni/link', proof);
      expect([refused.status, refused.body.code]).toEqual([403, code]);
    }
    const back = await visitProvider(await linkUrl(owner, 'uni'), { login: 'linker' });
    expect(goesTo(await owner.get(back))).toBe('302 /account?linked=uni');
    const { body } = await owner.get('me/identities');
    expect(body).toMatchObject({
      hasPassword: true,
      items: [{ provider: { key: 'uni' }, email: 'elsewhere@uni.example', canBeRemoved: true }],
    });
    expect(await actionsOf(owner.id)).toEqual(['account.created', 'account.identity_linked']);
    expect(await mailsTo(owner.id)).toContain('account.identity_linked');
    const elsewhere = new Client(stack);
    expect(goesTo(await signInWith(elsewhere, 'uni', { login: 'linker' }))).toBe(HOME);
    expect((await elsewhere.get('me')).body.id).toBe(owner.id);
  });

  test('is not linked in another browser, in another session, or by somebody signed out', async () => {
    const victim = await signUp(stack, 'Victim');
    const attacker = await signUp(stack, 'Attacker');
    await uni.knows('attacker', { email: 'attacker@uni.example', name: 'Attacker' });
    // The attacker's answer is opened by the victim's browser, which is in no step at all, or in its own.
    const back = await visitProvider(await linkUrl(attacker, 'uni'), { login: 'attacker' });
    expect(goesTo(await victim.get(back))).toBe('302 /sign-in?problem=OIDC_EXPIRED&with=uni');
    await linkUrl(victim, 'uni');
    expect(goesTo(await victim.get(back))).toContain('OIDC_EXPIRED');
    expect((await victim.get('me/identities')).body.items).toEqual([]);
    // The victim's cookie of the step is planted by the attacker: the session is not the one that asked.
    const planted = victim.copy();
    planted.cookies.set('datathon_step', attacker.cookies.get('datathon_step') ?? '');
    expect(goesTo(await planted.get(back))).toBe('302 /account?problem=OIDC_EXPIRED&with=uni');
    expect((await victim.get('me/identities')).body.items).toEqual([]);
    // Signed out in between.
    const late = await visitProvider(await linkUrl(attacker, 'uni'), { login: 'attacker' });
    await attacker.post('auth/sign-out');
    expect(goesTo(await attacker.get(late))).toBe('302 /account?problem=OIDC_EXPIRED&with=uni');
    const rows = await stack.query('SELECT 1 FROM identity WHERE account_id = ANY($1)', [
      [victim.id, attacker.id],
    ]);
    expect(rows).toEqual([]);
  });

  test('does not get what opens another account', async () => {
    const first = await join('uni', 'first');
    const second = await signUp(stack, 'Second');
    const back = await visitProvider(await linkUrl(second, 'uni'), { login: 'first' });
    expect(goesTo(await second.get(back))).toBe('302 /account?problem=IDENTITY_TAKEN&with=uni');
    const again = new Client(stack);
    await signInWith(again, 'uni', { login: 'first' });
    expect((await again.get('me')).body.id).toBe(first.id);
  });

  test('stays the subject’s when the address at the provider changes, even to somebody else’s', async () => {
    const mover = await join('uni', 'mover');
    const other = await signUp(stack, 'Other');
    await uni.knows('mover', { email: other.email, email_verified: true, name: 'Mover' });
    const client = new Client(stack);
    expect(goesTo(await signInWith(client, 'uni', { login: 'mover' }))).toBe(HOME);
    expect((await client.get('me')).body).toMatchObject({ id: mover.id, email: mover.email });
    expect((await client.get('me/identities')).body.items[0].email).toBe(other.email);
  });
});

describe('the last way in', () => {
  test('cannot be removed, also not by two who remove one each at once', async () => {
    const person = await join('uni', 'only');
    const { body } = await person.get('me/identities');
    expect(body).toMatchObject({ hasPassword: false, items: [{ canBeRemoved: false }] });
    const refused = await person.delete(`me/identities/${body.items[0].id}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'LAST_WAY_IN']);
    await orcid.knows('only-orcid', { given_name: 'Only' });
    const back = await visitProvider(await linkUrl(person, 'orcid', {}), { login: 'only-orcid' });
    expect(goesTo(await person.get(back))).toBe('302 /account?linked=orcid');
    const { items } = (await person.get('me/identities')).body;
    const answers = await Promise.all(
      items.map(({ id }: { id: string }) => person.delete(`me/identities/${id}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await person.get('me/identities')).body.items).toHaveLength(1);
    expect(await mailsTo(person.id)).toContain('account.identity_unlinked');
    expect(await actionsOf(person.id)).toContain('account.identity_unlinked');
  });

  test('is the password where there is one', async () => {
    const person = await signUp(stack, 'Keeps password');
    await uni.knows('removable', { email: 'r@uni.example' });
    await person.get(await visitProvider(await linkUrl(person, 'uni'), { login: 'removable' }));
    const [identity] = (await person.get('me/identities')).body.items;
    expect(
      (await signUp(stack, 'Nosy').then((other) => other.delete(`me/identities/${identity.id}`))).status,
    ).toBe(404);
    expect((await person.delete(`me/identities/${identity.id}`)).status).toBe(204);
    const client = new Client(stack);
    expect(goesTo(await signInWith(client, 'uni', { login: 'removable' }))).toContain('/sign-up/provider');
  });
});

describe('an account without a password', () => {
  test('is not opened with any, in the same words as an unknown one', async () => {
    const person = await join('uni', 'passwordless');
    for (const password of ['', ' ', 'anything at all', 'null']) {
      const client = new Client(stack);
      const answer = await client.post('auth/sign-in', { email: person.email, password });
      expect([answer.status, answer.body.code]).toEqual([401, 'WRONG_CREDENTIALS']);
    }
    const change = await person.post('me/password', { current: '', next: 'a new password' });
    expect([change.status, change.body.code]).toEqual([409, 'NO_PASSWORD']);
  });

  test('proves itself by having signed in just now', async () => {
    const person = await join('uni', 'stale');
    await stack.query(`UPDATE session SET created_at = now() - interval '11 minutes' WHERE account_id = $1`, [
      person.id,
    ]);
    const refused = await person.post('auth/oidc/orcid/link', {});
    expect([refused.status, refused.body.code]).toEqual([403, 'SIGN_IN_AGAIN']);
    expect((await person.post('me/second-factor', {})).body.code).toBe('SIGN_IN_AGAIN');
    await signInWith(person, 'uni', { login: 'stale' });
    expect((await person.post('auth/oidc/orcid/link', {})).status).toBe(201);
  });
});

describe('what was tampered with', () => {
  beforeAll(() => join('uni', 'target'));

  const refused = /^302 \/sign-in\?next=%2F&problem=OIDC_REFUSED&with=uni$/;

  test.each([
    ['nonce', 'onTheWay', (url: URL) => url.searchParams.set('nonce', 'another')],
    ['no nonce', 'onTheWay', (url: URL) => url.searchParams.delete('nonce')],
    ['challenge', 'onTheWay', (url: URL) => url.searchParams.set('code_challenge', 'A'.repeat(43))],
    ['code', 'onTheWayBack', (url: URL) => url.searchParams.set('code', 'made-up')],
    ['no code', 'onTheWayBack', (url: URL) => url.searchParams.delete('code')],
    ['two codes', 'onTheWayBack', (url: URL) => url.searchParams.append('code', 'second')],
    ['issuer', 'onTheWayBack', (url: URL) => url.searchParams.set('iss', 'http://evil.example')],
    ['no issuer', 'onTheWayBack', (url: URL) => url.searchParams.delete('iss')],
  ] as const)('%s: nobody is signed in', async (_, when, change) => {
    const client = new Client(stack);
    const answer = await signInWith(client, 'uni', { login: 'target', [when]: change });
    expect(goesTo(answer)).toMatch(refused);
    expect(client.cookies.has('datathon_session')).toBe(false);
  });

  test.each([
    ['state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
    ['no state', (url: URL) => url.searchParams.delete('state')],
  ])('%s: nobody is signed in, and the step that was begun goes on', async (_, change) => {
    const client = new Client(stack);
    const start = await client.get('auth/oidc/uni/start');
    const back = await visitProvider(start.headers.get('location') ?? '', { login: 'target' });
    const wrong = new URL(back, stack.url);
    change(wrong);
    expect(goesTo(await client.get(wrong.pathname + wrong.search))).toContain('problem=OIDC_EXPIRED');
    expect(client.cookies.has('datathon_session')).toBe(false);
    expect(goesTo(await client.get(back))).toBe(HOME);
  });

  test('an answer opens one session: not again, not twice at once, not in another browser', async () => {
    const client = new Client(stack);
    const start = await client.get('auth/oidc/uni/start');
    const back = await visitProvider(start.headers.get('location') ?? '', { login: 'target' });
    expect(goesTo(await new Client(stack).get(back))).toContain('problem=OIDC_EXPIRED');
    const twice = await Promise.all([client.copy().get(back), client.copy().get(back)]);
    expect(twice.map(goesTo).sort()).toEqual([HOME, '302 /sign-in?problem=OIDC_EXPIRED&with=uni']);
    expect(goesTo(await client.copy().get(back))).toContain('problem=OIDC_EXPIRED');
  });

  test('an answer of one provider does not fit the address of another', async () => {
    const client = new Client(stack);
    const start = await client.get('auth/oidc/uni/start');
    const back = await visitProvider(start.headers.get('location') ?? '', { login: 'target' });
    expect(goesTo(await client.get(back.replace('/uni/', '/orcid/')))).toContain('problem=OIDC_EXPIRED');
    expect(client.cookies.has('datathon_session')).toBe(false);
  });

  test('a step that took too long is over', async () => {
    const client = new Client(stack);
    const start = await client.get('auth/oidc/uni/start');
    const back = await visitProvider(start.headers.get('location') ?? '', { login: 'target' });
    await stack.query(
      `UPDATE sign_in_step SET expires_at = now() - interval '1 second' WHERE kind = 'provider'`,
    );
    expect(goesTo(await client.get(back))).toContain('problem=OIDC_EXPIRED');
  });

  test('whoever turns back is told so', async () => {
    const answer = await signInWith(new Client(stack), 'uni', { login: '' });
    expect(goesTo(answer)).toBe('302 /sign-in?next=%2F&problem=OIDC_DENIED&with=uni');
  });

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    '/%0d%0aset-cookie:a=b\r\n',
    'javascript:alert(1)',
    '/api/v1/auth/oidc/uni/start',
    `/${'x'.repeat(2000)}`,
    '',
  ])('%.40j is not gone on to', async (next) => {
    const answer = await signInWith(new Client(stack), 'uni', { login: 'target', next });
    const done = new URL(answer.headers.get('location') ?? '', stack.url);
    expect([done.origin, done.pathname]).toEqual([stack.url, '/sign-in/done']);
    const location = new URL(done.searchParams.get('next') ?? '', stack.url);
    expect(location.origin).toBe(stack.url);
    expect(location.pathname).not.toMatch(/^\/(\/|api|\\)/);
    expect(location.href).not.toMatch(/[\r\n]/);
  });

  test('another site cannot send somebody off', async () => {
    const client = new Client(stack);
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect(goesTo(await client.get('auth/oidc/uni/start', { headers }))).toBe('302 /sign-in');
    expect(client.cookies.size).toBe(0);
    // The way back is from another site always, and open.
    const start = await client.get('auth/oidc/uni/start');
    const back = await visitProvider(start.headers.get('location') ?? '', { login: 'target' });
    expect(goesTo(await client.get(back, { headers }))).toBe(HOME);
  });
});

describe('a provider that is not what it should be', () => {
  test('is said to be away where it is, and everything else goes on', async () => {
    const answer = await new Client(stack).get('auth/oidc/away/start?next=/events/x');
    expect(goesTo(answer)).toBe('302 /sign-in?next=%2Fevents%2Fx&problem=OIDC_UNREACHABLE&with=away');
    const person = await signUp(stack, 'Patient');
    const link = await person.post('auth/oidc/away/link', { password: PASSWORD });
    expect([link.status, link.body.code]).toEqual([503, 'OIDC_UNREACHABLE']);
    expect(link.body.detail).toContain('The away');
    expect((await person.get('/readyz')).status).toBe(200);
  });

  test('is used again as soon as it is back', async () => {
    const back = await startProvider({ port: ports.away!, platform: stack.url, keys: ['away'] });
    await back.knows('early', { email: 'early@away.example' });
    try {
      const client = new Client(stack);
      expect(goesTo(await signInWith(client, 'away', { login: 'early' }))).toContain('/sign-up/provider');
      // It goes away between sending somebody back and being asked for the token.
      const start = await client.get('auth/oidc/away/start');
      const path = await visitProvider(start.headers.get('location') ?? '', { login: 'early' });
      await back.stop();
      expect(goesTo(await client.get(path))).toBe('302 /sign-in?next=%2F&problem=OIDC_UNREACHABLE&with=away');
    } finally {
      await back.stop();
    }
  });

  test('is refused where it answers under another name', async () => {
    const answer = await new Client(stack).get('auth/oidc/liar/start');
    expect(goesTo(answer)).toBe('302 /sign-in?next=%2F&problem=OIDC_REFUSED&with=liar');
  });

  test('does not exist where nobody configured it', async () => {
    for (const path of ['start', 'callback']) {
      const answer = await new Client(stack).get(`auth/oidc/nobody/${path}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
    }
  });
});

test('no secret of anybody stands in the log or in the record', async () => {
  const log = stack.log('api');
  expect(log).not.toContain(OIDC_CLIENT.clientSecret);
  expect(log).not.toMatch(/[?&]code=/);
  expect(log).not.toMatch(/unexpected error/);
  const rows = await stack.query('SELECT before, after, reason FROM audit_entry');
  expect(JSON.stringify(rows)).not.toMatch(/@uni\.example|0000-0002/);
});

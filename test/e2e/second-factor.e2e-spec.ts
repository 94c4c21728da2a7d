import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../src/runtime/ports.js';
import { Client, PASSWORD, type Person, signUp, withToken } from '../support/client.js';
import { goesTo, OIDC_CLIENT, type Provider, signInWith, startProvider } from '../support/oidc.js';
import { runCli, type Stack, startStack } from '../support/stack.js';
import { codeOf, enrol, steady, wrongCode } from '../support/totp.js';

let stack: Stack;
let provider: Provider;
beforeAll(async () => {
  const port = await freePort();
  const one = { name: 'Uni', issuer: `http://127.0.0.1:${port}`, ...OIDC_CLIENT };
  const trusted = { ...one, key: 'uni', assertsSecondFactor: true };
  stack = await startStack({
    apis: 2,
    workers: 0,
    env: { OIDC_PROVIDERS: JSON.stringify([trusted]) },
  });
  provider = await startProvider({ port, platform: stack.url, keys: ['uni'] });
});
afterAll(async () => {
  await provider?.stop();
  await stack?.stop();
});

beforeEach(steady);

const elsewhere = () => ({ url: stack.urls[1] ?? '' });

/** A new browser after the right password. */
async function halfway(person: Person, place = { url: stack.url }): Promise<Client> {
  await steady();
  const client = new Client(place);
  const answer = await client.post('auth/sign-in', { email: person.email, password: PASSWORD });
  expect([answer.status, answer.body.code]).toEqual([401, 'SECOND_FACTOR_NEEDED']);
  expect(client.cookies.has('datathon_session')).toBe(false);
  return client;
}

const second = (client: Client, code: string) => client.post('auth/second-factor', { code });

/** Codes are taken once: a test that needs another one has the past ones back. */
const forgetUsedCodes = (person: Person) =>
  stack.query('UPDATE second_factor SET last_step = 0 WHERE account_id = $1', [person.id]);

const actionsOf = async (accountId: string) =>
  (
    await stack.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 OR actor_id::text = $1 ORDER BY id`,
      [accountId],
    )
  ).map(({ action }) => action);

const mailsTo = async (accountId: string) =>
  (
    await stack.query<{ kind: string }>('SELECT kind FROM mail WHERE account_id = $1 ORDER BY created_at', [
      accountId,
    ])
  ).map(({ kind }) => kind);

describe('turning it on', () => {
  test('needs the password, asks for nothing before a code was right, and is shown once', async () => {
    const person = await signUp(stack, 'Enrolling');
    expect((await person.get('me/second-factor')).body).toEqual({
      isOn: false,
      isRequired: false,
      since: null,
      recoveryCodesLeft: 0,
    });
    const refused = await person.post('me/second-factor', { password: 'not it at all' });
    expect([refused.status, refused.body.code]).toEqual([403, 'WRONG_PASSWORD']);
    expect((await person.post('me/second-factor', {})).body.code).toBe('WRONG_PASSWORD');
    expect((await person.post('me/second-factor/confirm', { code: '123456' })).body.code).toBe(
      'SECOND_FACTOR_OFF',
    );

    const first = (await person.post('me/second-factor', { password: PASSWORD })).body;
    expect(first.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(first.uri).toMatch(/^otpauth:\/\/totp\/127\.0\.0\.1:person-[^?]+\?/);
    expect(first.uri).toContain(`secret=${first.secret}`);
    // Not confirmed: signing in is as before, and a second try has a new secret.
    const other = new Client(stack);
    expect((await other.post('auth/sign-in', { email: person.email, password: PASSWORD })).status).toBe(200);
    const { secret } = (await person.post('me/second-factor', { password: PASSWORD })).body;
    expect(secret).not.toBe(first.secret);
    const stale = await person.post('me/second-factor/confirm', { code: wrongCode(secret) });
    expect([stale.status, stale.body.code]).toEqual([403, 'WRONG_CODE']);

    const done = await person.post('me/second-factor/confirm', { code: codeOf(secret, -1) });
    expect([done.status, done.body.sessionsEnded]).toEqual([200, 1]);
    expect(done.body.codes).toHaveLength(10);
    expect(new Set(done.body.codes).size).toBe(10);
    expect(done.body.codes[0]).toMatch(/^([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/);
    expect((await other.get('me')).status).toBe(401);
    expect((await person.get('me')).status).toBe(200);
    expect((await person.get('me/second-factor')).body).toMatchObject({ isOn: true, recoveryCodesLeft: 10 });
    const again = await person.post('me/second-factor', { password: PASSWORD, code: codeOf(secret) });
    expect([again.status, again.body.code]).toEqual([409, 'SECOND_FACTOR_ON']);
    expect(await mailsTo(person.id)).toContain('account.second_factor_on');
    expect(await actionsOf(person.id)).toContain('account.second_factor_on');
  });

  test('keeps neither secret nor codes as they are', async () => {
    const person = await signUp(stack, 'Sealed');
    const { secret, codes } = await enrol(person);
    const [factor] = await stack.query('SELECT secret FROM second_factor WHERE account_id = $1', [person.id]);
    expect(JSON.stringify(factor)).not.toContain(secret);
    const kept = await stack.query('SELECT code_hash FROM recovery_code WHERE account_id = $1', [person.id]);
    expect(kept).toHaveLength(10);
    for (const code of codes) expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''));
    const audit = await stack.query('SELECT before, after FROM audit_entry WHERE actor_id = $1', [person.id]);
    expect(JSON.stringify(audit)).not.toContain(secret);
    // A row that was copied to another account opens nothing there.
    const thief = await signUp(stack, 'Copier');
    await enrol(thief);
    await stack.query(
      'UPDATE second_factor SET secret = (SELECT secret FROM second_factor WHERE account_id = $1), last_step = 0 WHERE account_id = $2',
      [person.id, thief.id],
    );
    expect((await second(await halfway(thief), codeOf(secret))).body.code).toBe('WRONG_CODE');
  });

  test('is done once, also by two who confirm at once', async () => {
    const person = await signUp(stack, 'Twice');
    const { secret } = (await person.post('me/second-factor', { password: PASSWORD })).body;
    const answers = await Promise.all(
      [-1, 0].map((steps) => person.post('me/second-factor/confirm', { code: codeOf(secret, steps) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const kept = await stack.query('SELECT 1 FROM recovery_code WHERE account_id = $1', [person.id]);
    expect(kept).toHaveLength(10);
  });
});

describe('signing in with it', () => {
  let person: Person;
  let secret: string;
  let codes: string[];
  beforeAll(async () => {
    person = await signUp(stack, 'Careful');
    ({ secret, codes } = await enrol(person));
  });

  test('takes two steps, and the half session opens nothing else', async () => {
    const client = await halfway(person, elsewhere());
    for (const path of ['me', 'me/tokens', 'me/sessions', 'me/second-factor', 'auth/newcomer']) {
      expect([path, (await client.get(path)).status]).toEqual([path, path === 'auth/newcomer' ? 403 : 401]);
    }
    const planted = new Client(stack);
    planted.cookies.set('datathon_session', client.cookies.get('datathon_step') ?? '');
    expect((await planted.get('me')).status).toBe(401);
    expect((await new Client(stack, client.cookies.get('datathon_step')).get('me')).status).toBe(401);

    const answer = await second(client, ` ${codeOf(secret).slice(0, 3)} ${codeOf(secret).slice(3)} `);
    expect([answer.status, answer.body.id]).toEqual([200, person.id]);
    expect((await client.get('me')).body.id).toBe(person.id);
    expect(client.cookies.has('datathon_step')).toBe(false);
  });

  test('is not possible without the first step', async () => {
    await forgetUsedCodes(person);
    const answer = await second(new Client(stack), codeOf(secret));
    expect([answer.status, answer.body.code]).toEqual([401, 'STEP_OVER']);
  });

  test('uses a code up, also for ten who send it at once', async () => {
    await forgetUsedCodes(person);
    const clients = await Promise.all(Array.from({ length: 4 }, () => halfway(person)));
    const code = codeOf(secret);
    const answers = await Promise.all(clients.map((client) => second(client, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
    expect(answers.filter(({ status }) => status === 403).map(({ body }) => body.code)).toEqual(
      Array(3).fill('CODE_USED'),
    );
    // One before it is over with it, and the half session is open for the next one.
    const late = clients.find((_, k) => answers[k]?.status === 403)!;
    expect((await second(late, codeOf(secret, -1))).body.code).toBe('CODE_USED');
    expect((await second(late, codeOf(secret, 1))).status).toBe(200);
  });

  test.each([-1, 0, 1])('takes the code of %i steps from now', async (steps) => {
    await forgetUsedCodes(person);
    expect((await second(await halfway(person), codeOf(secret, steps))).status).toBe(200);
  });

  test.each([-3, 3])('does not take the code of %i steps from now', async (steps) => {
    await forgetUsedCodes(person);
    expect((await second(await halfway(person), codeOf(secret, steps))).body.code).toBe('WRONG_CODE');
  });

  test('takes a recovery code once, however it is typed, and tells its owner', async () => {
    const code = codes[0]!;
    const clients = [await halfway(person), await halfway(person)];
    const answers = await Promise.all(
      clients.map((client) => second(client, code.toUpperCase().replaceAll('-', ' '))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect((await person.get('me/second-factor')).body.recoveryCodesLeft).toBe(9);
    expect(await mailsTo(person.id)).toContain('account.recovery_code_used');
    expect(await actionsOf(person.id)).toContain('account.recovery_code_used');
  });

  test('takes nobody else’s codes', async () => {
    const other = await signUp(stack, 'Other');
    const theirs = await enrol(other);
    const client = await halfway(person);
    expect((await second(client, theirs.codes[0]!)).body.code).toBe('WRONG_CODE');
    expect((await second(client, codeOf(theirs.secret))).body.code).toBe('WRONG_CODE');
  });

  test.each(['', ' ', '12345', '1234567', '１２３４５６', 'abcdef', "' OR 1=1", '0'.repeat(60)])(
    'takes no %j',
    async (code) => {
      const somebody = await signUp(stack, 'Hostile codes');
      await enrol(somebody);
      expect((await second(await halfway(somebody), code)).status).toBe(403);
    },
  );

  test('after five wrong codes begins anew, and its owner hears of it', async () => {
    const target = await signUp(stack, 'Guessed at');
    const app = await enrol(target);
    const client = await halfway(target);
    const wrong = wrongCode(app.secret);
    const answers = await Promise.all(Array.from({ length: 12 }, () => second(client, wrong)));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([
      ...Array(7).fill('STEP_OVER'),
      ...Array(5).fill('WRONG_CODE'),
    ]);
    expect((await second(client, codeOf(app.secret))).body.code).toBe('STEP_OVER');
    expect(await mailsTo(target.id)).toContain('account.codes_guessed');
    expect((await second(await halfway(target), codeOf(app.secret))).status).toBe(200);
  });

  test('whoever guesses from elsewhere locks out neither the owner where they were before, nor a recovery code', async () => {
    // Networks of the guesser, which the account has no session from; the proxy before us would say so.
    const proxied = await startStack({
      workers: 0,
      env: { PUBLIC_URL: 'https://datathon.test' },
    });
    try {
      const from = (ip: string) => ({ headers: { 'x-forwarded-for': ip, 'accept-language': 'en' } });
      const person = await signUp(proxied, 'Besieged');
      const there = await enrol(person);
      let strangers = 0;
      for (let k = 0; strangers < 40 && k < 12; k++) {
        const client = new Client(proxied);
        const ip = `198.51.${k}.7`;
        await client.post('auth/sign-in', { email: person.email, password: PASSWORD }, from(ip));
        const tries = await Promise.all(
          Array.from({ length: 5 }, () =>
            client.post('auth/second-factor', { code: wrongCode(there.secret) }, from(ip)),
          ),
        );
        strangers += tries.filter(({ status }) => status === 403).length;
      }
      expect(strangers).toBe(40);
      await steady();
      // A stranger's right code waits as well, or guessing would go on.
      const stranger = new Client(proxied);
      const far = from('203.0.113.9');
      await stranger.post('auth/sign-in', { email: person.email, password: PASSWORD }, far);
      expect((await stranger.post('auth/second-factor', { code: codeOf(there.secret) }, far)).status).toBe(
        429,
      );
      // The owner who is somewhere new has the recovery codes; where they were before, the app.
      expect((await stranger.post('auth/second-factor', { code: there.codes[3] }, far)).status).toBe(200);
      const home = new Client(proxied);
      await home.post('auth/sign-in', { email: person.email, password: PASSWORD });
      expect((await home.post('auth/second-factor', { code: codeOf(there.secret) })).status).toBe(200);
    } finally {
      await proxied.stop();
    }
  });
});

describe('changing it', () => {
  test('turning it off needs password and code, and is told', async () => {
    const person = await signUp(stack, 'Leaving it');
    const { secret, codes } = await enrol(person);
    for (const [proof, code] of [
      [{}, 'WRONG_PASSWORD'],
      [{ password: PASSWORD }, 'WRONG_CODE'],
      [{ code: codeOf(secret) }, 'WRONG_PASSWORD'],
      [{ password: PASSWORD, code: wrongCode(secret) }, 'WRONG_CODE'],
    ] as const) {
      const refused = await person.post('me/second-factor/off', proof);
      expect([refused.status, refused.body.code]).toEqual([403, code]);
    }
    const half = await halfway(person);
    const proof = { password: PASSWORD, code: codeOf(secret) };
    expect((await person.post('me/second-factor/off', proof)).status).toBe(204);
    expect((await person.get('me/second-factor')).body).toMatchObject({ isOn: false, recoveryCodesLeft: 0 });
    expect((await second(half, codes[0]!)).status).toBe(403);
    expect(
      (await new Client(stack).post('auth/sign-in', { email: person.email, password: PASSWORD })).status,
    ).toBe(200);
    expect(await mailsTo(person.id)).toContain('account.second_factor_off');
    expect(await actionsOf(person.id)).toContain('account.second_factor_off');
    expect((await person.post('me/second-factor/off', proof)).body.code).toBe('SECOND_FACTOR_OFF');
  });

  test('new recovery codes end the old ones', async () => {
    const person = await signUp(stack, 'Renewing');
    const { secret, codes } = await enrol(person);
    const proof = { password: PASSWORD, code: codeOf(secret) };
    const made = await person.post('me/second-factor/recovery-codes', proof);
    expect([made.status, made.body.codes.length]).toEqual([201, 10]);
    const client = await halfway(person);
    expect((await second(client, codes[0]!)).body.code).toBe('WRONG_CODE');
    expect((await second(client, made.body.codes[9])).status).toBe(200);
  });

  test('the operator removes it at the command line, with a reason, and everyone hears of it', async () => {
    const person = await signUp(stack, 'Lost phone');
    await enrol(person);
    const program = await withToken(person, ['read']);
    const reset = (...more: string[]) =>
      runCli(['user', 'reset-second-factor', '--email', person.email, ...more], stack.env);
    expect((await reset()).code).not.toBe(0);
    const done = await reset('--reason', 'Showed an identity card at the desk');
    expect([done.code, done.output]).toEqual([0, expect.stringContaining('is removed')]);
    expect((await person.get('me')).status).toBe(401);
    expect((await program.get('me')).status).toBe(200);
    expect(
      (await new Client(stack).post('auth/sign-in', { email: person.email, password: PASSWORD })).status,
    ).toBe(200);
    const [row] = await stack.query(
      `SELECT actor_id, reason FROM audit_entry WHERE action = 'account.second_factor_reset' AND subject_id = $1`,
      [person.id],
    );
    expect(row).toEqual({ actor_id: null, reason: 'Showed an identity card at the desk' });
    expect(await mailsTo(person.id)).toContain('account.second_factor_reset');
    expect((await reset('--reason', 'once more')).code).not.toBe(0);
  });
});

describe('programs', () => {
  test('go on with the tokens that were made in a whole session', async () => {
    const person = await signUp(stack, 'Scripting');
    const before = await withToken(person, ['read']);
    await enrol(person);
    const after = await withToken(person, ['read']);
    expect((await before.get('me')).status).toBe(200);
    expect((await after.get('me')).status).toBe(200);
    const half = await halfway(person);
    expect((await half.post('me/tokens', { name: 'x', scopes: ['read'] })).status).toBe(401);
  });
});

describe('with a provider', () => {
  test('the code is asked too, except where the provider may vouch and does', async () => {
    await provider.knows('vouched', { email: 'vouched@uni.example', name: 'Vouched' });
    const person = new Client(stack) as Person;
    await signInWith(person, 'uni', { login: 'vouched' });
    const { version } = (await person.get('auth/consent')).body;
    await person.post('auth/newcomer', { name: 'V', email: 'vouched@uni.example', consentVersion: version });
    const { secret } = await enrol(person, undefined);

    const client = new Client(stack);
    const halfwayThere = await signInWith(client, 'uni', { login: 'vouched', next: '/events/x' });
    expect(goesTo(halfwayThere)).toBe('302 /sign-in/code?next=%2Fevents%2Fx');
    expect((await client.get('me')).status).toBe(401);
    expect((await second(client, codeOf(secret))).status).toBe(200);

    await provider.knows('vouched', { email: 'vouched@uni.example', name: 'Vouched', amr: ['pwd', 'mfa'] });
    const whole = new Client(stack);
    expect(goesTo(await signInWith(whole, 'uni', { login: 'vouched' }))).toBe('302 /sign-in/done?next=%2F');
    expect((await whole.get('me')).status).toBe(200);
  });
});

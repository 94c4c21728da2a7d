import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, PASSWORD, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { mailsTo as allMailsTo, newestMail } from '../support/mailbox.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let organizer: Person;
const HOUR = 3_600_000;

beforeAll(async () => {
  // Mails stay where they are written, so that a test reads them there.
  stack = await startStack({ workers: 0 });
  organizer = await signUpOrganizer(stack, 'Organizer');
  const times = {
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 48 * HOUR).toISOString(),
  };
  const event = {
    slug: 'main',
    name: { ko: '행사', en: 'Event' },
    timeZone: 'Asia/Seoul',
    status: 'published',
  };
  expectStatus(await organizer.post('events', { ...event, ...times }), 201);
});
afterAll(() => stack?.stop());

const mailsTo = (address: string, kind: string) => allMailsTo(stack, address, kind);
const newest = (address: string, kind: string) => newestMail(stack, address, kind);

const anyone = () => new Client(stack);
const signIn = (email: string, password = PASSWORD) => anyone().post('auth/sign-in', { email, password });

describe('a new address', () => {
  test('is confirmed by the link, once', async () => {
    const person = await signUp(stack, 'New');
    expect((await person.get('me')).body.emailVerifiedAt).toBeNull();
    const { token, url } = await newest(person.email, 'account.verify_address');
    expect(url).toBe(`${stack.url}/verify-email#${token}`);
    const answers = await Promise.all([1, 2, 3].map(() => anyone().post('auth/verify-email', { token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect((await person.get('me')).body.emailVerifiedAt).toMatch(/Z$/);
    // Nothing is left to confirm.
    expect((await person.post('me/verification')).status).toBe(204);
    expect(await mailsTo(person.email, 'account.verify_address')).toHaveLength(1);
  });

  test('a newer link makes the older one worthless, and the flood is limited', async () => {
    const person = await signUp(stack, 'Asking again');
    const { token } = await newest(person.email, 'account.verify_address');
    for (let k = 0; k < 5; k++) expect((await person.post('me/verification')).status).toBe(204);
    expect((await person.post('me/verification')).status).toBe(429);
    expect((await anyone().post('auth/verify-email', { token })).body.code).toBe('LINK_NOT_GOOD');
  });

  test('no secret of a link is kept', async () => {
    const person = await signUp(stack, 'Hashed');
    const { token } = await newest(person.email, 'account.verify_address');
    const rows = await stack.query('SELECT * FROM account_link');
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('a forgotten password', () => {
  test('is set anew with the link: every browser is signed out, and the owner is told', async () => {
    const person = await signUp(stack, 'Forgetful');
    const program = await withToken(person, ['read']);
    expect((await anyone().post('auth/forgot-password', { email: person.email.toUpperCase() })).status).toBe(
      204,
    );
    const { token } = await newest(person.email, 'account.password_reset');
    const next = 'a wholly new password';
    const tooShort = await anyone().post('auth/reset-password', { token, next: 'short' });
    expect([tooShort.status, tooShort.body.errors[0].path]).toEqual([422, 'next']);
    const isAddress = await anyone().post('auth/reset-password', { token, next: person.email });
    expect(isAddress.status).toBe(422);
    expect((await anyone().post('auth/reset-password', { token, next })).status).toBe(204);
    expect((await anyone().post('auth/reset-password', { token, next })).body.code).toBe('LINK_NOT_GOOD');
    expect((await person.get('me')).status).toBe(401);
    // Whoever has to do this may have been robbed, of a token too.
    expect((await program.get('me')).status).toBe(401);
    expect((await signIn(person.email)).status).toBe(401);
    const again = await signIn(person.email, next);
    expect([again.status, typeof again.body.emailVerifiedAt]).toEqual([200, 'string']);
    expect(await mailsTo(person.email, 'account.password_changed')).toHaveLength(1);
  });

  test('the answer is the same for an address that nobody has', async () => {
    const known = await signUp(stack, 'Known');
    const answers = await Promise.all(
      [known.email, 'nobody-at-all@example.org'].map((email) =>
        anyone().post('auth/forgot-password', { email }),
      ),
    );
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [204, null],
      [204, null],
    ]);
    expect(await mailsTo('nobody-at-all@example.org', 'account.password_reset')).toEqual([]);
  });

  test('nobody is flooded, and the answer does not tell', async () => {
    const person = await signUp(stack, 'Flooded');
    for (let k = 0; k < 8; k++) {
      expect((await anyone().post('auth/forgot-password', { email: person.email })).status).toBe(204);
    }
    await newestMail(stack, person.email, 'account.password_reset', 5);
    expect(await mailsTo(person.email, 'account.password_reset')).toHaveLength(5);
  });

  test('a link runs out', async () => {
    const person = await signUp(stack, 'Late');
    await anyone().post('auth/forgot-password', { email: person.email });
    const { token } = await newest(person.email, 'account.password_reset');
    await stack.query(`UPDATE account_link SET expires_at = now() WHERE account_id = $1`, [person.id]);
    const late = await anyone().post('auth/reset-password', { token, next: 'another password' });
    expect([late.status, late.body.code]).toEqual([404, 'LINK_NOT_GOOD']);
  });

  test('a link is good for its own purpose alone', async () => {
    const person = await signUp(stack, 'Purpose');
    const { token } = await newest(person.email, 'account.verify_address');
    expect((await anyone().post('auth/reset-password', { token, next: 'another password' })).status).toBe(
      404,
    );
    expect((await anyone().post('auth/keep-address', { token })).status).toBe(404);
  });
});

describe('another address', () => {
  test('takes over when its link is opened; the old one is told', async () => {
    const person = await signUp(stack, 'Moving');
    const email = 'moved-here@example.org';
    expect((await person.post('me/email', { email, password: 'not it at all' })).body.code).toBe(
      'WRONG_PASSWORD',
    );
    expect((await person.post('me/email', { email: organizer.email, password: PASSWORD })).body.code).toBe(
      'EMAIL_TAKEN',
    );
    expect((await person.post('me/email', { email, password: PASSWORD })).status).toBe(204);
    expect((await person.get('me')).body.email).toBe(person.email);
    const { token } = await newest(email, 'account.address_new');
    expect((await anyone().post('auth/verify-email', { token })).status).toBe(204);
    expect((await signIn(person.email)).status).toBe(401);
    expect((await signIn(email)).body).toMatchObject({ email, emailVerifiedAt: expect.any(String) });
    expect(await mailsTo(person.email, 'account.address_changed')).toHaveLength(1);
    // A link that was sent to the old address before opens nothing now.
    const old = await newest(person.email, 'account.verify_address');
    expect((await anyone().post('auth/verify-email', { token: old.token })).status).toBe(404);
  });
});

describe('who has lost their e-mail', () => {
  const lost = (person: { id: string }) => `events/main/members/${person.id}/recovery`;
  async function member(name: string): Promise<Person> {
    const person = await signUp(stack, name);
    expectStatus(await person.post('events/main/join'), 200);
    return person;
  }

  test('gets back in through an organizer, after a day in which the old address may object', async () => {
    const person = await member('Locked out');
    const email = 'found-again@example.org';
    const body = { email, reason: 'Showed me the hospital badge' };
    expect((await organizer.post(lost(person), { email })).status).toBe(422);
    expect((await organizer.post(lost(person), body)).status).toBe(204);
    const { token } = await newest(email, 'account.recovery');
    const notice = await newest(person.email, 'account.recovery_notice');
    expect(notice.body).toContain('Organizer');
    const early = await anyone().post('auth/verify-email', { token });
    expect([early.status, early.body.code]).toEqual([409, 'LINK_TOO_EARLY']);
    expect((await person.get('me')).body.email).toBe(person.email);

    await stack.query(`UPDATE account_link SET not_before = now() WHERE account_id = $1`, [person.id]);
    expect((await anyone().post('auth/verify-email', { token })).status).toBe(204);
    expect((await person.get('me')).status).toBe(401);
    await anyone().post('auth/forgot-password', { email });
    const reset = await newest(email, 'account.password_reset');
    await anyone().post('auth/reset-password', { token: reset.token, next: 'back in again' });
    expect((await signIn(email, 'back in again')).body.id).toBe(person.id);
    const { items } = (await organizer.get('events/main/audit?limit=50')).body;
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'account.recovery_asked', reason: body.reason }),
    );
    expect(JSON.stringify(items)).not.toContain(email);
  });

  test('the old address stops it', async () => {
    const person = await member('Not lost at all');
    const email = 'a-thief@example.org';
    expect((await organizer.post(lost(person), { email, reason: 'Said so on the phone' })).status).toBe(204);
    const { token } = await newest(email, 'account.recovery');
    const notice = await newest(person.email, 'account.recovery_notice');
    expect((await anyone().post('auth/keep-address', { token: notice.token })).status).toBe(204);
    await stack.query(`UPDATE account_link SET not_before = now() WHERE account_id = $1`, [person.id]);
    expect((await anyone().post('auth/verify-email', { token })).body.code).toBe('LINK_NOT_GOOD');
    expect((await person.get('me')).body.email).toBe(person.email);
    // And it stays stopped.
    const again = await organizer.post(lost(person), { email, reason: 'Said so once more' });
    expect(again.body.code).toBe('NOT_RECOVERABLE');
  });

  test('a link is worth nothing once more than taking part hangs on the account', async () => {
    const person = await member('Promoted');
    const email = 'promoted@example.org';
    expect((await organizer.post(lost(person), { email, reason: 'Known since school' })).status).toBe(204);
    const { token } = await newest(email, 'account.recovery');
    await stack.query(`UPDATE account_link SET not_before = now() WHERE account_id = $1`, [person.id]);
    expectStatus(await organizer.put(`events/main/members/${person.id}`, { role: 'organizer' }), 200);
    expect((await anyone().post('auth/verify-email', { token })).body.code).toBe('NOT_RECOVERABLE');
    expect((await person.get('me')).body.email).toBe(person.email);
  });

  test('only an organizer of an event of theirs may, and only for a participant without a second factor', async () => {
    const person = await member('Wanted');
    const other = await signUpOrganizer(stack, 'Other organizer');
    const stranger = await signUp(stack, 'Stranger');
    const mate = await member('Mate');
    const body = { email: 'wanted@example.org', reason: 'No reason at all' };
    for (const client of [other, stranger, mate, person]) {
      expect((await client.post(lost(person), body)).status).toBe(403);
    }
    expect((await anyone().post(lost(person), body)).status).toBe(401);
    expect((await organizer.post(lost(stranger), body)).status).toBe(404);
    const refused = async () => (await organizer.post(lost(person), body)).body.code;
    for (const right of ['is_admin', 'can_create_events', 'is_steward']) {
      await stack.query(`UPDATE account SET ${right} = true WHERE id = $1`, [person.id]);
      expect(await refused()).toBe('NOT_RECOVERABLE');
      await stack.query(`UPDATE account SET ${right} = false WHERE id = $1`, [person.id]);
    }
    await organizer.put(`events/main/members/${person.id}`, { role: 'mentor' });
    expect(await refused()).toBe('NOT_RECOVERABLE');
    await organizer.put(`events/main/members/${person.id}`, { role: 'participant' });
    await stack.query(
      `INSERT INTO second_factor (account_id, secret, confirmed_at) VALUES ($1, 'x', now())`,
      [person.id],
    );
    expect(await refused()).toBe('NOT_RECOVERABLE');
    expect(await mailsTo(body.email, 'account.recovery')).toEqual([]);
  });
});

describe('a notice that has changed', () => {
  test('is asked again, and agreeing is kept', async () => {
    const person = await signUp(stack, 'Agreed before');
    expect((await person.get('me')).body.consentNeeded).toBeNull();
    await stack.query(`UPDATE consent SET version = 'of old' WHERE account_id = $1`, [person.id]);
    const { version } = (await person.get('auth/consent')).body;
    expect((await person.get('me')).body.consentNeeded).toBe(version);
    // Nothing is held up meanwhile.
    expect((await person.post('events/main/join')).status).toBe(200);
    expect((await person.post('me/consents', { version: 'of old' })).body.code).toBe('CONSENT_REQUIRED');
    for (let k = 0; k < 2; k++) {
      expect((await person.post('me/consents', { version })).body.consentNeeded).toBeNull();
    }
    const kept = await stack.query('SELECT version FROM consent WHERE account_id = $1 ORDER BY version', [
      person.id,
    ]);
    expect(kept.map((row) => row.version)).toEqual([version, 'of old']);
  });
});

describe('routes of this feature', () => {
  test('a program may call none that concern the account', async () => {
    const program = await withToken(organizer, ['read', 'submit', 'organize']);
    for (const path of ['me/verification', 'me/email', 'me/consents']) {
      expect((await program.post(path, {})).body.code).toBe('SCOPE_MISSING');
      expect((await anyone().post(path, {})).status).toBe(401);
    }
  });

  test('are all asked about here', async () => {
    const { paths } = (await anyone().get('/api/v1/openapi.json')).body;
    const routes = Object.entries(paths as Record<string, Record<string, { tags?: string[] }>>)
      .filter(([, methods]) => Object.values(methods).some(({ tags }) => tags?.includes('lost access')))
      .map(([path]) => path.replace('/api/v1/', ''));
    expect(routes.sort()).toEqual([
      'auth/forgot-password',
      'auth/keep-address',
      'auth/reset-password',
      'auth/undo-address',
      'auth/verify-email',
      'events/{slug}/members/{accountId}/recovery',
    ]);
  });
});

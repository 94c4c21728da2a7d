import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { MailTokens } from '../../src/features/mail/mail.tokens.js';
import { MailCommits } from '../../src/features/mail/mail-commits.js';
import { mailKind } from '../../src/features/mail/mail-kind.js';
import { unsubscribeToken } from '../../src/features/mail/mail-links.js';
import { Mails } from '../../src/features/mail/mails.service.js';
import { readConfig } from '../../src/platform/config/config.js';
import { Client, type Person, signUp } from '../support/client.js';
import { signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

// Writing, choosing, looking after and reading mails; sending is in mail-delivery.

let stack: Stack;
let database: DataSource;
let tokens: MailTokens;
let mails: Mails;
let person: Person;
let organizer: Person;
let eventId: string;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  const config = readConfig('api', stack.env);
  database = await new DataSource({ type: 'postgres', url: stack.databaseApiUrl }).initialize();
  tokens = new MailTokens(config);
  const commits = new MailCommits(database, tokens);
  commits.onModuleInit();
  mails = new Mails(config, commits);
  person = await signUp(stack, 'Person');
  organizer = await signUpOrganizer(stack);
  const event = await organizer.post('events', {
    slug: 'mails',
    name: { ko: '메일', en: 'Mails' },
    timeZone: 'Asia/Seoul',
    startsAt: '2030-11-20T09:00:00+09:00',
    endsAt: '2030-11-21T18:00:00+09:00',
    status: 'published',
  });
  eventId = event.body.id;
});
afterAll(async () => {
  await tokens?.onModuleDestroy();
  await database?.destroy();
  await stack?.stop();
});

const KIND = mailKind('test.decided', 'decisions', {
  en: { subject: '{event}: decided', body: '{message}\n\n{url}' },
  ko: { subject: '[{event}] 결정', body: '{message}\n\n{url}' },
});
const SECRET = mailKind('test.reset', 'security', {
  en: { subject: 'Reset', body: '{url}' },
  ko: { subject: '재설정', body: '{url}' },
});

const post = (more: object = {}, kind = KIND) =>
  database.transaction((manager) =>
    mails.post(
      manager,
      kind,
      { accountId: person.id },
      {
        eventId,
        params: { event: { ko: '메일', en: 'Mails' }, message: 'Yes.', url: '/events/mails' },
        ...more,
      },
    ),
  );

const last = async () =>
  (await stack.query('SELECT * FROM mail ORDER BY created_at DESC LIMIT 1'))[0] as never;

async function waitingTokens(): Promise<number> {
  const connection = new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('mail', { prefix: stack.redisPrefix, connection: connection as never });
  const { waiting = 0 } = await queue.getJobCounts('waiting');
  await queue.close();
  connection.disconnect();
  return waiting;
}

describe('writing', () => {
  test('makes full addresses, in the reader’s language, and wakes a worker after the commit', async () => {
    // Whoever has just signed up was written to already.
    const before = await waitingTokens();
    await post();
    expect(await last()).toMatchObject({
      address: person.email,
      subject: 'Mails: decided',
      body: `Yes.\n\n${stack.url}/events/mails`,
      url: `${stack.url}/events/mails`,
      unsubscribe_url: `${stack.url}/unsubscribe/${unsubscribeToken(readConfig('api', stack.env), person.id, 'decisions')}`,
    });
    await eventually(waitingTokens, (n) => n === before + 1);
    await person.patch('me', { locale: 'ko' });
    await post();
    expect(await last()).toMatchObject({ subject: '[메일] 결정', language: 'ko' });
    await person.patch('me', { locale: 'en' });
    await eventually(waitingTokens, (n) => n === before + 2);
  });

  test('wakes nobody for what was rolled back, and writes a named fact once', async () => {
    const before = await waitingTokens();
    await expect(
      database.transaction(async (manager) => {
        await mails.post(manager, KIND, { accountId: person.id }, { params: { once: 1 }, once: 'never' });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await stack.query(`SELECT 1 FROM mail WHERE once = 'never'`)).toEqual([]);
    await Promise.all(Array.from({ length: 8 }, () => post({ once: 'told' })));
    expect(await stack.query(`SELECT 1 FROM mail WHERE once = 'told'`)).toHaveLength(1);
    await eventually(waitingTokens, (n) => n > before);
    expect(await waitingTokens()).toBe(before + 8);
  });

  test('can be taken back, and its name used again', async () => {
    await post({ once: 'booking', notBefore: new Date(Date.now() + 3_600_000) });
    await database.transaction((manager) => mails.cancel(manager, 'booking'));
    expect(await last()).toMatchObject({ status: 'cancelled', once: null });
    await post({ once: 'booking' });
    expect(await last()).toMatchObject({ status: 'waiting', once: 'booking' });
    await stack.query(`UPDATE mail SET status = 'sent' WHERE once = 'booking'`);
    await database.transaction((manager) => mails.cancel(manager, 'booking'));
    expect(await last()).toMatchObject({ status: 'sent', once: null });
  });

  test('follows a person to a new address, but not with what opens the old one', async () => {
    await post({}, SECRET);
    await post();
    await database.transaction((manager) => mails.readdress(manager, person.id, 'new@example.org'));
    const rows = await stack.query<{ category: string; address: string }>(
      `SELECT category, address FROM mail WHERE account_id = $1 AND status = 'waiting'`,
      [person.id],
    );
    for (const { category, address } of rows)
      expect(address).toBe(category === 'security' ? person.email : 'new@example.org');
  });
});

describe('choosing', () => {
  const all = { invitations: true, decisions: true, reminders: true, announcements: true };

  test('begins with everything; security is no choice', async () => {
    expect((await person.get('me/mail-preferences')).body).toEqual({ ...all, security: true });
    const changed = await person.put('me/mail-preferences', { ...all, reminders: false });
    expect(changed).toMatchObject({ status: 200, body: { ...all, reminders: false, security: true } });
    const refused = await person.put('me/mail-preferences', { ...all, security: false });
    expect([refused.status, (await person.get('me/mail-preferences')).body.security]).toEqual([422, true]);
    expect((await person.put('me/mail-preferences', { reminders: true })).status).toBe(422);
    const record = await stack.query(
      `SELECT before, after, actor_id FROM audit_entry WHERE action = 'account.mail_preferences_changed'`,
    );
    expect(record).toEqual([
      { before: { reminders: true }, after: { reminders: false }, actor_id: person.id },
    ]);
  });

  test('takes one press in the mail program: no sign-in, and looking is not pressing', async () => {
    const config = readConfig('api', stack.env);
    const path = `/unsubscribe/${unsubscribeToken(config, person.id, 'announcements')}`;
    const anyone = new Client(stack);
    await anyone.get(path);
    expect((await person.get('me/mail-preferences')).body.announcements).toBe(true);
    const pressed = await anyone.post(path, 'List-Unsubscribe=One-Click', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(pressed).toMatchObject({ status: 200, body: { category: 'announcements' } });
    expect((await anyone.post(path)).status).toBe(200);
    expect((await person.get('me/mail-preferences')).body).toMatchObject({
      announcements: false,
      decisions: true,
    });
    for (const wrong of [
      path.replace('announcements', 'decisions'),
      `${path}x`,
      '/unsubscribe/x',
      `/unsubscribe/${unsubscribeToken(config, '00000000-0000-4000-8000-000000000000', 'decisions')}`,
      `/unsubscribe/${unsubscribeToken(config, person.id, 'security')}`,
    ]) {
      expect(await anyone.post(wrong)).toMatchObject({
        status: 404,
        body: { code: 'UNSUBSCRIBE_LINK_UNKNOWN' },
      });
    }
  });
});

describe('looking after an event’s mails', () => {
  const fail = (failure: string, body = 'Text') =>
    stack.query<{ id: string }>(
      `INSERT INTO mail (kind, category, account_id, event_id, address, language, subject, body, status, attempts, failure,
                         last_error)
       VALUES ('test.decided', 'decisions', $1, $2, 'gone@example.org', 'en', 'Subject', $3, 'failed', 10, $4, '550 gone')
       RETURNING id`,
      [person.id, eventId, body, failure],
    );

  test('organizers see counts and why one failed, and never a text', async () => {
    await stack.query('DELETE FROM mail');
    const [failed] = await fail('address_refused', 'A secret message');
    await post({}, SECRET);
    await post({ notBefore: new Date(Date.now() + 3_600_000) });
    const all = await organizer.get('events/mails/mails');
    expect(all.body.counts).toEqual({ waiting: 1, planned: 1, sent: 0, failed: 1, skipped: 0, cancelled: 0 });
    expect(all.body.items).toHaveLength(3);
    expect(JSON.stringify(all.body)).not.toMatch(/secret message|events\/mails"|unsubscribe|"body"/);
    const security = all.body.items.find(({ category }: { category: string }) => category === 'security');
    expect(security).toMatchObject({ subject: null, address: person.email, name: 'Person' });
    const { items } = (await organizer.get('events/mails/mails?status=failed')).body;
    expect(items).toMatchObject([
      { id: failed?.id, failure: 'address_refused', lastError: '550 gone', subject: 'Subject', attempts: 10 },
    ]);
    expect((await organizer.get('events/mails/mails?status=nonsense')).status).toBe(422);
  });

  test('a failed one is sent again, once, and that is recorded', async () => {
    const [failed] = await fail('put_off');
    const path = `events/mails/mails/${failed?.id}/retry`;
    const answers = await Promise.all([1, 2, 3, 4].map(() => organizer.post(path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('MAIL_NOT_FAILED');
    expect(
      await stack.query('SELECT status, attempts, not_before FROM mail WHERE id = $1', [failed?.id]),
    ).toEqual([{ status: 'waiting', attempts: 0, not_before: null }]);
    const record = await stack.query(
      `SELECT event_id, actor_id, before, after FROM audit_entry WHERE action = 'mail.retried'`,
    );
    expect(record).toEqual([
      {
        event_id: eventId,
        actor_id: organizer.id,
        before: { status: 'failed', failure: 'put_off' },
        after: { status: 'waiting' },
      },
    ]);
    const [erased] = await fail('put_off', '');
    expect((await organizer.post(`events/mails/mails/${erased?.id}/retry`)).body.code).toBe(
      'MAIL_TEXT_ERASED',
    );
  });

  test('all that may work now are sent again together; a wrong address is not', async () => {
    await stack.query('DELETE FROM mail');
    await fail('unreachable');
    await fail('put_off');
    const [refused] = await fail('address_refused');
    expect((await organizer.post('events/mails/mails/retry-failed')).body).toEqual({ retried: 2 });
    expect((await organizer.post('events/mails/mails/retry-failed')).body).toEqual({ retried: 0 });
    expect((await organizer.get('events/mails/mails?status=failed')).body.items).toMatchObject([
      { id: refused?.id },
    ]);
  });
});

describe('the mailbox of development', () => {
  test('shows what would have been sent to whoever sits here, with every link', async () => {
    await post({ params: { url: '/reset/secret' } }, SECRET);
    const anyone = new Client(stack);
    const { body } = await anyone.get(`mailbox?to=${person.email}`);
    expect(body.items[0]).toMatchObject({ category: 'security', url: `${stack.url}/reset/secret` });
    const list = await anyone.get('/mails', { headers: { 'accept-language': 'ko' } });
    expect(list.headers.get('content-type')).toMatch(/^text\/html/);
    expect(list.headers.get('cache-control')).toBe('no-store');
    expect(list.body).toContain('이 컴퓨터의 메일');
    const page = await anyone.get(`/mails/${body.items[0].id}`);
    expect(page.body).toContain(`<a href="${stack.url}/reset/secret">`);
    expect((await anyone.get(`/mails/${body.items[0].id}/html`)).body).toContain('Open the page');
    expect((await anyone.get('/mails/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  test('escapes what stands in mails', async () => {
    await stack.query(
      `INSERT INTO mail (kind, category, address, language, subject, body, url)
       VALUES ('<i>', 'decisions', '"><script>alert(1)</script>', 'en', '<script>alert(2)</script>', '<script>alert(3)</script>',
               'javascript:alert(4)')`,
    );
    const anyone = new Client(stack);
    const id = (await stack.query<{ id: string }>('SELECT id FROM mail ORDER BY created_at DESC LIMIT 1'))[0]
      ?.id;
    for (const path of ['/mails', `/mails/${id}`, `/mails/${id}/html`]) {
      expect((await anyone.get(path)).body).not.toMatch(/<script|href="javascript/);
    }
  });

  test.each([
    ['through a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['through a tunnel', { 'x-forwarded-host': 'tunnel.example' }],
    ['through another proxy', { forwarded: 'for=127.0.0.1' }],
    ['under another site’s name', { host: 'evil.example' }],
    ['under a name that begins like ours', { host: '127.0.0.1.evil.example' }],
  ])('does not exist %s', async (_how, headers) => {
    for (const path of ['/mails', '/api/v1/mailbox', '/mails/00000000-0000-4000-8000-000000000000/html']) {
      expect(await statusOf(stack.url, path, headers)).toBe(404);
    }
  });

  const elsewhere = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

  (elsewhere ? test : test.skip)('neither it nor the counts exist for other machines', async () => {
    const open = await startStack({ workers: 0, env: { HOST: '0.0.0.0' } });
    try {
      const { port } = new URL(open.url);
      for (const path of ['/mails', '/api/v1/mailbox', '/metrics']) {
        expect(await statusOf(open.url, path)).toBe(200);
        expect(await statusOf(`http://${elsewhere}:${port}`, path)).toBe(404);
        expect(await statusOf(`http://${elsewhere}:${port}`, path, { host: 'localhost' })).toBe(404);
      }
      expect(await statusOf(`http://${elsewhere}:${port}`, '/healthz')).toBe(200);
    } finally {
      await open.stop();
    }
  });

  test('does not exist in production, nor behind https, nor beside a mail server', async () => {
    for (const env of [
      { NODE_ENV: 'production', PUBLIC_URL: 'https://datathon.test', DATATHON_DEMO_PASSWORD: '' },
      { PUBLIC_URL: 'https://datathon.test' },
      { SMTP_URL: 'smtp://127.0.0.1:1' },
    ]) {
      const other = await startStack({ workers: 0, env });
      try {
        expect(await statusOf(other.url, '/api/v1/mailbox')).toBe(404);
        const page = await new Client(other).get('/mails');
        expect(page.body).not.toContain('Mails of this machine');
      } finally {
        await other.stop();
      }
    }
  });
});

/** fetch sets the name of the host by itself. */
async function statusOf(url: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asked = request(`${url}${path}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

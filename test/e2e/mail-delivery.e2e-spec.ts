import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { refusal, type SmtpPost, startSmtp } from '../support/smtp.js';
import { type Stack, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

let smtp: SmtpPost;
let stack: Stack;
beforeAll(async () => {
  smtp = await startSmtp();
  stack = await startStack({
    apis: 0,
    workers: 2,
    env: {
      SMTP_URL: `${smtp.url}/?socketTimeout=2500&greetingTimeout=2500`,
      MAIL_FROM: 'Datathon <no-reply@datathon.test>',
      PUBLIC_URL: 'http://datathon.test',
    },
  });
});
afterEach(async () => {
  smtp.manners = {};
  await stack.query(`UPDATE mail SET status = 'cancelled' WHERE status IN ('waiting', 'sending')`);
});
afterAll(async () => {
  await stack?.stop();
  await smtp?.close();
});

interface Row {
  id: string;
  address: string;
  status: string;
  attempts: number;
  failure: string | null;
  lastError: string | null;
  body: string;
  url: string | null;
  sentAt: Date | null;
  seconds: number | null;
}

/** Writes messages as `Mails.post` does; `{n}` counts. */
async function write(values: Record<string, unknown>, count = 1): Promise<string[]> {
  const all = {
    kind: 'test',
    category: 'decisions',
    address: 'person{n}@example.org',
    language: 'en',
    subject: 'Decision {n}',
    body: 'You are in.',
    ...values,
  };
  const names = Object.keys(all);
  const columns = names.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const places = names.map((name, k) =>
    typeof all[name as 'kind'] === 'string' && !/Id$/.test(name)
      ? `replace($${k + 2}, '{n}', n::text)`
      : `$${k + 2}`,
  );
  const rows = await stack.query<{ id: string }>(
    `INSERT INTO mail (${columns.join(', ')}) SELECT ${places.join(', ')} FROM generate_series(1, $1::int) n RETURNING id`,
    [count, ...Object.values(all)],
  );
  return rows.map(({ id }) => id);
}

async function rows(ids: string[]): Promise<Row[]> {
  return stack.query(
    `SELECT id, address, status, attempts, failure, last_error AS "lastError", body, url, sent_at AS "sentAt",
            extract(epoch FROM not_before - now())::float AS seconds
     FROM mail WHERE id = ANY($1) ORDER BY created_at, id`,
    [ids],
  );
}

const row = async (id: string | undefined): Promise<Row> => (await rows([id as string]))[0] as Row;

const become = (id: string | undefined, status: string, attempts = 0) =>
  eventually(
    () => row(id),
    (now) => now.status === status && now.attempts >= attempts,
  );

const again = (id: string | undefined) =>
  stack.query('UPDATE mail SET not_before = NULL WHERE id = $1', [id]);

describe('500 decisions at once', () => {
  test('reach every person once, while workers are killed', async () => {
    smtp.manners = { data: () => wait(40) };
    const ids = await write({ address: 'flood{n}@example.org' }, 500);
    let kills = 0;
    for (let k = 0; k < 6; k++) {
      await wait(1_500);
      await stack.killWorker(k % 2);
      kills += 1;
      await stack.restartWorker(k % 2);
    }
    await eventually(
      async () => (await rows(ids)).filter(({ status }) => status === 'sent').length,
      (sent) => sent === 500,
      150_000,
    );
    const flood = smtp.received.filter(({ to }) => to[0]?.startsWith('flood'));
    const byMessage = new Map(flood.map((one) => [one.messageId, one.to]));
    expect(byMessage.size).toBe(500);
    expect(new Set(flood.flatMap(({ to }) => to)).size).toBe(500);
    expect([...byMessage.keys()].sort()).toEqual(ids.map((id) => `<${id}@datathon.test>`).sort());
    // A kill between the server's yes and ours may send what was in the worker's hands once more, under the same name.
    const doubled = flood.length - 500;
    process.stderr.write(`500 mails, ${kills} kills: ${doubled} arrived twice under the same Message-ID\n`);
    expect(doubled).toBeLessThanOrEqual(kills * 4);
  }, 240_000);

  test('a worker killed between the server’s yes and its note sends that one mail again, under the same name', async () => {
    // The server takes the message, and nobody is left who could hear it.
    smtp.manners = {
      data: () => Promise.all([stack.killWorker(0), stack.killWorker(1)]).then(() => undefined),
    };
    const [id] = await write({ address: 'window@example.org' });
    await eventually(
      () => smtp.to('window@example.org').length,
      (n) => n === 1,
    );
    smtp.manners = {};
    expect(await row(id)).toMatchObject({ status: 'sending', sentAt: null });
    await stack.query('UPDATE mail SET lease_until = now() WHERE id = $1', [id]);
    await Promise.all([stack.restartWorker(0), stack.restartWorker(1)]);
    await become(id, 'sent');
    expect(smtp.to('window@example.org').map(({ messageId }) => messageId)).toEqual([
      `<${id}@datathon.test>`,
      `<${id}@datathon.test>`,
    ]);
  }, 120_000);

  test('do not hold up a password reset, nor another event', async () => {
    const [loud, quiet] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    smtp.manners = { data: () => wait(30) };
    await write({ eventId: loud, address: 'loud{n}@example.org' }, 500);
    await eventually(
      () => smtp.received.filter(({ to }) => to[0]?.startsWith('loud')).length,
      (n) => n >= 20,
    );
    await write({ eventId: quiet, address: 'quiet{n}@example.org' }, 5);
    const [reset] = await write({ category: 'security', address: 'locked-out@example.org' });
    await become(reset, 'sent');
    await eventually(
      () => smtp.received.filter(({ to }) => to[0]?.startsWith('quiet')).length,
      (n) => n === 5,
    );
    const order = await stack.query<{ address: string }>(
      `SELECT address FROM mail WHERE claimed_at >= (SELECT min(created_at) FROM mail WHERE event_id = $1)
       ORDER BY claimed_at`,
      [quiet],
    );
    const place = (pattern: RegExp) => order.findIndex(({ address }) => pattern.test(address));
    expect(place(/^locked-out/)).toBeLessThanOrEqual(8);
    // Turn by turn: five of the quiet event among at most as many of the loud one, and what was in hands.
    expect(order.findLastIndex(({ address }) => /^quiet/.test(address))).toBeLessThanOrEqual(20);
  }, 120_000);
});

describe('a message', () => {
  test('arrives in Korean as it was written, plain and with a button, with one recipient', async () => {
    const url = 'http://datathon.test/events/seoul';
    const [id] = await write({
      address: 'hangul@example.org',
      language: 'ko',
      subject:
        '[서울 데이터톤] 참가가 확정됐어요 — 축하 🎉 드려요, 길고 긴 제목이 접혀도 한 글자도 깨지지 않아야 해요',
      body: `김서연 님,\n참가가 확정됐어요.\n\n<b>굵게</b> & "따옴표" https://elsewhere.example\n\n${url}`,
      url,
      unsubscribeUrl: 'http://datathon.test/unsubscribe/decisions.x.y',
    });
    await become(id, 'sent');
    const [one] = smtp.to('hangul@example.org');
    const mail = await smtp.parse(one);
    expect(mail.subject).toBe(
      '[서울 데이터톤] 참가가 확정됐어요 — 축하 🎉 드려요, 길고 긴 제목이 접혀도 한 글자도 깨지지 않아야 해요',
    );
    expect(mail.from).toMatchObject({ name: 'Datathon', address: 'no-reply@datathon.test' });
    expect(mail.to).toMatchObject([{ address: 'hangul@example.org' }]);
    expect(mail.messageId).toBe(`<${id}@datathon.test>`);
    expect(mail.text).toContain('김서연 님,\n참가가 확정됐어요.');
    expect(mail.text).toContain('이런 메일 그만 받기: http://datathon.test/unsubscribe/decisions.x.y');
    expect(mail.html).toContain('<html lang="ko">');
    expect(mail.html).toContain('&lt;b&gt;굵게&lt;/b&gt; &amp; &quot;따옴표&quot; https://elsewhere.example');
    expect(mail.html?.match(/<a href="([^"]*)"/g)).toEqual([
      `<a href="${url}"`,
      `<a href="${url}"`,
      '<a href="http://datathon.test/account#mails"',
      '<a href="http://datathon.test/unsubscribe/decisions.x.y"',
    ]);
    const header = (key: string) => mail.headers.find((found) => found.key === key)?.value;
    expect(header('list-unsubscribe')).toBe('<http://datathon.test/unsubscribe/decisions.x.y>');
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(one?.raw.split('\r\n').every((line) => Buffer.byteLength(line) <= 998)).toBe(true);
  });

  test('takes no headers and no recipients from what people wrote', async () => {
    const [subject] = await write({
      address: 'honest@example.org',
      subject: 'Hello\r\nBcc: victim@example.org\r\n\r\nInjected',
      body: 'x\r\n.\r\nMAIL FROM:<evil@example.org>\r\n..\n.\nend',
    });
    const wrong = await write({ address: 'a@example.org, victim@example.org' });
    wrong.push(...(await write({ address: 'a@example.org>\r\nRCPT TO:<victim@example.org' })));
    wrong.push(...(await write({ address: 'Name <victim@example.org>' })));
    await become(subject, 'sent');
    const [one] = smtp.to('honest@example.org');
    const mail = await smtp.parse(one);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.text).toContain('.\nMAIL FROM:<evil@example.org>\n..\n.\nend');
    for (const id of wrong) expect(await become(id, 'failed')).toMatchObject({ failure: 'address_invalid' });
    expect(smtp.received.flatMap(({ to }) => to).filter((to) => to.includes('victim'))).toEqual([]);
  });

  test('about security leaves no text behind, others do', async () => {
    const [reset] = await write({
      category: 'security',
      address: 'reset@example.org',
      body: 'http://datathon.test/reset/secret',
      url: 'http://datathon.test/reset/secret',
    });
    const [decision] = await write({ address: 'kept@example.org' });
    expect(await become(reset, 'sent')).toMatchObject({ body: '', url: null });
    expect(await become(decision, 'sent')).toMatchObject({ body: 'You are in.' });
    const mail = await smtp.parse(smtp.to('reset@example.org')[0]);
    expect(mail.text).toContain('http://datathon.test/reset/secret');
    expect(mail.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
  });
});

describe('what does not go out', () => {
  test('is tried again when the server says "not now", and arrives once', async () => {
    let refusals = 0;
    smtp.manners = {
      rcptTo() {
        if (refusals++ < 2)
          throw refusal(451, '4.7.1 Greylisted, see https://postmaster.example/why?token=1');
      },
    };
    const [id] = await write({ address: 'patient@example.org' });
    const first = await become(id, 'waiting', 1);
    expect(first).toMatchObject({ failure: 'put_off', lastError: '451 4.7.1 Greylisted, see …' });
    expect(first.seconds).toBeGreaterThan(0);
    await again(id);
    const second = await become(id, 'waiting', 2);
    expect(second.seconds).toBeGreaterThan(15);
    await again(id);
    expect(await become(id, 'sent')).toMatchObject({ attempts: 3, failure: null, lastError: null });
    expect(smtp.to('patient@example.org')).toHaveLength(1);
  });

  test('has failed at once where the address is refused for good, and after ten tries where it never works', async () => {
    smtp.manners = {
      rcptTo(address) {
        if (address.startsWith('nobody')) throw refusal(550, '5.1.1 No such person');
        throw refusal(452, '4.2.2 Mailbox full');
      },
    };
    const [nobody] = await write({ address: 'nobody@example.org' });
    const [full] = await write({ address: 'full@example.org' });
    expect(await become(nobody, 'failed')).toMatchObject({
      attempts: 1,
      failure: 'address_refused',
      lastError: '550 5.1.1 No such person',
    });
    await become(full, 'waiting', 1);
    await stack.query('UPDATE mail SET attempts = 9, not_before = NULL WHERE id = $1', [full]);
    expect(await become(full, 'failed')).toMatchObject({ attempts: 10, failure: 'put_off' });
  });

  test('waits while the server is away, silent or hangs up, and goes out when it is back', async () => {
    await smtp.close();
    const [away] = await write({ address: 'away@example.org' });
    expect(await become(away, 'waiting', 1)).toMatchObject({ failure: 'unreachable', lastError: null });
    await smtp.open();
    await again(away);
    await become(away, 'sent');

    let hang = true;
    smtp.manners = { data: () => (hang ? new Promise<void>(() => undefined) : undefined) };
    const [silent] = await write({ address: 'silent@example.org' });
    expect(await become(silent, 'waiting', 1)).toMatchObject({ failure: 'unreachable' });
    hang = false;
    await again(silent);
    await become(silent, 'sent');
    expect(smtp.to('silent@example.org')).toHaveLength(1);
  }, 120_000);

  test('does not fail for good when it is the installation that the server refuses', async () => {
    smtp.manners = {
      mailFrom() {
        throw refusal(550, '5.7.1 no-reply may not send here, user datathon');
      },
    };
    const [id] = await write({ address: 'later@example.org' });
    expect(await become(id, 'waiting', 1)).toMatchObject({ failure: 'not_allowed', lastError: null });
    smtp.manners = {};
    await again(id);
    await become(id, 'sent');
  }, 120_000);

  test('is nothing that a person does not want, except about security', async () => {
    const accountId = '00000000-0000-4000-8000-00000000000a';
    await stack.query(
      `INSERT INTO mail_preference (account_id, category, wanted) VALUES ($1, 'reminders', false), ($1, 'security', false)`,
      [accountId],
    );
    const [reminder] = await write({ accountId, category: 'reminders', address: 'choosy@example.org' });
    const [security] = await write({ accountId, category: 'security', address: 'choosy@example.org' });
    const [decision] = await write({ accountId, address: 'choosy@example.org' });
    await become(reminder, 'skipped');
    await become(security, 'sent');
    await become(decision, 'sent');
    expect(smtp.to('choosy@example.org')).toHaveLength(2);
  });
});

describe('a reminder', () => {
  test('goes out when its time has come, and not before', async () => {
    const at = new Date(Date.now() + 6_000);
    const [soon] = await write({ category: 'reminders', address: 'soon@example.org', notBefore: at });
    const [later] = await write({
      category: 'reminders',
      address: 'later-than-this@example.org',
      notBefore: new Date(Date.now() + 3_600_000),
    });
    const sent = await become(soon, 'sent');
    expect(sent.sentAt?.getTime()).toBeGreaterThanOrEqual(at.getTime());
    expect((await row(later)).status).toBe('waiting');
    expect(smtp.to('later-than-this@example.org')).toEqual([]);
  });
});

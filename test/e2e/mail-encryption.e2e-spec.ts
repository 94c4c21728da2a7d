import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SMTPServerOptions } from 'smtp-server';
import { type SmtpPost, startSmtp } from '../support/smtp.js';
import { type Stack, startStack } from '../support/stack.js';
import { eventually } from '../support/up.js';

// Mail over TLS and with a sign-in, against a real mail server with a certificate of its own authority.

const USER = 'datathon@example.org';
const SECRET = 'p@ss/word:1';

let dir: string;
let certificate: string;
let tls: { key: Buffer; cert: Buffer };
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'datathon-mail-'));
  certificate = join(dir, 'cert.pem');
  const key = join(dir, 'key.pem');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...name, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  tls = { key: readFileSync(key), cert: readFileSync(certificate) };
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const SIGN_IN: SMTPServerOptions = {
  authOptional: false,
  authMethods: ['PLAIN', 'LOGIN'],
  onAuth({ username, password }, _session, done) {
    if (username === USER && password === SECRET) done(null, { user: username });
    else
      done(
        Object.assign(new Error(`5.7.8 ${username} ${password} is not known here`), { responseCode: 535 }),
      );
  },
};

interface Row {
  [name: string]: unknown;
  status: string;
  attempts: number;
  failure: string | null;
  lastError: string | null;
}

/** One mail, a server of these manners, and a worker that is told so. */
async function withMail(
  server: SMTPServerOptions,
  address: (port: string) => string,
  env: NodeJS.ProcessEnv,
  look: (mail: () => Promise<Row>, smtp: SmtpPost, stack: Stack) => Promise<void>,
): Promise<void> {
  const smtp = await startSmtp(server);
  const stack = await startStack({
    apis: 0,
    workers: 1,
    env: { SMTP_URL: address(new URL(smtp.url).port), PUBLIC_URL: 'http://datathon.test', ...env },
  });
  try {
    await stack.query(
      `INSERT INTO mail (kind, category, address, language, subject, body)
       VALUES ('test', 'decisions', 'person@example.org', 'en', 'Decision', 'You are in.')`,
    );
    const mail = async () =>
      (
        await stack.query<Row>('SELECT status, attempts, failure, last_error AS "lastError" FROM mail')
      )[0] as Row;
    await look(mail, smtp, stack);
  } finally {
    await stack.stop();
    await smtp.close();
  }
}

const sent = (mail: () => Promise<Row>) => eventually(mail, ({ status }) => status === 'sent');
const tried = (mail: () => Promise<Row>) =>
  eventually(mail, ({ status, attempts }) => status === 'waiting' && attempts >= 1);
const named = `${encodeURIComponent(USER)}:${encodeURIComponent(SECRET)}`;
const trusted = () => ({ NODE_EXTRA_CA_CERTS: certificate });

test('mail goes out encrypted from the first byte, after signing in', async () => {
  const server = { ...SIGN_IN, ...tls, secure: true };
  await withMail(
    server,
    (port) => `smtps://${named}@localhost:${port}`,
    trusted(),
    async (mail, smtp) => {
      await sent(mail);
      expect(smtp.received).toMatchObject([{ to: ['person@example.org'], isEncrypted: true, user: USER }]);
    },
  );
}, 60_000);

test('and with STARTTLS, before the password is said', async () => {
  const server = { ...SIGN_IN, ...tls, disabledCommands: [], allowInsecureAuth: false };
  await withMail(
    server,
    (port) => `smtp://${named}@localhost:${port}`,
    trusted(),
    async (mail, smtp) => {
      await sent(mail);
      expect(smtp.received).toMatchObject([{ isEncrypted: true, user: USER }]);
    },
  );
}, 60_000);

test.each([
  ['smtps', { secure: true }],
  ['smtp', { disabledCommands: [] }],
])(
  'over %s nothing is said to a server whose certificate nobody vouches for',
  async (scheme, manners) => {
    const server = { ...SIGN_IN, ...tls, ...manners };
    await withMail(
      server,
      (port) => `${scheme}://${named}@localhost:${port}`,
      {},
      async (mail, smtp) => {
        expect(await tried(mail)).toMatchObject({ status: 'waiting', failure: 'unreachable' });
        expect(smtp.received).toEqual([]);
      },
    );
  },
  60_000,
);

test('where TLS is insisted on, a server without it gets no mail', async () => {
  const address = (port: string) => `smtp://localhost:${port}?requireTLS=true`;
  await withMail({}, address, {}, async (mail, smtp) => {
    expect(await tried(mail)).toMatchObject({ status: 'waiting' });
    expect(smtp.received).toEqual([]);
  });
}, 60_000);

test('a wrong password is the installation’s to mend: nothing is lost, and nobody reads the sign-in', async () => {
  const server = { ...SIGN_IN, ...tls, secure: true };
  const address = (port: string) => `smtps://${encodeURIComponent(USER)}:wrong-secret@localhost:${port}`;
  await withMail(server, address, trusted(), async (mail, smtp, stack) => {
    expect(await tried(mail)).toMatchObject({ status: 'waiting', failure: 'not_allowed', lastError: null });
    expect(smtp.received).toEqual([]);
    expect(stack.log('worker')).not.toContain('wrong-secret');
  });
}, 60_000);

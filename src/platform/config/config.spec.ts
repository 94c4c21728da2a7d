import { describe, expect, test } from '@jest/globals';
import { readConfig } from './config.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://datathon.example.org',
  DATABASE_API_URL: 'postgresql://a',
  DATABASE_WORKER_URL: 'postgresql://w',
  REDIS_URL: 'redis://r',
  DATATHON_SECRET: 'x'.repeat(40),
};
const MAIL = {
  SMTP_URL: 'smtps://name:very-secret@mail.example.org',
  MAIL_FROM: 'Datathon <no-reply@example.org>',
};

const problems = (env: NodeJS.ProcessEnv, role: 'api' | 'worker' = 'worker'): string => {
  try {
    readConfig(role, env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('mail', () => {
  test('has a server and a sender in production; the API needs neither', () => {
    expect(problems(PRODUCTION)).toBe(
      'SMTP_URL must be set when NODE_ENV is production.\nMAIL_FROM must be set when NODE_ENV is production.',
    );
    expect(problems(PRODUCTION, 'api')).toBe('');
    expect(problems({ ...PRODUCTION, ...MAIL })).toBe('');
    expect(readConfig('api', { ...PRODUCTION, ...MAIL })).toMatchObject({ smtpUrl: null, mailFrom: '' });
  });

  test('is refused with a sentence where an address is none, and passwords are not quoted', () => {
    for (const SMTP_URL of ['mail.example.org', 'http://mail.example.org', 'smtp://', 'smtps:very-secret']) {
      const said = problems({ ...PRODUCTION, ...MAIL, SMTP_URL });
      expect(said).toMatch(/^SMTP_URL must be an address such as/);
      expect(said).not.toContain('very-secret');
    }
    for (const MAIL_FROM of [
      'Datathon',
      'a@b.org, c@d.org',
      'A <a@b.org>, c@d.org',
      'A\r\nBcc: x@y.org <a@b.org>',
    ]) {
      expect(problems({ ...PRODUCTION, ...MAIL, MAIL_FROM })).toMatch(/^MAIL_FROM must be/);
    }
    expect(problems({ ...PRODUCTION, ...MAIL, MAIL_FROM: 'no-reply@example.org' })).toBe('');
  });

  test('is shown here only in development, without a server and without a proxy', () => {
    const mailbox = (env: NodeJS.ProcessEnv) => readConfig('api', env).mailbox;
    expect(mailbox({})).toBe(true);
    expect(mailbox({ SMTP_URL: MAIL.SMTP_URL })).toBe(false);
    expect(mailbox({ PUBLIC_URL: 'https://datathon.example.org' })).toBe(false);
    expect(mailbox(PRODUCTION)).toBe(false);
  });

  test('that reaches nobody and is shown nowhere is said to be so', () => {
    const hidden = (env: NodeJS.ProcessEnv) => readConfig('worker', env).mailsHidden;
    expect(hidden({ PUBLIC_URL: 'https://datathon.example.org' })).toBe(true);
    expect(hidden({ PUBLIC_URL: 'https://datathon.example.org', SMTP_URL: MAIL.SMTP_URL })).toBe(false);
    expect(hidden({})).toBe(false);
    expect(hidden({ ...PRODUCTION, ...MAIL })).toBe(false);
  });
});

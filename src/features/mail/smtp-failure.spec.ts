import { expect, test } from '@jest/globals';
import { isForGood, isTheServers, MAX_ATTEMPTS, retryPause } from './mail.policy.js';
import { smtpFailure } from './smtp-failure.js';

test.each([
  [
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 no' },
    'address_refused',
    '550 no',
  ],
  [
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 later' },
    'put_off',
    '450 later',
  ],
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 who' }, 'not_allowed', null],
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 451, response: '451 wait' }, 'put_off', null],
  [{ code: 'EENVELOPE', command: 'API' }, 'address_invalid', null],
  [
    { code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 spam' },
    'content_refused',
    '554 spam',
  ],
  [{ code: 'EMESSAGE', command: 'DATA', responseCode: 503, response: '503 odd' }, 'put_off', '503 odd'],
  [{ code: 'EMESSAGE', command: 'MAIL FROM' }, 'content_refused', null],
  [{ code: 'EAUTH', responseCode: 535, response: '535 bad password of datathon' }, 'not_allowed', null],
  [{ code: 'ETLS', command: 'STARTTLS' }, 'not_allowed', null],
  [{ code: 'EPROTOCOL', responseCode: 554, response: '554 no service for 10.0.0.1' }, 'unreachable', null],
  [{ code: 'ECONNECTION', message: 'connect ECONNREFUSED 10.0.0.5:25' }, 'unreachable', null],
  [{ code: 'ETIMEDOUT' }, 'unreachable', null],
  [new Error('anything'), 'unreachable', null],
])('%j means %s', (error, failure, said) => {
  expect(smtpFailure(error)).toEqual({ failure, said });
});

test('what a server said is one line, without addresses of pages', () => {
  const response =
    '554-5.7.1 Blocked:\r\n554 https://datathon.test/reset/secret and www.x.test/secret listed';
  const { said } = smtpFailure({ code: 'EMESSAGE', command: 'DATA', responseCode: 554, response });
  expect(said).toBe('554-5.7.1 Blocked: 554 … and … listed');
  expect(
    smtpFailure({ code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: 'x'.repeat(900) }).said,
  ).toHaveLength(300);
});

test('pauses grow, and end', () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS }, (_, k) => retryPause(k + 1, 'put_off'));
  expect(pauses.at(-1)).toBeNull();
  const waits = pauses.slice(0, -1) as number[];
  expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  expect(waits.reduce((sum, one) => sum + one, 0) / 3_600_000).toBeGreaterThan(15);
  expect(retryPause(1, 'address_refused')).toBeNull();
  expect(isForGood('put_off') || isTheServers('address_refused')).toBe(false);
});

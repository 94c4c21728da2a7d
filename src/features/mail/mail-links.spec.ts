import { expect, test } from '@jest/globals';
import { readUnsubscribeToken, unsubscribeToken } from './mail-links.js';

const config = { secret: 'a-secret-of-this-test-0123456789abcd' };
const accountId = '0b6f1d0e-6c1f-4d57-9a4b-0d4a5b1f8a11';

test('a token ends what it was made for, and nothing else', () => {
  const token = unsubscribeToken(config, accountId, 'reminders');
  expect(readUnsubscribeToken(config, token)).toEqual({ accountId, category: 'reminders' });
  for (const wrong of [
    '',
    token.slice(0, -1),
    `${token}x`,
    `${token}.x`,
    token.replace('reminders', 'decisions'),
    token.replace('0b6f', '0b6e'),
    unsubscribeToken({ secret: 'another' }, accountId, 'reminders'),
    unsubscribeToken(config, accountId, 'security'),
  ]) {
    expect(readUnsubscribeToken(config, wrong)).toBeNull();
  }
});

import { timingSafeEqual } from 'node:crypto';
import type { Config } from '../../platform/config/config.js';
import { secretHash } from '../../platform/config/secret-hash.js';
import { MAIL_CATEGORIES, type MailCategory } from './mail-kind.js';

type Signing = Pick<Config, 'secret'>;

/**
 * What stands in the address that ends one category of mails for one person. It is signed, so that it needs no row and
 * no sign-in, and whoever has it can do nothing else with it.
 */
export const unsubscribeToken = (config: Signing, accountId: string, category: MailCategory): string =>
  `${category}.${accountId}.${signature(config, accountId, category)}`;

/** @returns null where it was not made here */
export function readUnsubscribeToken(
  config: Signing,
  token: string,
): { accountId: string; category: MailCategory } | null {
  const [category = '', accountId = '', signed = '', ...more] = token.split('.');
  const known = MAIL_CATEGORIES.find((one) => one === category && one !== 'security');
  if (!known || more.length > 0) return null;
  const expected = Buffer.from(signature(config, accountId, known));
  const given = Buffer.from(signed);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { accountId, category: known };
}

const signature = (config: Signing, accountId: string, category: MailCategory): string =>
  secretHash(config, 'unsubscribe', `${accountId} ${category}`).slice(0, 40);

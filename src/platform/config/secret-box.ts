import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from './config.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key of its own per use, made of the installation's one secret (RFC 5869). */
const keyFor = (config: Pick<Config, 'secret'>, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', config.secret, '', `datathon ${use}`, 32));

/** Seals what must be read again later and is nobody's to read in the database. `owner` binds it to its row. */
export function seal(config: Pick<Config, 'secret'>, use: string, owner: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(config, use), iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @returns null where another secret sealed it, or it was meant for another row */
export function unseal(
  config: Pick<Config, 'secret'>,
  use: string,
  owner: string,
  sealed: string,
): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, keyFor(config, use), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}

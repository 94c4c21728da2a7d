import { createHmac, randomBytes } from 'node:crypto';
import type { Config } from './config.js';

/** Hash under which a secret is stored. `use` keeps equal secrets of different uses apart. */
export const secretHash = (config: Pick<Config, 'secret'>, use: string, secret: string): string =>
  createHmac('sha256', config.secret).update(`${use}\0${secret}`).digest('hex');

/** A secret that nobody can guess, in characters that stand in addresses and headers. */
export const randomSecret = (bytes: number): string => randomBytes(bytes).toString('base64url');

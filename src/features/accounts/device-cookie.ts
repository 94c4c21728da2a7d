import { timingSafeEqual } from 'node:crypto';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { randomSecret, secretHash } from '../../platform/config/secret-hash.js';

/**
 * Says that somebody has got into this account with this browser before. It opens nothing; it only gives the browser
 * guesses of its own, so that strangers who guess elsewhere cannot use up its owner's.
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies)
 */
export const DEVICE_COOKIE = 'datathon_device';
const DAYS = 400;

export function setDeviceCookie(reply: FastifyReply, config: Config, email: string): void {
  const name = randomSecret(16);
  reply.setCookie(DEVICE_COOKIE, `${name}.${signature(config, name, email)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.protocol === 'https:',
    path: '/api/v1/auth',
    maxAge: DAYS * 86_400,
  });
}

/** The name of the browser; null where it has none for this address, or one that we did not make. */
export function knownDevice(request: FastifyRequest, config: Config, email: string): string | null {
  const [name = '', signed = '', ...more] = (request.cookies[DEVICE_COOKIE] ?? '').split('.');
  if (more.length > 0 || !/^[\w-]{22}$/.test(name)) return null;
  const expected = Buffer.from(signature(config, name, email));
  const given = Buffer.from(signed);
  return given.length === expected.length && timingSafeEqual(given, expected) ? name : null;
}

const signature = (config: Config, name: string, email: string): string =>
  secretHash(config, 'device', `${name} ${email}`).slice(0, 43);

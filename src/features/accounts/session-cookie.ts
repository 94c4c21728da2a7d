import '@fastify/cookie';
import type { FastifyReply } from 'fastify';

export const SESSION_COOKIE = 'datathon_session';

/** A new browser session, to be handed to the browser: `token` is shown to nobody else and kept nowhere. */
export interface NewSession {
  token: string;
  expiresAt: Date;
}

/** @param secure whether people reach the platform over https */
export function setSessionCookie(reply: FastifyReply, session: NewSession, secure: boolean): void {
  reply.setCookie(SESSION_COOKIE, session.token, { ...attributes(secure), expires: session.expiresAt });
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(SESSION_COOKIE, attributes(secure));
}

/** Lax: a link from elsewhere finds one signed in, a form on another site does not. */
const attributes = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax' as const, secure, path: '/' });

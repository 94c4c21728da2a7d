import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const STEP_COOKIE = 'datathon_step';

/** A browser in the middle of signing in; `token` is shown to nobody else and kept nowhere. */
export interface NewStep {
  token: string;
  expiresAt: Date;
}

/** @param secure whether people reach the platform over https */
export function setStepCookie(reply: FastifyReply, step: NewStep, secure: boolean): void {
  reply.setCookie(STEP_COOKIE, step.token, { ...attributes(secure), expires: step.expiresAt });
}

export function clearStepCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(STEP_COOKIE, attributes(secure));
}

export function stepTokenOf(request: FastifyRequest): string | null {
  const token = request.cookies[STEP_COOKIE] ?? '';
  return /^[\w-]{43}$/.test(token) ? token : null;
}

/** Lax: it must come along when a provider sends the browser back here. */
const attributes = (secure: boolean) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure,
  path: '/api/v1/auth',
});

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { DomainError } from './domain-error.js';
import { CROSS_SITE, SCOPE_MISSING, SECOND_FACTOR_REQUIRED, UNAUTHENTICATED } from './http.errors.js';
import { sendProblem } from './problem.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Enforces each route's permission before its body is read.
 * @param identify finds the person behind a request, or null; it must not throw for bad credentials.
 */
export function enforcePermissions(
  server: FastifyInstance,
  origin: string,
  identify: (request: FastifyRequest) => Promise<Actor | null>,
): void {
  server.decorateRequest('actor', null);
  server.decorateRequest('pattern', 'none');
  server.addHook('onRequest', async (request, reply) => {
    const { config, url } = request.routeOptions;
    request.pattern = url ?? 'none';
    const permission = config?.permission;
    // No permission here means no route: the start refuses anything else.
    if (!permission) return;
    try {
      request.actor = await identify(request);
      // Public routes that change something (sign-in) are protected too, or another site could sign a victim in.
      if (!SAFE.has(request.method) && request.actor?.via !== 'token') refuseCrossSite(request, origin);
      // Whoever still has to set one up is nobody in particular elsewhere: they see what everyone sees.
      const isHeldBack =
        request.actor?.lacksSecondFactor && !(config.beforeSecondFactor && request.actor.via === 'session');
      if (permission === 'public') {
        if (isHeldBack) request.actor = null;
        return;
      }
      if (!request.actor) throw new DomainError(UNAUTHENTICATED);
      if (isHeldBack) throw new DomainError(SECOND_FACTOR_REQUIRED);
      if (!request.actor.scopes.includes(permission))
        throw new DomainError(SCOPE_MISSING, { scope: permission });
    } catch (error) {
      sendProblem(request, reply, error);
      return reply;
    }
  });
}

/**
 * Cross-site requests are known by headers that a page cannot forge: Sec-Fetch-Site, or Origin in older browsers.
 * A program sends neither and carries no cookie of a victim. (https://www.w3.org/TR/fetch-metadata/)
 */
function refuseCrossSite(request: FastifyRequest, origin: string): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const from = request.headers.origin;
  if (site === undefined && from === undefined) return;
  if (from !== undefined && (from === origin || sameHost(from, request.headers.host))) return;
  throw new DomainError(CROSS_SITE);
}

function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

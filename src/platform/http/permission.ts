import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Scope } from './actor.js';

interface Exception {
  /** A browser may call it too whose person must set up a second factor before anything else. */
  beforeSecondFactor?: boolean;
}

/** The route is for signed-in people; a token needs this scope. Whether this row is theirs, access.service decides. */
export const Allow = (scope: Scope, exception: Exception = {}) =>
  applyDecorators(
    RouteConfig({ permission: scope, ...exception }),
    ApiExtension('x-permission', scope),
    ApiCookieAuth(),
    ...(scope === 'account' ? [] : [ApiBearerAuth()]),
  );

/** The route answers anyone. */
export const Public = (exception: Exception = {}) =>
  applyDecorators(
    RouteConfig({ permission: 'public', ...exception }),
    ApiExtension('x-permission', 'public'),
  );

/**
 * Refuses to start where a route has no permission. It looks at Fastify's own table and not at Nest's,
 * because a plugin on the raw server passes by everything that Nest knows.
 */
export function requirePermissions(server: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  server.addHook('onRoute', (route) => {
    routes.push(route);
  });
  server.addHook('onReady', async () => {
    const open = routes.filter((route) => !route.config?.permission);
    if (open.length > 0) {
      const names = open.map((route) => `${String(route.method)} ${route.url}`).join(', ');
      throw new Error(`These routes declare no permission (@Allow or @Public): ${names}`);
    }
  });
}

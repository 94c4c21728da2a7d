import { fileURLToPath } from 'node:url';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { requirePermissions } from './permission.js';
import { sendProblem } from './problem.js';
import { SECURITY_HEADERS, sendSecurityHeaders } from './security-headers.js';
import { servePage } from './static-page.js';

/** Built web page; absent while only the API is being developed. */
export const WEB_ROOT = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

/** Fastify as every API process runs it. `behindProxy` follows PUBLIC_URL: behind TLS there is a proxy before us. */
export function createAdapter(logger: Logger, behindProxy: boolean): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    disableRequestLogging: true,
    // What is logged names its request by itself; a logger of its own for each costs more than it tells.
    childLoggerFactory: (parent: FastifyBaseLogger) => parent,
    // The last address of X-Forwarded-For is the proxy's word; those before it are whatever the sender made up.
    trustProxy: behindProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: 1 << 20,
    forceCloseConnections: true,
    // The slowest upload that is still meant: 100 MB at half a megabit a second. One that drips on ends here.
    requestTimeout: 30 * 60_000,
    routerOptions: { maxParamLength: 200 },
    // A path that cannot be decoded names nothing. It is answered before any hook.
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) =>
      sendProblem(request as FastifyRequest, (reply as FastifyReply).headers(SECURITY_HEADERS), error),
  });
}

/** Registers what comes before the features: permissions, headers, cookies, uploads, the page. */
export async function prepareServer(server: FastifyInstance, secure: boolean): Promise<void> {
  requirePermissions(server);
  sendSecurityHeaders(server, secure);
  await server.register(fastifyCookie);
  await server.register(fastifyMultipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: Number.POSITIVE_INFINITY },
  });
  await servePage(server, WEB_ROOT);
}

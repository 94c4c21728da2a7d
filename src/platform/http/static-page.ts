import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Serves the built page: files whose names carry a hash for ever, index.html for every address that the page
 * itself routes. Does nothing where the page was not built.
 */
export async function servePage(server: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return;
  const index = readFileSync(join(root, 'index.html'));
  await server.register(async (page) => {
    page.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' };
    });
    await page.register(fastifyStatic, {
      root: join(root, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
    });
    const sendIndex = (_request: FastifyRequest, reply: FastifyReply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(index);
    page.get('/', sendIndex);
    for (const name of ['favicon.svg', 'robots.txt', 'manifest.webmanifest']) {
      if (existsSync(join(root, name))) page.get(`/${name}`, (_request, reply) => reply.sendFile(name, root));
    }
    // Addresses of the page; /api and the probes have routes of their own, which are more specific.
    page.get('/*', (request, reply) => {
      if (/^\/(api|assets)(\/|$)/.test(request.url)) return reply.callNotFound();
      return sendIndex(request, reply);
    });
  });
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { serveErrorCatalogue } from './platform/http/error-catalogue.js';

/** The contract of the API as OpenAPI 3.1. */
export function createDocument(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Datathon')
    .setDescription(
      'Every error is application/problem+json with a code. Lists are {items, nextCursor}. Times are ISO 8601 in UTC. ' +
        'Sign in with a session cookie (POST /api/v1/auth/sign-in) or a personal access token (Authorization: Bearer).',
    )
    .setVersion('1')
    .addCookieAuth('datathon_session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal access token: dtk_…' })
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return withTypeNull(withProblems(document));
}

/** What every refusal looks like (RFC 9457); /api/docs/errors lists the codes. */
const PROBLEM = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'code', 'detail', 'params'],
  properties: {
    type: { type: 'string', description: 'Where this code is explained' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'For programs; it never changes' },
    detail: { type: 'string', description: 'What to do, in the language of Accept-Language' },
    params: { type: 'object', additionalProperties: true },
    errors: {
      type: 'array',
      description: 'Fields or lines that need mending',
      items: {
        type: 'object',
        required: ['code'],
        properties: {
          code: { type: 'string' },
          path: { type: 'string', description: 'Name of the field: phases.0.endsAt' },
          detail: { type: 'string' },
          count: { type: 'integer' },
          examples: {
            type: 'array',
            maxItems: 5,
            items: {
              type: 'object',
              required: ['line', 'value'],
              properties: { line: { type: ['integer', 'null'] }, value: { type: 'string' } },
              additionalProperties: true,
            },
          },
        },
      },
    },
  },
};

/** Every operation may refuse, and does it in one form; a client that is made from this document then knows it. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const schema = { $ref: '#/components/schemas/Problem' };
  const refusal = { description: 'Refused', content: { 'application/problem+json': { schema } } };
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (operation) operation.responses.default = refusal;
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM as never },
  };
  return document;
}

/** OpenAPI 3.1 has no `nullable`: a value that may be null has the type null too. Nest still writes the 3.0 form. */
function withTypeNull<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withTypeNull) as T;
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  const mapped = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, withTypeNull(value)]));
  if (nullable !== true) return mapped as T;
  if (typeof mapped.type === 'string') {
    const withNull = { ...mapped, type: [mapped.type, 'null'] };
    return (Array.isArray(mapped.enum) ? { ...withNull, enum: [...mapped.enum, null] } : withNull) as T;
  }
  return { anyOf: [mapped, { type: 'null' }] } as T;
}

/** Readable docs at /api/docs, the document itself at /api/v1/openapi.json. */
export function serveDocuments(app: NestFastifyApplication, server: FastifyInstance): void {
  const document = createDocument(app);
  serveErrorCatalogue(server);
  server.addHook('onRoute', (route) => {
    // Swagger's own pages are registered by Nest without a permission; they show nothing but the contract.
    if (route.url.startsWith('/api/docs') || route.url === '/api/v1/openapi.json') {
      route.config = { ...route.config, permission: 'public' };
    }
  });
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/v1/openapi.json',
    yamlDocumentUrl: 'api/docs/yaml',
  });
}

import type { FastifyInstance } from 'fastify';
import { errorKinds } from './domain-error.js';

/** Where the `type` of every problem points. */
export const CATALOGUE = '/api/docs/errors';

/** One page that says what every error code means, in both languages; `type` of a problem links to its line. */
export function serveErrorCatalogue(server: FastifyInstance): void {
  server.get(CATALOGUE, { config: { permission: 'public' } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(cataloguePage()),
  );
}

function cataloguePage(): string {
  const rows = errorKinds()
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(
      ({ code, status, texts }) =>
        `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td>` +
        `<td lang="en">${escapeHtml(texts.en)}</td><td lang="ko">${escapeHtml(texts.ko)}</td></tr>`,
    );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Errors</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}
th,td{border-top:1px solid #8888;padding:.5rem;text-align:left;vertical-align:top}tr:target{background:#ff82}</style></head>
<body><h1>Errors</h1><p>Every refusal is <code>application/problem+json</code> with one of these codes. Words in braces
are filled from <code>params</code>.</p><table><thead><tr><th scope="col">Code</th><th scope="col">Status</th>
<th scope="col">English</th><th scope="col">한국어</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></body></html>`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

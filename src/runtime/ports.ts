import { createServer } from 'node:net';

/** Undefined when a server can listen there, else the code of the system's refusal. */
export function whyNotListen(port: number, host = '127.0.0.1'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const address = server.address();
      server.close(() => resolve((address as { port: number }).port));
    });
  });
}

/** The port used last time if it is free, so that addresses stay as they were; else another one. */
export async function keptOrFreePort(last: number | undefined): Promise<number> {
  if (last !== undefined && (await whyNotListen(last)) === undefined) return last;
  return freePort();
}

import type { Client } from './client.js';

/** A stream of server-sent events as a program reads it. */
export interface Listening {
  headers: Headers;
  /** Names of the events so far, without heartbeats. */
  news(): string[];
  /** Everything that came, as text. */
  text(): string;
  /** Resolves with the next event of this name that nobody has waited for yet. */
  next(name: string, withinMs?: number): Promise<void>;
  /** Resolves when the server has ended the stream, and fails when it has not in time. */
  ended(withinMs?: number): Promise<void>;
  isOpen(): boolean;
  close(): void;
}

export async function listen(client: Client, path: string): Promise<Listening> {
  const abort = new AbortController();
  const headers = new Headers();
  if (client.cookies.size > 0) {
    headers.set('cookie', [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
  }
  const bearer = client.authorization();
  if (bearer) headers.set('authorization', bearer);
  const response = await fetch(client.address(path), { headers, signal: abort.signal });
  if (response.status !== 200) throw new Error(`stream: ${response.status} ${await response.text()}`);
  const names: string[] = [];
  let text = '';
  let taken = 0;
  let open = true;
  let wake: () => void = () => undefined;
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes as Uint8Array, { stream: true });
      names.length = 0;
      for (const [, name] of text.matchAll(/^event: (.*)\n/gm)) names.push(name ?? '');
      wake();
    }
  };
  const over = read()
    .catch(() => undefined)
    .finally(() => {
      open = false;
      wake();
    });
  return {
    headers: response.headers,
    news: () => names.filter((name) => name !== 'alive'),
    text: () => text,
    async next(name, withinMs = 15_000) {
      for (const until = Date.now() + withinMs; ; ) {
        const at = names.indexOf(name, taken);
        if (at >= 0) {
          taken = at + 1;
          return;
        }
        const left = until - Date.now();
        if (left <= 0 || !open) {
          throw new Error(
            `no ${name}${open ? ` within ${withinMs} ms` : ': the stream ended'}; so far: ${text}`,
          );
        }
        await Promise.race([
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
          pause(left),
        ]);
      }
    },
    async ended(withinMs = 10_000) {
      await Promise.race([over, pause(withinMs)]);
      if (open) throw new Error(`still open after ${withinMs} ms; so far: ${text}`);
    },
    isOpen: () => open,
    close: () => abort.abort(),
  };
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });

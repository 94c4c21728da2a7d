import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Answer, Client } from './client.js';
import { ROOT } from './stack.js';

export const OIDC_CLIENT = {
  clientId: 'datathon',
  clientSecret: 'a secret / with + signs that Basic has to encode',
};

export interface ProviderOptions {
  port: number;
  /** Where the platform answers: its callbacks are the only ones taken. */
  platform: string;
  keys: string[];
  /** Another name than where it answers. */
  issuer?: string;
  /** Tells no address, names people to everyone, and takes the secret in the body. */
  orcidLike?: boolean;
}

export interface Provider {
  issuer: string;
  /** What it says about a person from now on. */
  knows(login: string, claims: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Runs `oidc-provider` until it is stopped. */
export async function startProvider(options: ProviderOptions): Promise<Provider> {
  const issuer = options.issuer ?? `http://127.0.0.1:${options.port}`;
  const redirectUris = options.keys.map((key) => `${options.platform}/api/v1/auth/oidc/${key}/callback`);
  const child: ChildProcess = fork(join(ROOT, 'test/support/oidc-server.js'), {
    env: {
      ...process.env,
      OIDC_SERVER: JSON.stringify({ ...options, issuer, redirectUris }),
    },
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the provider ended with ${code}: ${complaint}`);
  });
  failed.catch(() => undefined);
  await Promise.race([once(child, 'message'), failed]);
  return {
    issuer,
    async knows(login, claims) {
      const heard = once(child, 'message');
      child.send({ login, claims });
      await Promise.race([heard, failed]);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export interface Journey {
  /** Who signs in there; the empty name turns back. */
  login: string;
  /** A page of ours to go to afterwards. */
  next?: string;
  /** What somebody does to the address on the way there, or on the way back. */
  onTheWay?: (url: URL) => void;
  onTheWayBack?: (url: URL) => void;
}

/** A browser's way to the provider up to the address that it is sent back to, which is not opened yet. */
export async function visitProvider(location: string, journey: Journey): Promise<string> {
  const there = new URL(location);
  journey.onTheWay?.(there);
  const browser = new Client({ url: there.origin });
  let at = there;
  for (let hops = 0; hops < 10; hops++) {
    if (at.pathname.startsWith('/interaction/')) at.searchParams.set('login', journey.login);
    const answer = await browser.get(at.pathname + at.search);
    const next = answer.headers.get('location');
    if (!next) throw new Error(`the provider answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    at = new URL(next, at);
    if (at.origin !== there.origin) break;
  }
  journey.onTheWayBack?.(at);
  return at.pathname + at.search;
}

/** All of it. @returns what our callback answers */
export async function signInWith(client: Client, key: string, journey: Journey): Promise<Answer> {
  const query = journey.next === undefined ? '' : `?next=${encodeURIComponent(journey.next)}`;
  const start = await client.get(`auth/oidc/${key}/start${query}`);
  const location = start.headers.get('location') ?? '';
  if (start.status !== 302 || !location.startsWith('http')) return start;
  return client.get(await visitProvider(location, journey));
}

/** Where an answer sends the browser. */
export const goesTo = (answer: Answer): string => `${answer.status} ${answer.headers.get('location')}`;

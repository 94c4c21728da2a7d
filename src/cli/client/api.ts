import { setTimeout as wait } from 'node:timers/promises';
import { inTheirLanguage } from '../../runtime/language.js';
import { Refusal } from '../../runtime/refusal.js';

/** Where the platform answers, and as whom we ask. */
export interface Api {
  url: string;
  token: string | undefined;
  language: 'ko' | 'en';
}

/** One wrong place in what was sent, as the server describes it. */
export interface ProblemDetail {
  code: string;
  path?: string;
  detail?: string;
  count?: number;
  examples?: { line: number | null; column?: string; value: string; problem?: string; suggestion?: string }[];
}

/** The server's refusal (RFC 9457). */
export interface ProblemBody {
  status: number;
  code: string;
  detail: string;
  errors?: ProblemDetail[];
}

export class Problem extends Error {
  constructor(
    readonly body: ProblemBody,
    /** Seconds after which the server wants to be asked again. */
    readonly retryAfter: number | null = null,
  ) {
    super(body.detail);
  }
}

/** No answer came, or it broke off. */
export class Unreachable extends Error {}

export interface Sending {
  json?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
}

export const say = (en: string, ko: string): string => inTheirLanguage(process.env, en, ko);

export function openApi(options: { url?: string; token?: string }, env: NodeJS.ProcessEnv): Api {
  const url = options.url || env.DATATHON_URL || 'http://127.0.0.1:3000';
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Refusal(
      say(
        `"${url}" is not an address: --url or DATATHON_URL is one such as https://datathon.example.org.`,
        `"${url}"은(는) 주소가 아니에요. --url이나 DATATHON_URL에 https://datathon.example.org 같은 주소를 적어 주세요.`,
      ),
    );
  }
  const token = options.token || env.DATATHON_TOKEN || undefined;
  return { url: url.replace(/\/+$/, ''), token, language: inTheirLanguage(env, 'en', 'ko') as 'ko' | 'en' };
}

/**
 * Asks the platform. `path` is below /api/v1, or a path that the platform gave.
 * @throws Problem for every answer that is no success, Unreachable without one
 */
export async function ask(api: Api, method: string, path: string, sending: Sending = {}): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': api.language, ...sending.headers };
  if (api.token) headers.authorization = `Bearer ${api.token}`;
  if (sending.json !== undefined) headers['content-type'] = 'application/json';
  const address = `${api.url}${path.startsWith('/') ? path : `/api/v1/${path}`}`;
  const body = sending.json === undefined ? sending.form : JSON.stringify(sending.json);
  // With any other way of redirecting, fetch keeps a copy of all it sends: a large file would fill the memory.
  const redirect = sending.form ? 'error' : 'manual';
  const response = await fetch(address, { method, headers, body, redirect }).catch((error) => {
    throw new Unreachable(
      say(
        `${api.url} does not answer (${reason(error)}). Check the address and the network.`,
        `${api.url}에서 응답이 없어요(${reason(error)}). 주소와 네트워크를 확인해 주세요.`,
      ),
    );
  });
  if (!response.ok) throw await problemOf(api, response);
  return response;
}

export async function askJson<T>(api: Api, method: string, path: string, sending?: Sending): Promise<T> {
  const response = await ask(api, method, path, sending);
  try {
    return (await response.json()) as T;
  } catch (error) {
    // Cut off, or something else than the platform answers at this address.
    throw new Unreachable(
      say(
        `What ${api.url} answered is not the platform's, or broke off (${reason(error)}).`,
        `${api.url}의 응답이 끊겼거나 이 플랫폼의 응답이 아니에요(${reason(error)}).`,
      ),
    );
  }
}

/** All rows of a list, page after page, in the form of one page. */
export async function askAll<T>(api: Api, path: string): Promise<{ items: T[]; nextCursor: null }> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) });
    const page: { items: T[]; nextCursor: string | null } = await askJson(api, 'GET', `${path}?${query}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return { items, nextCursor: null };
}

const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000];

/** Whether the same request may succeed in a moment. */
export const passes = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Problem && [502, 503, 504].includes(error.body.status));

/** Does it again after what passes by itself, for about forty seconds. Only for what may safely be done twice. */
export async function insist<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      const pause = PAUSES[attempt];
      if (pause === undefined || !passes(error)) throw error;
      const asked = error instanceof Problem && error.retryAfter ? error.retryAfter * 1_000 : 0;
      tell(say(`${(error as Error).message} Trying again …`, `${(error as Error).message} 다시 시도해요 …`));
      await wait(Math.min(30_000, Math.max(pause, asked)));
    }
  }
}

/** For people; what programs read goes to standard output. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function problemOf(api: Api, response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  const after = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(after) && after > 0 ? after : null;
  if (/problem\+json/.test(response.headers.get('content-type') ?? '')) {
    try {
      return new Problem(JSON.parse(text) as ProblemBody, retryAfter);
    } catch {
      // Cut off: what is known is the status.
    }
  }
  const { status } = response;
  const elsewhere = response.headers.get('location');
  const detail = elsewhere
    ? say(
        `${api.url} sends us on to ${elsewhere}. Use the address of the platform itself.`,
        `${api.url}이(가) ${elsewhere}(으)로 보내요. 플랫폼의 주소를 바로 써 주세요.`,
      )
    : say(`${api.url} answered with status ${status}.`, `${api.url}에서 상태 ${status}로 응답했어요.`);
  return new Problem({ status, code: 'NOT_THE_PLATFORM', detail }, retryAfter);
}

/** `fetch failed` says nothing; what lies behind it does. */
export function reason(error: unknown): string {
  const { cause, message, code } = error as {
    cause?: Error & { code?: string };
    message?: string;
    code?: string;
  };
  return cause?.code ?? code ?? cause?.message ?? message ?? String(error);
}

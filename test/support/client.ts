import { randomBytes } from 'node:crypto';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
type Loose = any;

/** What came back. `body` is parsed JSON where it is JSON, else text; null when empty. */
export interface Answer {
  status: number;
  body: Loose;
  headers: Headers;
}

/** Where the platform answers; what `startStack()` returns has it. */
export interface Place {
  url: string;
}

export interface Sending {
  headers?: Record<string, string>;
}

/** A tiny browser: keeps its cookies, or sends a bearer token. Paths are relative to /api/v1 unless they begin with /. */
export class Client {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly place: Place,
    private readonly bearer?: string,
  ) {}

  get = (path: string, sending?: Sending) => this.send('GET', path, undefined, sending);
  post = (path: string, body?: unknown, sending?: Sending) => this.send('POST', path, body, sending);
  put = (path: string, body?: unknown, sending?: Sending) => this.send('PUT', path, body, sending);
  patch = (path: string, body?: unknown, sending?: Sending) => this.send('PATCH', path, body, sending);
  delete = (path: string, sending?: Sending) => this.send('DELETE', path, undefined, sending);

  /** @param body FormData, Buffer and text go as they are, anything else as JSON */
  async send(method: string, path: string, body?: unknown, sending: Sending = {}): Promise<Answer> {
    const headers = new Headers(sending.headers);
    if (this.bearer && !headers.has('authorization')) headers.set('authorization', `Bearer ${this.bearer}`);
    if (this.cookies.size > 0 && !headers.has('cookie')) {
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await fetch(this.address(path), {
      method,
      headers,
      body: payload(body, headers),
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return { status: response.status, body: await parsed(response), headers: response.headers };
  }

  /** For requests that are not sent through this client, such as streams. */
  authorization(): string | undefined {
    return this.bearer && `Bearer ${this.bearer}`;
  }

  /** The same person in another place or with the same cookies in another jar. */
  copy(place: Place = this.place): Client {
    const copy = new Client(place, this.bearer);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  address(path: string): string {
    return `${this.place.url.replace(/\/$/, '')}${path.startsWith('/') ? path : `/api/v1/${path}`}`;
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const at = pair.indexOf('=');
    const expired = attributes.some((one) => {
      const [name = '', value = ''] = one.split('=');
      return name.toLowerCase() === 'expires' && new Date(value).getTime() <= Date.now();
    });
    if (expired) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function payload(body: unknown, headers: Headers): RequestInit['body'] {
  if (body === undefined) return undefined;
  if (body instanceof FormData || body instanceof Uint8Array || typeof body === 'string') {
    return body as RequestInit['body'];
  }
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return JSON.stringify(body);
}

async function parsed(response: Response): Promise<Loose> {
  const text = await response.text();
  if (text === '') return null;
  return /[/+]json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}

export const PASSWORD = 'correct horse battery';

/** A person who is signed in with a cookie. */
export interface Person extends Client {
  id: string;
  email: string;
  name: string;
}

/** Makes an account with an address of its own and signs in. Its password is PASSWORD. */
export async function signUp(place: Place, name: string): Promise<Person> {
  const client = new Client(place);
  const { body: consent } = await client.get('auth/consent');
  const email = `person-${randomBytes(6).toString('hex')}@example.org`;
  const answer = await client.post('auth/sign-up', {
    email,
    name,
    password: PASSWORD,
    locale: 'en',
    consentVersion: consent.version,
  });
  if (answer.status !== 201) throw new Error(`sign-up: ${answer.status} ${JSON.stringify(answer.body)}`);
  return Object.assign(client, { id: answer.body.id as string, email, name });
}

/** A program with a personal access token of that person. */
export async function withToken(
  person: Client,
  scopes: ('read' | 'submit' | 'organize')[],
): Promise<Client & { tokenId: string }> {
  const answer = await person.post('me/tokens', { name: 'test', scopes });
  if (answer.status !== 201) throw new Error(`token: ${answer.status} ${JSON.stringify(answer.body)}`);
  const client = new Client(person.place, answer.body.token as string);
  return Object.assign(client, { tokenId: answer.body.id as string });
}

import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
  messageId: string;
  /** Envelope, which decides who gets it. */
  to: string[];
  raw: string;
  /** Whether it came encrypted, and who had signed in. */
  isEncrypted: boolean;
  user: string | undefined;
}

/** How the server answers; the defaults take everything. Throw `refusal(…)` to refuse. */
export interface Manners {
  mailFrom?(address: string): void;
  rcptTo?(address: string): void;
  /** Before a message is taken; it may wait. */
  data?(raw: string): void | Promise<void>;
}

export interface SmtpPost {
  url: string;
  received: Received[];
  manners: Manners;
  /** Connections that are open now. */
  connections(): number;
  to(address: string): Received[];
  parse(one: Received | undefined): Promise<Email>;
  /** Closes the port, as a server that is away; the same port opens again. */
  close(): Promise<void>;
  open(): Promise<void>;
}

export const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** A mail server as installations have one. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<SmtpPost> {
  let server = make();
  let port = 0;
  const post: SmtpPost = {
    url: '',
    received: [],
    manners: {},
    connections: () => server.connections.size,
    to: (address) => post.received.filter(({ to }) => to.includes(address)),
    parse: (one) => PostalMime.parse(one?.raw ?? ''),
    close: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) {
          (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
        }
        server.close(resolve);
      }),
    async open() {
      server = make();
      await listen();
    },
  };
  await listen();
  post.url = `smtp://127.0.0.1:${port}`;
  return post;

  function listen(): Promise<void> {
    return new Promise((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        port = (server.server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  function make(): SMTPServer {
    const made = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onMailFrom: ({ address }, _session, done) => attempt(() => post.manners.mailFrom?.(address), done),
      onRcptTo: ({ address }, _session, done) => attempt(() => post.manners.rcptTo?.(address), done),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          try {
            await post.manners.data?.(raw);
          } catch (error) {
            done(error as Error);
            return;
          }
          // Counted as received when it is taken, whether or not the sender hears of it.
          post.received.push({
            messageId: /^Message-ID: (.*)$/im.exec(raw)?.[1] ?? '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw,
            isEncrypted: session.secure,
            user: session.user,
          });
          done();
        });
      },
      ...options,
    });
    made.on('error', () => undefined);
    return made;
  }
}

function attempt(action: () => void, done: (error?: Error | null) => void): void {
  try {
    action();
    done();
  } catch (error) {
    done(error as Error);
  }
}

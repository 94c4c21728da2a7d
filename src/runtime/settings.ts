import { ConfigError, readConfig } from '../platform/config/config.js';
import { freePort, whyNotListen } from './ports.js';
import { Refusal } from './refusal.js';

export interface UpSettings {
  production: boolean;
  /** The built-in PostgreSQL, not the person's own. */
  embedded: boolean;
  host: string;
  port: number;
  /** What people type. */
  publicUrl: string;
  /** How this machine itself reaches the API. */
  localUrl: string;
  /** Where mails are kept and shown; null where they are sent, or nobody could see them. */
  mailboxUrl: string | null;
  /** Mails are neither sent nor shown anywhere. */
  mailsHidden: boolean;
}

/** The settings of `up`; in production nothing is made up, so all that is missing is named at once. */
export async function readUpSettings(env: NodeJS.ProcessEnv): Promise<UpSettings> {
  const problems = new Set<string>();
  const production = env.NODE_ENV === 'production';
  for (const role of ['api', 'worker'] as const) {
    for (const line of problemsOf(role, env)) problems.add(line);
  }
  if (production && !env.DATABASE_URL) problems.add('DATABASE_URL must be set when NODE_ENV is production.');
  if (problems.size) throw new Refusal([...problems].join('\n'));
  const host = env.HOST || '127.0.0.1';
  const port = Number(env.PORT || 3000) || (await freePort(host));
  const localUrl = `http://${inUrl(reachable(host))}:${port}`;
  const publicUrl = env.PUBLIC_URL || `http://${inUrl(host)}:${port}`;
  const { mailbox, mailsHidden } = readConfig('api', { ...env, PUBLIC_URL: publicUrl });
  return {
    production,
    embedded: !env.DATABASE_URL,
    host,
    port,
    publicUrl,
    localUrl,
    mailboxUrl: mailbox && /^(127\.|localhost$|::1$)/.test(reachable(host)) ? `${localUrl}/mails` : null,
    mailsHidden,
  };
}

function problemsOf(role: 'api' | 'worker', env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(role, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

/** "Every address" is no address that one can ask. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

export async function refusePort({ host, port }: UpSettings): Promise<void> {
  const code = await whyNotListen(port, host);
  if (code === undefined) return;
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program. Stop that one, or set PORT to another number, for example PORT=${port + 1}.`,
    EACCES: `This user may not use port ${port}. Set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one it has, such as 127.0.0.1.`,
    ENOTFOUND: `The name ${host} is not known here. Set HOST to an address of this machine, such as 127.0.0.1.`,
  };
  throw new Refusal(reasons[code] ?? `Port ${port} of ${host} cannot be used (${code}).`);
}

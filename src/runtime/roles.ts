import { scryptSync } from 'node:crypto';
import pg from 'pg';
import { Refusal } from './refusal.js';

/** The passwords of the roles; those without one are left alone. */
export interface RolePasswords {
  migrator?: string;
  api: string;
  worker: string;
  executor?: string;
}

export const ROLE = {
  migrator: 'datathon_migrator',
  api: 'datathon_api',
  worker: 'datathon_worker',
  executor: 'datathon_executor',
} as const;
const DATABASE = 'datathon';

export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that goes away is told by the query that fails; an unheard event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Makes the roles that the processes sign in as, or gives those that exist these passwords. */
export async function ensureRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const role of ['migrator', 'api', 'worker', 'executor'] as const) {
      const password = passwords[role];
      if (password !== undefined) await ensureRole(client, ROLE[role], password);
    }
  });
}

async function ensureRole(client: pg.Client, name: string, password: string) {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = found.rowCount ? 'ALTER' : 'CREATE';
  await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}

/** Makes the database that the migrator owns. Nobody else may enter it than the roles. */
export async function ensureDatabase(adminUrl: string, name = DATABASE, template?: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    const database = client.escapeIdentifier(name);
    const copy = template ? ` TEMPLATE ${client.escapeIdentifier(template)}` : '';
    if (!found.rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${ROLE.migrator}${copy}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${ROLE.api}, ${ROLE.worker}`);
    const executor = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [ROLE.executor]);
    if (executor.rowCount) await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${ROLE.executor}`);
  });
}

/** The same server and database, signed in to as somebody else. */
export function signedInAs(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = encodeURIComponent(password);
  return changed.href;
}

export interface DatabaseUrls {
  migrator: string;
  api: string;
  worker: string;
  /** Null: no process executes notebooks on this database. */
  executor: string | null;
}

/** The addresses for a server that the person runs: those that were given, and made-up roles for the others. */
export function externalUrls(
  env: NodeJS.ProcessEnv,
  fallback: { api: string; worker: string; executor: string },
): DatabaseUrls & { executor: string; passwords: { api: string; worker: string; executor: string } } {
  const migrator = env.DATABASE_URL ?? '';
  const passwords = passwordsFrom(migrator) ?? fallback;
  const api = env.DATABASE_API_URL || signedInAs(migrator, ROLE.api, passwords.api);
  const worker = env.DATABASE_WORKER_URL || signedInAs(migrator, ROLE.worker, passwords.worker);
  const executor = env.DATABASE_EXECUTOR_URL || signedInAs(migrator, ROLE.executor, passwords.executor);
  return { migrator, api, worker, executor, passwords };
}

/** Makes the roles whose addresses were not given, through `DATABASE_URL` where it may make roles. */
export async function externalDatabase(
  env: NodeJS.ProcessEnv,
  fallback: { api: string; worker: string; executor: string },
): Promise<DatabaseUrls> {
  if (!URL.canParse(env.DATABASE_URL ?? '')) {
    throw new Refusal(
      'DATABASE_URL must be an address such as postgresql://user:password@host:5432/database.',
    );
  }
  const { migrator, api, worker, executor, passwords } = externalUrls(env, fallback);
  await reach('DATABASE_URL', migrator);
  const missing = (['api', 'worker'] as const).filter((role) => !env[`DATABASE_${role.toUpperCase()}_URL`]);
  for (const role of missing) {
    const url = role === 'api' ? api : worker;
    if (!(await canSignIn(url))) await makeRole(migrator, role, passwords[role]);
    if (!(await canSignIn(url))) throw new Refusal(howToMakeRoles('its password was not accepted'));
  }
  // Without this role everything works but notebooks.
  if (!env.DATABASE_EXECUTOR_URL && !(await canSignIn(executor)))
    await makeRole(migrator, 'executor', passwords.executor).catch(() => undefined);
  return { migrator, api, worker, executor: (await canSignIn(executor)) ? executor : null };
}

/**
 * Made from the migrator's own password, so that every home of the same server has the same ones
 * and the start of one does not lock out another.
 */
function passwordsFrom(migratorUrl: string): { api: string; worker: string; executor: string } | undefined {
  const { password } = new URL(migratorUrl);
  if (!password) return undefined;
  const made = (role: string) => scryptSync(password, `datathon ${role}`, 24).toString('base64url');
  return { api: made(ROLE.api), worker: made(ROLE.worker), executor: made(ROLE.executor) };
}

async function reach(setting: string, url: string) {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
  } catch (error) {
    throw new Refusal(
      `The database of ${setting} cannot be reached: ${reasonOf(error)}. Check the address and that PostgreSQL runs.`,
    );
  }
}

async function canSignIn(url: string): Promise<boolean> {
  return withClient(url, (client) => client.query('SELECT 1')).then(
    () => true,
    () => false,
  );
}

async function makeRole(url: string, role: 'api' | 'worker' | 'executor', password: string) {
  try {
    await withClient(url, async (client) => {
      await ensureRole(client, ROLE[role], password);
      const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
      const database = client.escapeIdentifier(rows[0]?.name ?? DATABASE);
      await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${ROLE[role]}`);
    });
  } catch (error) {
    throw new Refusal(howToMakeRoles(reasonOf(error)));
  }
}

function howToMakeRoles(reason: string): string {
  return (
    `The roles of the API and the worker could not be made through DATABASE_URL (${reason}). ` +
    `Run as an administrator of that server: CREATE ROLE ${ROLE.api} LOGIN PASSWORD '...'; ` +
    `CREATE ROLE ${ROLE.worker} LOGIN PASSWORD '...'; and set DATABASE_API_URL and DATABASE_WORKER_URL to sign in as them.`
  );
}

function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || 'no reason was given';
}

/**
 * For an empty server of one's own, with an administrator's address: makes the roles that the three
 * addresses in `env` sign in as, and the database.
 */
export async function bootstrapDatabase(adminUrl: string, env: NodeJS.ProcessEnv): Promise<void> {
  const passwordIn = (name: string): string => {
    const url = env[name];
    const password = url && decodeURIComponent(new URL(url).password);
    if (!password) throw new Refusal(`${name} must be set, with a password, to make its role.`);
    return password;
  };
  await ensureRoles(adminUrl, {
    migrator: passwordIn('DATABASE_URL'),
    api: passwordIn('DATABASE_API_URL'),
    worker: passwordIn('DATABASE_WORKER_URL'),
    ...(env.DATABASE_EXECUTOR_URL ? { executor: passwordIn('DATABASE_EXECUTOR_URL') } : {}),
  });
  await ensureDatabase(adminUrl, new URL(env.DATABASE_URL ?? '').pathname.slice(1) || DATABASE);
}

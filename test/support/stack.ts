import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { executorCommand } from '../../src/runtime/executor-command.js';
import { freePort } from '../../src/runtime/ports.js';
import { end, lastLines } from '../../src/runtime/processes.js';
import { ensureDatabase, withClient } from '../../src/runtime/roles.js';
import { databaseUrls, type Services, startServicesIn } from '../../src/runtime/services.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DEMO_PASSWORD = 'demo-password-of-the-tests';

export interface StackOptions {
  apis?: number;
  workers?: number;
  /** A process that executes notebooks, in the environments of DATATHON_ENVIRONMENTS. */
  executor?: boolean;
  /** Added to what every process is told. */
  env?: NodeJS.ProcessEnv;
  /** From `startServices()`, for tests that kill them; else the run's own PostgreSQL and Redis. */
  services?: PrivateServices;
}

export interface Stack {
  /** The first API. */
  url: string;
  urls: string[];
  workerUrls: string[];
  /** As the migrator, which owns every table: for looking and for preparing. */
  databaseUrl: string;
  databaseApiUrl: string;
  databaseWorkerUrl: string;
  databaseExecutorUrl: string;
  redisUrl: string;
  redisPrefix: string;
  home: string;
  demoPassword: string;
  /** What the processes are told, for commands such as `runCli`. */
  env: NodeJS.ProcessEnv;
  api: ChildProcess[];
  worker: ChildProcess[];
  /** Asks the database as its owner. */
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  killApi(index?: number): Promise<void>;
  killWorker(index?: number): Promise<void>;
  /** kill -9 of the process itself, not of what it was started by. */
  killExecutor(): Promise<void>;
  executorPid(): number;
  restartExecutor(): Promise<void>;
  /** On the same port, after a kill or instead of one; the stop before it is a SIGTERM. */
  restartApi(index?: number): Promise<void>;
  restartWorker(index?: number): Promise<void>;
  /** The end of a process's log, for a test that wants to see what was said. */
  log(role: 'api' | 'worker' | 'executor', index?: number): string;
  stop(): Promise<void>;
}

/** The built API and workers on free ports, with a database, a queue prefix and a home of their own. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { apis = 1, workers = 1 } = options;
  const name = `t_${randomBytes(5).toString('hex')}`;
  const base = options.services ?? runServices();
  await ensureDatabase(base.adminUrl, name, base.template);
  const adminUrl = new URL(base.adminUrl);
  adminUrl.pathname = `/${name}`;
  const database = databaseUrls(adminUrl.href, base.passwords);
  const home = join(base.dir, name);
  mkdirSync(home, { recursive: true });
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    DATATHON_HOME: home,
    DATATHON_SECRET: 'a-secret-that-only-tests-have-0123456789',
    DATATHON_DEMO_PASSWORD: DEMO_PASSWORD,
    DATATHON_REDIS_PREFIX: name,
    DATATHON_PARENT_PIPE: '1',
    REDIS_URL: base.redisUrl,
    ...options.env,
  };
  const ports = await distinctPorts(apis + workers);
  const publicUrl = options.env?.PUBLIC_URL ?? `http://127.0.0.1:${ports[0]}`;
  const api = await Promise.all(
    ports.slice(0, apis).map((port, index) =>
      startServer('main.js', join(home, `api-${index}.log`), `http://127.0.0.1:${port}`, {
        ...env,
        PORT: String(port),
        PUBLIC_URL: publicUrl,
        DATABASE_API_URL: database.api,
      }),
    ),
  );
  const worker = await Promise.all(
    ports.slice(apis).map((port, index) =>
      startServer('worker.js', join(home, `worker-${index}.log`), `http://127.0.0.1:${port}`, {
        ...env,
        WORKER_PORT: String(port),
        PUBLIC_URL: publicUrl,
        DATABASE_WORKER_URL: database.worker,
      }),
    ),
  );
  const executor = options.executor ? [await startExecutor(home, env, database.executor)] : [];
  const pool = new pg.Pool({ connectionString: database.migrator, max: 4 });
  pool.on('error', () => undefined);
  const children = (servers: Server[]) => servers.map((server) => server.child);
  return {
    url: api[0]?.url ?? '',
    urls: api.map((server) => server.url),
    workerUrls: worker.map((server) => server.url),
    databaseUrl: database.migrator,
    databaseApiUrl: database.api,
    databaseWorkerUrl: database.worker,
    databaseExecutorUrl: database.executor,
    redisUrl: base.redisUrl,
    redisPrefix: name,
    home,
    demoPassword: String(env.DATATHON_DEMO_PASSWORD),
    env: {
      ...env,
      DATABASE_URL: database.migrator,
      DATABASE_API_URL: database.api,
      DATABASE_WORKER_URL: database.worker,
      PUBLIC_URL: publicUrl,
    },
    get api() {
      return children(api);
    },
    get worker() {
      return children(worker);
    },
    query: async <T extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await pool.query<T>(text, values)).rows,
    killApi: (index = 0) => end(api[index]!.child, 'SIGKILL', 0),
    killWorker: (index = 0) => end(worker[index]!.child, 'SIGKILL', 0),
    killExecutor: async () => {
      process.kill(nodeOf(executor[0]!.child), 'SIGKILL');
      await end(executor[0]!.child, 'SIGKILL', 5_000);
    },
    executorPid: () => nodeOf(executor[0]!.child),
    restartExecutor: () => executor[0]!.restart(),
    restartApi: (index = 0) => api[index]!.restart(),
    restartWorker: (index = 0) => worker[index]!.restart(),
    log: (role, index = 0) => lastLines(join(home, `${role}-${index}.log`), 200),
    async stop() {
      await Promise.all(
        [...api, ...worker, ...executor].map((server) => end(server.child, 'SIGTERM', 15_000)),
      );
      await pool.end();
      const drop = (client: pg.Client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      // A test that killed its services has nothing left to tidy up.
      await withClient(base.adminUrl, drop).catch(() => undefined);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** As \`up\` starts it: as root, in a view of its own in which the home's secrets do not exist. */
async function startExecutor(home: string, env: NodeJS.ProcessEnv, databaseUrl: string): Promise<Server> {
  const port = await freePort();
  const environments = env.DATATHON_ENVIRONMENTS ?? join(homedir(), '.cache', 'datathon', 'environments');
  const told = {
    PATH: env.PATH,
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    DATATHON_HOME: home,
    DATATHON_ENVIRONMENTS: environments,
    DATATHON_PARENT_PIPE: '1',
    DATABASE_EXECUTOR_URL: databaseUrl,
    EXECUTOR_PORT: String(port),
    EXECUTOR_SLOTS: '2',
  };
  const program = executorCommand({ root: ROOT.replace(/\/$/, ''), home, environments });
  return startProgram(program, join(home, 'executor-0.log'), `http://127.0.0.1:${port}`, told);
}

/** Of what was started, the process that runs our code: itself, or the one below bubblewrap. */
function nodeOf(child: ChildProcess): number {
  const below = (pid: number): number[] =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  for (let pid = child.pid ?? 0; ; ) {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith('node')) return pid;
    const [next] = below(pid);
    if (!next) throw new Error('the executing process is not there');
    pid = next;
  }
}

interface Server {
  url: string;
  child: ChildProcess;
  restart(): Promise<void>;
}

async function startServer(
  file: string,
  logFile: string,
  url: string,
  env: NodeJS.ProcessEnv,
): Promise<Server> {
  const args = ['--enable-source-maps', join(ROOT, 'dist/src', file)];
  return startProgram({ command: process.execPath, args }, logFile, url, env);
}

async function startProgram(
  { command, args }: { command: string; args: string[] },
  logFile: string,
  url: string,
  env: NodeJS.ProcessEnv,
): Promise<Server> {
  const start = async () => {
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {
      cwd: ROOT,
      env,
      stdio: ['pipe', log, log],
    });
    closeSync(log);
    child.stdin?.on('error', () => undefined);
    await untilAnswers(`${url}/readyz`, child, () => `${command}:\n${lastLines(logFile, 40)}`);
    return child;
  };
  const server: Server = {
    url,
    child: await start(),
    async restart() {
      await end(server.child, 'SIGTERM', 15_000);
      server.child = await start();
    },
  };
  return server;
}

async function untilAnswers(url: string, child: ChildProcess, log: () => string) {
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(40)) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`ended before it was ready: ${log()}`);
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  child.kill('SIGKILL');
  throw new Error(`not ready after a minute: ${log()}`);
}

async function distinctPorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** What `startStack` needs to know about a PostgreSQL and a Redis. */
interface Base {
  dir: string;
  adminUrl: string;
  redisUrl: string;
  template: string;
  passwords: Services['passwords'];
}

function runServices(): Base {
  const told = process.env;
  if (!told.DATATHON_TEST_ADMIN_URL) {
    throw new Error('These tests need services: run jest with --config jest.e2e.config.js');
  }
  return {
    dir: told.DATATHON_TEST_DIR ?? '',
    adminUrl: told.DATATHON_TEST_ADMIN_URL,
    redisUrl: told.DATATHON_TEST_REDIS_URL ?? '',
    template: told.DATATHON_TEST_TEMPLATE ?? '',
    passwords: JSON.parse(told.DATATHON_TEST_PASSWORDS ?? '{}'),
  };
}

export interface PrivateServices extends Services {
  dir: string;
  template: string;
}

/** A PostgreSQL and a Redis for one test that kills and restarts them; durable, as in an installation. */
export async function startServices(): Promise<PrivateServices> {
  const dir = join(runServices().dir, `services-${randomBytes(4).toString('hex')}`);
  const services = await startServicesIn(dir);
  const template = 'template_private';
  const { migrator } = await services.createDatabase(template);
  const { code, output } = await runCli(['migrate'], {
    ...process.env,
    DATABASE_URL: migrator,
    DATATHON_HOME: dir,
  });
  if (code !== 0) throw new Error(output);
  return { ...services, dir, template };
}

/** Runs the built `datathon` to its end. `output` is both streams together; `stdout` is what a program would read. */
export async function runCli(
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ code: number | null; stdout: string; output: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/src/cli.js'), ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
    output += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    output += text.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, output };
}

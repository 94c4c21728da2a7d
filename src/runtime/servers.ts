import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './connection.js';
import { freePort } from './ports.js';
import type { Program } from './processes.js';
import { Refusal } from './refusal.js';
import type { DatabaseUrls } from './roles.js';
import { keep, label, type Run } from './run.js';

const NODE = process.execPath;

/** Starts the API and a worker, and returns the settings that they have in common. */
export async function startServers(
  run: Run,
  env: NodeJS.ProcessEnv,
  database: DatabaseUrls,
  redis: string,
  demoPassword: string | undefined,
): Promise<NodeJS.ProcessEnv> {
  const common = childEnvironment(run, env, redis, demoPassword);
  const port = Number(env.WORKER_PORT) || (await freePort());
  const api = { ...common, DATABASE_API_URL: database.api };
  // A worker signs nobody in.
  const { DATATHON_SECRET, DATATHON_DEMO_PASSWORD, OIDC_PROVIDERS, OIDC_CLIENT_SECRET, ...forWorkers } =
    common as NodeJS.ProcessEnv;
  const worker = { ...forWorkers, DATABASE_WORKER_URL: database.worker, WORKER_PORT: String(port) };
  const workerHost = new URL(run.settings.localUrl).hostname;
  const text = label(
    'Starting the API and a worker',
    'The API and a worker are running',
    'API와 작업자가 실행 중입니다',
  );
  await run.progress.step(text, () =>
    Promise.all([
      keep(run, serverProgram(run, 'api', `${run.settings.localUrl}/readyz`, api)),
      keep(run, serverProgram(run, 'worker', `http://${workerHost}:${port}/readyz`, worker)),
    ]),
  );
  return common;
}

/** What the API and the worker are told. The migrator's address is not among it. */
function childEnvironment(run: Run, env: NodeJS.ProcessEnv, redis: string, demoPassword: string | undefined) {
  const { DATABASE_URL, DATABASE_API_URL, DATABASE_WORKER_URL, DATATHON_UP_BEGAN, ...rest } = env;
  return {
    ...rest,
    HOST: run.settings.host,
    PORT: String(run.settings.port),
    PUBLIC_URL: run.settings.publicUrl,
    DATATHON_HOME: run.home.dir,
    DATATHON_SECRET: env.DATATHON_SECRET || run.home.secrets.secret,
    REDIS_URL: redis,
    DATATHON_PARENT_PIPE: '1',
    ...(demoPassword ? { DATATHON_DEMO_PASSWORD: demoPassword } : {}),
  };
}

function serverProgram(run: Run, role: 'api' | 'worker', readyUrl: string, env: NodeJS.ProcessEnv): Program {
  return {
    name: role === 'api' ? 'API' : 'worker',
    command: NODE,
    args: ['--enable-source-maps', join(ROOT, 'dist', 'src', role === 'api' ? 'main.js' : 'worker.js')],
    cwd: ROOT,
    env,
    logFile: run.home.path('logs', `${role}.log`),
    stopSignal: 'SIGTERM',
    stopPatienceMs: 20_000,
    ready: () => isReady(readyUrl),
    readyPatienceMs: 120_000,
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** On the first start, and again when another password was given for it. */
export async function loadDemo(run: Run, env: NodeJS.ProcessEnv, password: string): Promise<void> {
  const { hostname, port, pathname } = new URL(env.DATABASE_API_URL ?? '');
  const where = run.settings.embedded ? 'built in' : `${hostname}:${port}${pathname}`;
  const mark = createHash('sha256').update(`${where} ${password}`).digest('hex').slice(0, 16);
  if (run.home.remembered().demo === mark) return;
  if (!existsSync(join(ROOT, 'dist', 'src', 'cli', 'demo.js'))) {
    process.stderr.write('There is no demo event in this build.\n');
    return;
  }
  await run.progress.step(
    label('Loading the demo event', 'The demo event is loaded', '데모 행사를 준비했습니다'),
    async () => {
      const args = [join(ROOT, 'dist', 'src', 'cli.js'), 'demo', 'load'];
      const child = spawn(NODE, args, { cwd: ROOT, env, stdio: ['pipe', 'ignore', 'pipe'] });
      run.helper = child;
      let told = '';
      child.stderr.on('data', (text: Buffer) => {
        told += text.toString();
      });
      const code = await new Promise((resolve) => child.once('close', resolve));
      run.helper = undefined;
      if (code !== 0) throw new Refusal(`The demo event could not be loaded: ${told.trim()}`);
      run.home.remember({ demo: mark });
    },
  );
}

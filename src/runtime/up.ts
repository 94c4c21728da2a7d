import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { embeddedUrls, homeDir, ROOT } from './connection.js';
import { forgetChild, type Home, lockHome, openHome, recordChild, stopLeftChildren } from './home.js';
import { inTheirLanguage } from './language.js';
import { whenLauncherIsGone } from './launcher.js';
import { freePort, keptOrFreePort } from './ports.js';
import { clusterDir, preparePostgres, superuserUrl } from './postgres.js';
import {
  keepLogSmall,
  type Program,
  StartFailure,
  type Supervised,
  supervise,
  type Watcher,
} from './processes.js';
import { type Progress, progressOn } from './progress.js';
import { findOrInstallRedis, redisAnswers, redisProgram, redisUrl } from './redis.js';
import { Refusal } from './refusal.js';
import { type DatabaseUrls, ensureDatabase, ensureRoles, externalDatabase } from './roles.js';
import { readUpSettings, refusePort, type UpSettings } from './settings.js';

/** What is running, in the order in which it was started. */
interface Run {
  settings: UpSettings;
  home: Home;
  progress: Progress;
  running: Supervised[];
  /** A command that is running to its end. */
  helper?: ChildProcess;
  stopping: boolean;
}

const NODE = process.execPath;
const say = (en: string, ko: string) => inTheirLanguage(process.env, en, ko);

const label = (doing: string, en: string, ko: string) => ({ doing, done: say(en, ko) });

/** Starts everything and stays until it is told to stop. */
export async function bringUp(env: NodeJS.ProcessEnv): Promise<void> {
  const began = Number(env.DATATHON_UP_BEGAN) || Date.now();
  // A terminal that was closed takes no more text; that must not keep us from stopping what runs.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const settings = await readUpSettings(env);
  const home = openHome(homeDir(env));
  const unlock = lockHome(home, settings.publicUrl);
  const progress = progressOn((text) => process.stdout.write(text), began);
  const run: Run = { settings, home, progress, running: [], stopping: false };

  const told = untilTold(run);
  const logs = setInterval(() => keepLogsSmall(home), 60_000);
  const started = start(run, env).then(
    () => undefined,
    (error: unknown) => error,
  );
  const first = await Promise.race([told.then(() => 'told' as const), started]);
  if (first === undefined) await told;
  const failure = first === 'told' ? undefined : first;
  if (!failure) process.stdout.write(`\n${say('Stopping …', '멈추는 중 …')}\n`);
  await stopAll(run);
  await Promise.race([started, wait(15_000, undefined, { ref: false })]);
  await stopAll(run);
  clearInterval(logs);
  unlock();
  if (failure) throw describe(failure);
  process.stdout.write(`${say('Everything has stopped.', '모두 멈췄습니다.')}\n`);
  process.exit(0);
}

/**
 * The first signal asks. npm passes on what the terminal has sent to all of us already, so one Ctrl-C may arrive
 * twice at once; one that comes later is from somebody who does not want to wait.
 */
function untilTold(run: Run): Promise<void> {
  let first = 0;
  return new Promise((resolve) => {
    const hear = () => {
      first ||= Date.now();
      resolve();
      if (Date.now() - first > 1_500) for (const server of servers(run)) void server.stop(true);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, hear);
    whenLauncherIsGone(hear);
  });
}

const servers = (run: Run) => run.running.filter(({ name }) => name === 'API' || name === 'worker');

function keepLogsSmall(home: Home) {
  for (const name of readdirSync(home.path('logs'))) {
    if (name.endsWith('.log')) keepLogSmall(home.path('logs', name));
  }
}

async function start(run: Run, env: NodeJS.ProcessEnv): Promise<void> {
  const { home, settings, progress } = run;
  const left = await stopLeftChildren(home);
  if (left.length) progress.line(`Stopped what an earlier start had left: ${left.join(', ')}`);
  await refusePort(settings);
  const [database, redis] = await Promise.all([startDatabase(run, env), startRedis(run, env)]);
  await progress.step(
    label(
      'Bringing the database to this version',
      'The database has the schema of this version',
      '데이터베이스 스키마를 맞췄습니다',
    ),
    async () => {
      const { migrate } = await import('../cli/migrate.js');
      await migrate(database.migrator);
    },
  );
  const demoPassword = settings.production
    ? undefined
    : env.DATATHON_DEMO_PASSWORD || home.secrets.demoPassword;
  const common = childEnvironment(run, env, redis, demoPassword);
  const workerPort = Number(env.WORKER_PORT) || (await freePort());
  await Promise.all([
    keep(
      run,
      serverProgram(run, 'api', `${settings.localUrl}/readyz`, { ...common, DATABASE_API_URL: database.api }),
    ),
    keep(
      run,
      serverProgram(run, 'worker', `http://127.0.0.1:${workerPort}/readyz`, {
        ...common,
        DATABASE_WORKER_URL: database.worker,
        WORKER_PORT: String(workerPort),
      }),
    ),
  ]);
  if (demoPassword)
    await loadDemo(
      run,
      { ...common, DATABASE_API_URL: database.api, DATABASE_WORKER_URL: database.worker },
      demoPassword,
    );
  if (!run.stopping) welcome(run, demoPassword);
}

async function startDatabase(run: Run, env: NodeJS.ProcessEnv): Promise<DatabaseUrls> {
  const { home, progress } = run;
  if (env.DATABASE_URL) {
    return progress.step(
      label(
        'Asking the PostgreSQL of DATABASE_URL',
        'The PostgreSQL of DATABASE_URL answers',
        'DATABASE_URL의 PostgreSQL이 응답합니다',
      ),
      () => externalDatabase(env, home.secrets),
    );
  }
  const remembered = home.remembered();
  const key = createHash('sha256').update(home.dir).digest('hex').slice(0, 12);
  const dataDir = remembered.postgresDir ?? clusterDir(home.path('postgres'), key);
  const elsewhere = dataDir !== home.path('postgres');
  const running = label('Starting PostgreSQL', 'PostgreSQL is running', 'PostgreSQL이 실행 중입니다');
  if (elsewhere) running.done += ` (${dataDir}: its own user cannot enter ${home.dir})`;
  return progress.step(running, async () => {
    const settings = {
      dataDir,
      port: remembered.postgresPort ?? (await freePort()),
      superuserPassword: home.secrets.superuser,
      logFile: home.path('logs', 'postgres.log'),
    };
    let program = await preparePostgres(settings);
    const port = await keptOrFreePort(settings.port);
    if (port !== settings.port) program = await preparePostgres({ ...settings, port });
    home.remember({ postgresPort: port, ...(elsewhere ? { postgresDir: dataDir } : {}) });
    await keep(run, program);
    const admin = superuserUrl({ ...settings, port });
    await ensureRoles(admin, home.secrets);
    await ensureDatabase(admin);
    return embeddedUrls(home, port);
  });
}

async function startRedis(run: Run, env: NodeJS.ProcessEnv): Promise<string> {
  const { home, progress } = run;
  if (env.REDIS_URL) {
    const url = env.REDIS_URL;
    return progress.step(
      label(
        'Asking the Redis of REDIS_URL',
        'The Redis of REDIS_URL answers',
        'REDIS_URL의 Redis가 응답합니다',
      ),
      async () => {
        if (await redisAnswers(url)) return url;
        throw new Refusal(
          'The Redis of REDIS_URL does not answer: check the address and password, and that it runs.',
        );
      },
    );
  }
  return progress.step(label('Starting Redis', 'Redis is running', 'Redis가 실행 중입니다'), async () => {
    const command = await findOrInstallRedis(progress.line);
    const port = await keptOrFreePort(home.remembered().redisPort);
    const settings = {
      dataDir: home.path('redis'),
      port,
      password: home.secrets.redis,
      logFile: home.path('logs', 'redis.log'),
    };
    home.remember({ redisPort: port });
    await keep(run, redisProgram(command, settings));
    return redisUrl(settings);
  });
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

async function keep(run: Run, program: Program): Promise<void> {
  if (run.stopping) throw new Error('stopping');
  const supervised = supervise(program, watcherOf(run));
  run.running.push(supervised);
  await supervised.ready;
}

function watcherOf({ home, progress }: Run): Watcher {
  return {
    started: ({ name, stopSignal }, pid) => recordChild(home, name, pid, stopSignal),
    died: (name, how, pauseMs) =>
      progress.line(
        say(
          `${name} ${how}; starting it again in ${pauseMs} ms`,
          `${name}: ${how}; ${pauseMs} ms 뒤에 다시 시작합니다`,
        ),
      ),
    back: (name) => progress.line(say(`${name} is back`, `${name}: 다시 실행 중입니다`)),
  };
}

/** The servers first, then what they use. */
async function stopAll(run: Run): Promise<void> {
  run.stopping = true;
  run.helper?.kill('SIGTERM');
  const first = servers(run);
  const stores = run.running.filter((supervised) => !first.includes(supervised));
  for (const group of [first, stores]) {
    await Promise.all(
      group.map(async (supervised) => {
        await supervised.stop();
        forgetChild(run.home, supervised.name);
      }),
    );
  }
}

/** On the first start, and again when another password was given for it. */
async function loadDemo(run: Run, env: NodeJS.ProcessEnv, password: string): Promise<void> {
  const mark = createHash('sha256').update(`${env.DATABASE_API_URL} ${password}`).digest('hex').slice(0, 16);
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

function welcome(run: Run, demoPassword: string | undefined) {
  const { publicUrl } = run.settings;
  run.progress.line(say(`Datathon is ready: ${publicUrl}`, `준비되었습니다: ${publicUrl}`));
  if (demoPassword) {
    const names = ['participant', 'mentor', 'organizer', 'steward', 'admin'];
    process.stdout.write(
      `\n${say('Demo sign-ins, all with the password', '데모 계정의 공통 비밀번호')}: ${demoPassword}\n`,
    );
    for (const name of names) process.stdout.write(`  ${name}@demo.local\n`);
  }
  process.stdout.write(`\n${say('Stop with Ctrl-C.', '멈추려면 Ctrl-C를 누르십시오.')}\n`);
}

function describe(failure: unknown): unknown {
  if (!(failure instanceof StartFailure)) return failure;
  return new Refusal(`${failure.message}. The last lines of its log:\n${failure.lastLines}`);
}

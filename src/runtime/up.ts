import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { homeDir } from './connection.js';
import { startExecutor } from './executor.js';
import { forgetChild, type Home, lockHome, openHome, stopLeftChildren } from './home.js';
import { whenLauncherIsGone } from './launcher.js';
import { setUpNotebooks } from './notebooks.js';
import { keepLogSmall, StartFailure } from './processes.js';
import { progressOn } from './progress.js';
import { Refusal } from './refusal.js';
import { label, type Run, say, servers } from './run.js';
import { isUpToDate } from './schema.js';
import { loadDemo, startServers } from './servers.js';
import { readUpSettings, refusePort } from './settings.js';
import { startDatabase, startRedis } from './stores.js';

/** Starts everything and stays until it is told to stop. */
export async function bringUp(env: NodeJS.ProcessEnv): Promise<void> {
  const began = Number(env.DATATHON_UP_BEGAN) || Date.now();
  // A terminal that was closed takes no more text; that must not keep us from stopping what runs.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const settings = await readUpSettings(env);
  const home = openHome(homeDir(env));
  const lock = await lockHome(home, settings.publicUrl);
  const progress = progressOn((text) => process.stdout.write(text), began);
  const run: Run = { settings, home, progress, running: [], stopping: false, abort: new AbortController() };

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
  lock.isStopping();
  await stopAll(run);
  await Promise.race([started, wait(15_000, undefined, { ref: false })]);
  await stopAll(run);
  clearInterval(logs);
  lock.release();
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
  await migrateIfNeeded(run, database.migrator);
  const demoPassword = settings.production
    ? undefined
    : env.DATATHON_DEMO_PASSWORD || home.secrets.demoPassword;
  const common = await startServers(run, env, database, redis, demoPassword);
  if (demoPassword) {
    const urls = { DATABASE_API_URL: database.api, DATABASE_WORKER_URL: database.worker };
    await loadDemo(run, { ...common, ...urls }, demoPassword);
  }
  if (run.stopping) return;
  welcome(run, demoPassword);
  const prepared = await setUpNotebooks(run, env, run.abort.signal);
  if (prepared && !prepared.missing) await startExecutor(run, env, database.executor);
}

/** What migrates is slow to load; an ordinary start does without it. */
async function migrateIfNeeded(run: Run, url: string) {
  if (await isUpToDate(url)) return;
  const text = label(
    'Bringing the database to this version',
    'The database has the schema of this version',
    '데이터베이스 스키마를 맞췄습니다',
  );
  await run.progress.step(text, async () => {
    const { migrate } = await import('../cli/migrate.js');
    await migrate(url);
  });
}

/** The servers first, then what they use. */
async function stopAll(run: Run): Promise<void> {
  run.stopping = true;
  run.abort.abort();
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

function welcome(run: Run, demoPassword: string | undefined) {
  const { publicUrl, mailboxUrl, mailsHidden } = run.settings;
  run.progress.line(say(`Datathon is ready: ${publicUrl}`, `준비되었습니다: ${publicUrl}`));
  if (mailboxUrl) {
    const mailbox = say(
      'Mails are not sent; read them on this machine at',
      '메일은 보내지 않고 이 컴퓨터에서만 보여 줍니다',
    );
    process.stdout.write(`\n${mailbox}: ${mailboxUrl}\n`);
  }
  if (mailsHidden) {
    const nowhere = say(
      'Mails are not sent and shown nowhere: set SMTP_URL, or leave out the https PUBLIC_URL to read them here',
      '메일을 보내지도 보여 주지도 않습니다. SMTP_URL을 정하거나, https로 시작하는 PUBLIC_URL을 빼면 이 컴퓨터에서 읽을 수 있습니다',
    );
    process.stdout.write(`\n${nowhere}.\n`);
  }
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

// A platform of its own for a measurement: PostgreSQL and Redis as in production (durable), built API and workers.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import pg from 'pg';
import { migrate } from '../../dist/src/cli/migrate.js';
import { freePort } from '../../dist/src/runtime/ports.js';
import { startServicesIn } from '../../dist/src/runtime/services.js';

const DIST = fileURLToPath(new URL('../../dist/src/', import.meta.url));
const PASSWORD = 'password-of-the-benchmark';

/** @returns {{url, query, person, pids, startWorker, forgetLimits, stop}} */
export async function startPlatform() {
  const home = mkdtempSync(join(tmpdir(), 'datathon-bench-'));
  const services = await startServicesIn(home);
  const urls = await services.createDatabase('bench');
  await migrate(urls.migrator);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(join(home, 'files'));
  const env = {
    ...process.env,
    DATATHON_HOME: join(home, 'files'),
    DATATHON_SECRET: randomBytes(32).toString('hex'),
    DATABASE_API_URL: urls.api,
    DATABASE_WORKER_URL: urls.worker,
    REDIS_URL: services.redisUrl,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  };
  const start = async (file, ready, more = {}) => {
    const log = openSync(join(home, `${file}.log`), 'a');
    const child = spawn(process.execPath, [join(DIST, file)], {
      env: { ...env, ...more },
      stdio: ['ignore', log, log],
    });
    while (
      !(await fetch(`${ready}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ))
    )
      await wait(50);
    return child;
  };
  const api = await start('main.js', url);
  const workers = [];
  const pool = new pg.Pool({ connectionString: urls.migrator });
  return {
    url,
    query: async (text, values) => (await pool.query(text, values)).rows,
    person: (name) => signUp(url, name),
    pids: () => ({ api: api.pid, workers: workers.map((worker) => worker.pid) }),
    async startWorker() {
      const workerPort = await freePort();
      workers.push(
        await start('worker.js', `http://127.0.0.1:${workerPort}`, { WORKER_PORT: String(workerPort) }),
      );
    },
    /** What was counted against anybody's limits. */
    async forgetLimits() {
      const redis = new Redis(services.redisUrl);
      const keys = await redis.keys('*.rate.*');
      if (keys.length > 0) await redis.del(keys);
      redis.disconnect();
    },
    async stop() {
      for (const child of [api, ...workers]) child.kill('SIGTERM');
      await Promise.all([api, ...workers].map((child) => new Promise((done) => child.once('exit', done))));
      await pool.end();
      await services.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A person who signs in with a cookie; `call` throws the problem's words where the answer is not a success. */
async function signUp(url, name) {
  let cookie = '';
  const call = async (method, path, body, headers = {}) => {
    const form = body instanceof FormData;
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { cookie, ...(body && !form ? { 'content-type': 'application/json' } : {}), ...headers },
      body: body && !form ? JSON.stringify(body) : body,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    const set = answer.headers.getSetCookie()[0];
    if (set) cookie = set.split(';')[0];
    return text === '' ? null : JSON.parse(text);
  };
  const email = `${randomBytes(6).toString('hex')}@example.org`;
  const { version } = await call('GET', 'auth/consent');
  const me = await call('POST', 'auth/sign-up', { email, password: PASSWORD, name, consentVersion: version });
  return { id: me.id, call, cookie: () => cookie };
}

/** An organizer's event with one task and its truth. */
export async function openTask(platform, { task, truth }) {
  const organizer = await platform.person('Organizer');
  await platform.query('UPDATE account SET can_create_events = true WHERE id = $1', [organizer.id]);
  // A permission is remembered for some seconds.
  for (let tries = 0; ; tries++) {
    try {
      await organizer.call('POST', 'events', {
        slug: 'bench',
        name: 'Benchmark',
        timeZone: 'Asia/Seoul',
        startsAt: new Date(Date.now() - 3_600_000).toISOString(),
        endsAt: new Date(Date.now() + 86_400_000).toISOString(),
        status: 'published',
      });
      break;
    } catch (error) {
      if (tries > 60) throw error;
      await wait(1_000);
    }
  }
  const { id } = await organizer.call('POST', 'events/bench/tasks', {
    name: 'Task',
    limitPerDay: null,
    limitTotal: null,
    ...task,
  });
  await organizer.call('PUT', `tasks/${id}/truth`, fileForm(truth));
  return { organizer, taskId: id };
}

export async function openTeam(platform, name) {
  const person = await platform.person(`${name} captain`);
  await person.call('POST', 'events/bench/join');
  const team = await person.call('POST', 'events/bench/teams', { name });
  return { ...person, teamId: team.id };
}

export function fileForm(content, name = 'file.csv') {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  return form;
}

/** The q-th quantile (0 to 1) by the nearest rank. */
export const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(q * values.length) - 1)];

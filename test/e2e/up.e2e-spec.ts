import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { embeddedUrls } from '../../src/runtime/connection.js';
import { openHome } from '../../src/runtime/home.js';
import { freePort } from '../../src/runtime/ports.js';
import { withClient } from '../../src/runtime/roles.js';
import { startServicesIn } from '../../src/runtime/services.js';
import { ROOT } from '../support/stack.js';
import { eventually, processesOf, type Up, up } from '../support/up.js';

const isRoot = process.getuid?.() === 0;
const SIGN_IN = /with the password: (\S+)/;
let folder: string;
const started: Up[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'datathon-up-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  for (const one of started) one.process.kill('SIGTERM');
  await Promise.all(started.map((one) => one.ended()));
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: Parameters<typeof up>): Up {
  const one = up(...args);
  started.push(one);
  return one;
}

const answer = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (response) => response.status,
    () => 0,
  );

function asMigrator<T extends object>(home: string, text: string): Promise<T[]> {
  const opened = openHome(home);
  const { migrator } = embeddedUrls(opened, opened.remembered().postgresPort ?? 0);
  return withClient(migrator, async (client) => (await client.query(text)).rows as T[]);
}

function pidOf(home: string, program: string): number {
  return processesOf(home).find(({ command }) => command.includes(program))?.pid ?? 0;
}

describe('one installation from its first start on', () => {
  let home: string;
  let port: number;
  let current: Up;
  let password: string;

  beforeAll(async () => {
    // A path that a shell, a configuration file or a socket address would stumble over.
    home = join(folder, `데이터톤의 집 ${'long '.repeat(20)}"quoted"`, 'home');
    port = await freePort();
  });

  test('the first start prints the address and the demo sign-ins', async () => {
    current = start(home, { PORT: String(port) });
    await current.says('Stop with Ctrl-C');
    expect(current.output()).toContain(`Datathon is ready: http://127.0.0.1:${port}`);
    for (const name of ['participant', 'mentor', 'organizer', 'steward', 'admin']) {
      expect(current.output()).toContain(`${name}@demo.local`);
    }
    password = SIGN_IN.exec(current.output())?.[1] ?? '';
    expect(password.length).toBeGreaterThan(12);
    expect(await answer(port)).toBe(200);
  });

  test('secrets are readable by their owner alone', () => {
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(home, 'logs', 'api.log'), 'utf8')).not.toContain(password);
  });

  test('no child holds the address of the role that owns the schema', () => {
    for (const program of ['dist/src/main.js', 'dist/src/worker.js']) {
      const settings = readFileSync(`/proc/${pidOf(home, program)}/environ`, 'utf8');
      expect(settings).not.toContain('datathon_migrator');
    }
  });

  test('a second start on the same home is refused with a sentence', async () => {
    const second = start(home, { PORT: String(await freePort()) });
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain('Datathon is already running');
    expect(second.output()).not.toContain('    at ');
  });

  test('a port that is taken is told in a sentence', async () => {
    const other = join(folder, 'other');
    const second = start(other, { PORT: String(port) });
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain(`Port ${port} is taken by another program`);
    expect(processesOf(other)).toEqual([]);
  });

  test('what is killed is started again at the same address', async () => {
    await asMigrator(home, 'CREATE TABLE kept_by_the_test (id integer)');
    await asMigrator(home, 'INSERT INTO kept_by_the_test VALUES (7)');
    for (const program of ['dist/src/main.js', 'dist/src/worker.js', 'redis-server', 'bin/postgres']) {
      const killed = pidOf(home, program) || pidOf(home, program.replace('redis', 'valkey'));
      expect(killed).toBeGreaterThan(0);
      process.kill(killed, 'SIGKILL');
    }
    for (const name of ['API', 'worker', 'Redis', 'PostgreSQL']) await current.says(`${name} is back`);
    await eventually(
      () => answer(port),
      (status) => status === 200,
    );
    expect(await asMigrator(home, 'SELECT id FROM kept_by_the_test')).toEqual([{ id: 7 }]);
  });

  test('after kill -9 the next start finds everything as it was', async () => {
    current.process.kill('SIGKILL');
    await current.ended();
    current = start(home, { PORT: String(port) });
    await current.says('Stop with Ctrl-C');
    expect(SIGN_IN.exec(current.output())?.[1]).toBe(password);
    expect(await asMigrator(home, 'SELECT id FROM kept_by_the_test')).toEqual([{ id: 7 }]);
    expect(await answer(port)).toBe(200);
    const servers = processesOf(home).filter(({ command }) => command.includes('dist/src/main.js'));
    expect(servers).toHaveLength(1);
  });

  test('kill -9 alone ends the API and the worker', async () => {
    current.process.kill('SIGKILL');
    await current.ended();
    const served = () => processesOf(home).filter(({ command }) => command.includes('dist/src/'));
    await eventually(served, (left) => left.length === 0);
    current = start(home, { PORT: String(port) });
    await current.says('Stop with Ctrl-C');
  });

  test('a record that names a stranger by now is not believed', async () => {
    current.process.kill('SIGKILL');
    await current.ended();
    const file = join(home, 'run', 'child-Redis.json');
    const record = JSON.parse(readFileSync(file, 'utf8')) as { pid: number };
    process.kill(record.pid, 'SIGTERM');
    writeFileSync(file, JSON.stringify({ ...record, pid: process.pid }));
    current = start(home, { PORT: String(port) });
    await current.says('Stop with Ctrl-C');
  });

  test('Ctrl-C leaves no process', async () => {
    current.process.kill('SIGINT');
    current.process.kill('SIGINT');
    expect(await current.ended()).toBe(0);
    expect(processesOf(home)).toEqual([]);
    expect(existsSync(join(home, 'run', 'up.json'))).toBe(false);
  });
});

test('a signal in the middle of the first start leaves no process either', async () => {
  const home = join(folder, 'impatient');
  const one = start(home, { PORT: String(await freePort()) });
  await one.says('PostgreSQL is running');
  one.process.kill('SIGTERM');
  expect(await one.ended()).toBe(0);
  expect(processesOf(home)).toEqual([]);
});

test.each([
  ['/dev/null/home', 'a part of the path is a file'],
  [`/tmp/${'x'.repeat(300)}`, 'longer than the file system allows'],
])('the home %s is refused with its reason', async (home, reason) => {
  const one = start(home);
  expect(await one.ended()).toBe(1);
  expect(one.output()).toContain(reason);
  expect(one.output()).not.toContain('    at ');
});

test.each([
  [{ PORT: 'abc' }, 'PORT must be a whole number'],
  [{ HOST: '203.0.113.9' }, 'This machine has no address 203.0.113.9'],
  [{ REDIS_URL: 'redis://127.0.0.1:9' }, 'The Redis of REDIS_URL does not answer'],
  [{ DATABASE_URL: 'not an address' }, 'DATABASE_URL must be an address'],
  [{ DATABASE_URL: 'postgresql://u:p@127.0.0.1:9/d' }, 'The database of DATABASE_URL cannot be reached'],
])('%j is answered with a sentence', async (env, sentence) => {
  const home = join(folder, 'settings');
  const one = start(home, { PORT: String(await freePort()), ...env });
  expect(await one.ended()).toBe(1);
  expect(one.output()).toContain(sentence);
  expect(one.output()).not.toContain('    at ');
  expect(processesOf(home)).toEqual([]);
});

test('in production nothing is made up: all that is missing is named', async () => {
  const one = start(join(folder, 'production'), { NODE_ENV: 'production' });
  expect(await one.ended()).toBe(1);
  const names = [
    'DATATHON_SECRET',
    'DATABASE_URL',
    'DATABASE_API_URL',
    'REDIS_URL',
    'PUBLIC_URL',
    'SMTP_URL',
    'MAIL_FROM',
  ];
  for (const name of names) {
    expect(one.output()).toContain(`${name} must be set`);
  }
});

test('through npm, too, production is refused with sentences and no stack', async () => {
  const { PATH, HOME } = process.env;
  const npm = spawnSync('npm', ['run', 'up'], {
    cwd: ROOT,
    env: { PATH, HOME, NODE_ENV: 'production', DATATHON_HOME: join(folder, 'production') },
    encoding: 'utf8',
  });
  expect(npm.stderr).toContain('DATATHON_SECRET must be set');
  expect(npm.stderr).not.toContain('    at ');
  expect(npm.status).toBe(1);
});

test('with servers of one’s own it makes the roles, and a second home does not lock out the first', async () => {
  const services = await startServicesIn(join(folder, 'own servers'));
  const name = 'mine';
  await services.createDatabase(name);
  const url = new URL(services.adminUrl);
  url.pathname = `/${name}`;
  const env = { DATABASE_URL: url.href, REDIS_URL: services.redisUrl };
  const ports = [await freePort(), await freePort()];
  try {
    for (const port of ports) {
      const one = start(join(folder, `own-${port}`), {
        ...env,
        PORT: String(port),
        DATATHON_REDIS_PREFIX: `p${port}`,
      });
      await one.says('Stop with Ctrl-C');
    }
    expect(await answer(ports[0] ?? 0)).toBe(200);
    const { postgresPort, redisPort } = openHome(join(folder, `own-${ports[0]}`)).remembered();
    expect([postgresPort, redisPort]).toEqual([undefined, undefined]);
  } finally {
    for (const one of started.slice(-2)) one.process.kill('SIGTERM');
    for (const one of started.slice(-2)) expect(await one.ended()).toBe(0);
    await services.stop();
  }
});

(isRoot ? test : test.skip)('a home that PostgreSQL’s own user cannot enter works all the same', async () => {
  const locked = join(folder, 'locked');
  mkdirSync(locked, { mode: 0o700 });
  const home = join(locked, 'home');
  const one = start(home, { PORT: String(await freePort()) });
  await one.says('Stop with Ctrl-C');
  const { postgresDir = '' } = openHome(home).remembered();
  expect(postgresDir).toMatch(/^\/var\/lib\/datathon\//);
  expect(one.output()).toContain(postgresDir);
  one.process.kill('SIGHUP');
  expect(await one.ended()).toBe(0);
  rmSync(dirname(postgresDir), { recursive: true, force: true });
});

(isRoot ? test : test.skip)('a user without any rights can start it', async () => {
  const nobody = { uid: 65534, gid: 65534 };
  const home = join(folder, 'nobody');
  mkdirSync(home);
  chownSync(home, nobody.uid, nobody.gid);
  const one = start(home, { PORT: String(await freePort()), HOME: home }, nobody);
  await one.says('Stop with Ctrl-C');
  one.process.kill('SIGTERM');
  expect(await one.ended()).toBe(0);
  expect(processesOf(home)).toEqual([]);
});

import { type ChildProcess, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../src/runtime/ports.js';
import { end, ended, launch, untilReady } from '../../src/runtime/processes.js';
import { redisAnswers, redisProgram, redisUrl } from '../../src/runtime/redis.js';
import { fetchImage, hasDocker, removeLeftContainer } from '../../src/runtime/redis-container.js';

/*
 * A machine that runs these tests need have no container engine. In its place stands a command that takes what we
 * tell `docker` and runs the machine's own server in the folder that would be mounted: what is tried is that our
 * settings reach the server, that its data stay in our folder, and that nothing is left running.
 */
const ENGINE = `#!/bin/sh
here=$(dirname "$0")
echo "$*" >> "$here/told"
case "$1" in
  version) echo 28.0.0 ;;
  info) echo '[name=seccomp]' ;;
  image) [ -e "$here/fetched" ] ;;
  pull) [ -e "$here/offline" ] && { echo 'no such host' >&2; exit 1; }; touch "$here/fetched" ;;
  rm) [ -e "$here/pid" ] && kill -9 "$(cat "$here/pid")" 2>/dev/null; rm -f "$here/pid"; true ;;
  run)
    echo $$ > "$here/pid"
    sed 's/^bind .*/bind 127.0.0.1/' > "$here/settings"
    exec redis-server "$here/settings" ;;
esac
`;

let folder: string;
const path = process.env.PATH;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'datathon-engine-'));
  writeFileSync(join(folder, 'docker'), ENGINE);
  chmodSync(join(folder, 'docker'), 0o755);
  process.env.PATH = `${folder}${delimiter}${path}${delimiter}/usr/bin${delimiter}/usr/local/bin`;
});
afterAll(() => {
  spawnSync(join(folder, 'docker'), ['rm']);
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

const told = () => readFileSync(join(folder, 'told'), 'utf8');

test('the image is fetched once, with a word about it, and a failure is told', async () => {
  expect(hasDocker()).toBe(true);
  const said: string[] = [];
  writeFileSync(join(folder, 'offline'), '');
  expect(await fetchImage((line) => said.push(line))).toBe('no such host');
  rmSync(join(folder, 'offline'));
  expect(await fetchImage((line) => said.push(line))).toBeUndefined();
  expect(await fetchImage((line) => said.push(line))).toBeUndefined();
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(
    /^Redis is not on this machine: fetching the image valkey\/valkey:[\d.]+ with Docker$/,
  );
});

test('a server in a container keeps its data here, and what a kill has left is ended first', async () => {
  const dataDir = join(folder, '데이터, "quoted"');
  mkdirSync(dataDir);
  const settings = { dataDir, port: await freePort(), password: 'secret-word', logFile: join(folder, 'log') };
  const program = redisProgram({ image: true }, settings);
  const url = redisUrl(settings);

  const first = launch(program);
  await untilReady(program, first);
  expect(existsSync(join(dataDir, 'appendonlydir'))).toBe(true);
  expect(told()).toContain(`--publish=127.0.0.1:${settings.port}:${settings.port}`);
  expect(told()).toContain(`"source=${dataDir.replaceAll('"', '""')}"`);
  expect(told()).not.toContain('secret-word');
  await expect(redisAnswers(redisUrl({ ...settings, password: 'another' }))).resolves.toBe(false);

  // As when `up` was killed: nobody has told the first one to end, and the next start meets it.
  removeLeftContainer(dataDir);
  await ended(first);
  expect(await redisAnswers(url)).toBe(false);
  const second: ChildProcess = launch(program);
  await untilReady(program, second);
  expect(await redisAnswers(url)).toBe(true);
  await end(second, 'SIGTERM', 10_000);
  expect(await redisAnswers(url)).toBe(false);

  removeLeftContainer(dataDir);
  expect(told().trim().split('\n').at(-1)).toMatch(/^rm --force datathon-redis-[0-9a-f]{12}$/);
});

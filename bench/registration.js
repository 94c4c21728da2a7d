// People who register at the same time, and what everybody else feels of it: /healthz meanwhile against an idle platform.
// First spread over a minute, as when a link is shown on a slide, then as fast as they come.
// Run after a build: node bench/registration.js [people] [seconds]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { quantile, startPlatform } from './support/stack.js';

const PEOPLE = Number(process.argv[2] ?? 500);
const SECONDS = Number(process.argv[3] ?? 60);
const IDLE_SECONDS = 5;
const WATCH = fileURLToPath(new URL('../test/support/poll-health.js', import.meta.url));

/** Milliseconds of each /healthz while the work lasts, asked from a process of its own. */
async function watched(url, work) {
  const watch = spawn(process.execPath, [WATCH, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  watch.stdout.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  while (!told.startsWith('ready')) await wait(10);
  const result = await work();
  watch.kill('SIGTERM');
  await new Promise((done) => watch.once('close', done));
  const [times] = JSON.parse(told.slice(told.indexOf('\n')));
  return { result, times };
}

/** @returns milliseconds of each that succeeded, and how many did not, by status */
async function register(platform, round, people, everyMs) {
  const consentVersion = (await (await fetch(`${platform.url}/api/v1/auth/consent`)).json()).version;
  const times = [];
  const errors = {};
  const began = performance.now();
  const one = async (k) => {
    await wait(Math.max(0, k * everyMs - (performance.now() - began)));
    const body = {
      email: `${round}-${k}@example.org`,
      name: `Person ${k}`,
      password: 'quite a long password',
    };
    const asked = performance.now();
    const answer = await fetch(`${platform.url}/api/v1/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, consentVersion }),
    }).catch((error) => ({ status: error.code ?? error.message, text: async () => '' }));
    await answer.text();
    if (answer.status === 201) times.push(performance.now() - asked);
    else errors[answer.status] = (errors[answer.status] ?? 0) + 1;
  };
  await Promise.all(Array.from({ length: people }, (_, k) => one(k)));
  return { times, errors, seconds: (performance.now() - began) / 1000 };
}

/** The most memory that the process had so far, in MB. */
const peak = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const platform = await startPlatform();
try {
  await register(platform, 'warm', 8, 0);
  const before = peak(platform.pids().api);
  const idle = (await watched(platform.url, () => wait(IDLE_SECONDS * 1000))).times;
  const idleP99 = quantile(idle, 0.99);
  console.log(
    `idle, /healthz p50 and p99        ${quantile(idle, 0.5).toFixed(1)} and ${idleP99.toFixed(1)} ms`,
  );
  for (const [title, round, everyMs] of [
    [`${PEOPLE} people in ${SECONDS} s`, 'spread', (SECONDS * 1000) / PEOPLE],
    [`${PEOPLE} people at once`, 'burst', 0],
  ]) {
    // The limit of sign-ups of one network would be the second round's.
    await platform.forgetLimits();
    const { result, times } = await watched(platform.url, () => register(platform, round, PEOPLE, everyMs));
    const p = (q) => quantile(result.times, q)?.toFixed(0) ?? 'none';
    const health = quantile(times, 0.99);
    console.log(`${title}`);
    console.log(`  registered                      ${result.times.length} in ${result.seconds.toFixed(1)} s`);
    console.log(`  refused or failed, by status    ${JSON.stringify(result.errors)}`);
    console.log(`  sign-up p50, p99                ${p(0.5)}, ${p(0.99)} ms`);
    console.log(
      `  /healthz p99 meanwhile          ${health.toFixed(1)} ms   ${(health / idleP99).toFixed(1)} x idle`,
    );
  }
  const after = peak(platform.pids().api);
  console.log(`most memory of the API            ${after.toFixed(0)} MB (${before.toFixed(0)} before)`);
} finally {
  await platform.stop();
}

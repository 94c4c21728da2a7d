// `npm run up` on a warm home until /readyz answers, against starting bare Node; and what the processes weigh idle.
// Run after `npm run up` has built everything once: node bench/start.js
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../dist/src/runtime/ports.js';

const home = mkdtempSync(join(tmpdir(), 'datathon-start-'));
const port = await freePort();

async function up() {
  const began = performance.now();
  const child = spawn('npm', ['run', 'up'], {
    env: { ...process.env, DATATHON_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  while (
    !(await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  )
    await wait(25);
  return { child, seconds: (performance.now() - began) / 1000 };
}

async function down(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGINT');
  await ended;
}

/** Resident MiB of the processes whose command line has this program in it. */
function residentMebibytes(program) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program)) continue;
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(home)) continue;
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
    } catch {
      // A process that ended while we looked.
    }
  }
  return Number.NaN;
}

function bareNode() {
  const began = performance.now();
  return new Promise((resolve) => {
    spawn(process.execPath, ['-e', '0']).once('exit', () => resolve((performance.now() - began) / 1000));
  });
}

const first = await up();
await wait(15_000);
await down(first.child);
const warm = await up();
const bare = await bareNode();
await wait(20_000);
console.log(`bare node -e 0                 ${bare.toFixed(2)} s`);
console.log(
  `npm run up, new home, ready    ${first.seconds.toFixed(2)} s   ${(first.seconds / bare).toFixed(0)} x bare node`,
);
console.log(
  `npm run up, warm home, ready   ${warm.seconds.toFixed(2)} s   ${(warm.seconds / bare).toFixed(0)} x bare node`,
);
console.log(`API, idle                      ${residentMebibytes('main.js').toFixed(0)} MiB`);
console.log(`worker, idle                   ${residentMebibytes('worker.js').toFixed(0)} MiB`);
await down(warm.child);
rmSync(home, { recursive: true, force: true });

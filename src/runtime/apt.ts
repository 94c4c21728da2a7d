import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const POLICY = '/usr/sbin/policy-rc.d';

export function isRootWithApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Returns why it failed, or nothing. The services that come with the packages are not started. */
export async function installWithApt(packages: string[]): Promise<string | undefined> {
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const install = ['install', '-y', '--no-install-recommends', ...packages];
    const first = await aptGet(install);
    if (first === undefined) return undefined;
    // A fresh machine has no list of packages yet, or one that is too old.
    const updated = await aptGet(['update']);
    return updated ?? (await aptGet(install));
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
}

function aptGet(args: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('/usr/bin/apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const add = (text: Buffer) => {
      output = (output + text.toString()).slice(-4_000);
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : reasonIn(output)));
  });
}

function reasonIn(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.findLast((line) => line.startsWith('E:')) ?? lines.at(-1) ?? 'apt-get failed').trim();
}

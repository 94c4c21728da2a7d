import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** What is written down about a process, so that a later `up` can find it, and only it. */
export interface ProcessRecord {
  pid: number;
  identity: string;
  name: string;
}

/**
 * Tells a process from a later one that was given the same number: the boot and the moment it was started.
 * Undefined when there is no such process, or when it is only waiting to be collected.
 */
export function processIdentity(pid: number): string | undefined {
  return process.platform === 'linux' ? identityOnLinux(pid) : identityFromPs(pid);
}

function identityOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may itself hold brackets and spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function identityFromPs(pid: number): string | undefined {
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return ps.stdout?.trim() || undefined;
}

export function recordOf(pid: number, name: string): ProcessRecord | undefined {
  const identity = processIdentity(pid);
  return identity === undefined ? undefined : { pid, identity, name };
}

export function isAlive(record: ProcessRecord): boolean {
  return processIdentity(record.pid) === record.identity;
}

/** The program and its arguments, or nothing where it cannot be read. */
export function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.stdout?.trim().split(' ') ?? [];
  }
}

/** Asks with `signal`, and insists with SIGKILL when that was not enough. */
export async function stopRecorded(record: ProcessRecord, signal: NodeJS.Signals, patienceMs: number) {
  send(record, signal);
  const patient = Date.now() + patienceMs;
  while (isAlive(record)) {
    if (Date.now() > patient) send(record, 'SIGKILL');
    await wait(30);
    if (Date.now() > patient + 10_000)
      throw new Error(`process ${record.pid} (${record.name}) does not stop`);
  }
}

function send(record: ProcessRecord, signal: NodeJS.Signals) {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

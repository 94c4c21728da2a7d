import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** The processes of a user. Those of a slot's user are the run's and nobody else's. */
export function processesOf(uid: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return statSync(`/proc/${name}`).uid === uid || realUid(name) === uid ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** The folder of a process that is not dumpable belongs to root: the status tells whose it is. */
function realUid(pid: string): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** Without a user of its own: the process and its children's children. */
export function below(pid: number | null): number[] {
  if (pid === null) return [];
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (let k = 0; k < found.length; k += 1) found.push(...(children.get(found[k]!) ?? []));
  return found;
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** Ends all of them at once: signal by signal, a fork bomb would be faster. */
export function killUser(uid: number) {
  spawnSync(
    'setpriv',
    [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '/bin/sh', '-c', 'kill -9 -1'],
    {
      stdio: 'ignore',
    },
  );
}

/** @returns whether nothing is left */
export async function untilGone(
  isLeft: () => boolean,
  again: () => void,
  patienceMs = 10_000,
): Promise<boolean> {
  const until = Date.now() + patienceMs;
  for (let pause = 1; isLeft(); pause = Math.min(pause * 2, 100)) {
    if (Date.now() > until) return false;
    again();
    await wait(pause);
  }
  return true;
}

/** A zombie holds nothing; its parent, or the first process, reaps it in its own time. */
export function alive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

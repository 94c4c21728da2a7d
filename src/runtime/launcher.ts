import { readFileSync } from 'node:fs';
import { isAlive, type ProcessRecord, recordOf } from './identity.js';

/**
 * `npm run up` is npm, a shell and then this process. Whoever ends npm with kill -9 means all of it,
 * and would otherwise be told at the next start that it is still running.
 */
export function whenLauncherIsGone(tell: () => void): void {
  const npm = process.env.npm_execpath ? launcher() : undefined;
  if (!npm) return;
  const timer = setInterval(() => {
    if (isAlive(npm)) return;
    clearInterval(timer);
    tell();
  }, 500);
  timer.unref();
}

function launcher(): ProcessRecord | undefined {
  let pid = process.ppid;
  for (let generation = 0; generation < 3 && pid > 1; generation += 1) {
    const { name, parent } = nameAndParent(pid);
    if (/^(npm|node|npx)/.test(name)) return recordOf(pid, name);
    pid = parent;
  }
  return undefined;
}

function nameAndParent(pid: number): { name: string; parent: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (key: string) => new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    return { name: field('Name'), parent: Number(field('PPid')) };
  } catch {
    return { name: '', parent: 0 };
  }
}

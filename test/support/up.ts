import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './stack.js';

export interface Up {
  process: ChildProcess;
  output(): string;
  /** Resolves when the text has been printed; rejects when `up` ends without it. */
  says(text: string | RegExp): Promise<void>;
  ended(): Promise<number | string | null>;
}

/** `datathon up` as a person starts it, but without the settings of whoever runs the tests. */
export function up(home: string, env: NodeJS.ProcessEnv = {}, as: { uid?: number; gid?: number } = {}): Up {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'dist/src/cli.js'), 'up'], {
    cwd: ROOT,
    env: { PATH, HOME, TMPDIR, LANG: 'C', DATATHON_HOME: home, DATATHON_NOTEBOOKS: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  });
  let text = '';
  const add = (more: Buffer) => {
    text += more.toString();
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  const end = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  return {
    process: child,
    output: () => text,
    ended: () => end,
    async says(wanted) {
      const found = () => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
      for (const until = Date.now() + 90_000; !found(); await wait(30)) {
        const over = child.exitCode !== null || child.signalCode !== null;
        if (over || Date.now() > until) throw new Error(`never said ${wanted}:\n${text}`);
      }
    },
  };
}

/** Everything alive that belongs to a home: by its command, its folder or its settings. */
export function processesOf(home: string): { pid: number; command: string }[] {
  const pids = readdirSync('/proc').map(Number).filter(Boolean);
  return pids
    .filter((pid) => pid !== process.pid)
    .map((pid) => ({ pid, command: from(pid, 'cmdline') }))
    .filter(({ pid, command }) => {
      const folder = link(`/proc/${pid}/cwd`);
      return (
        command !== '' &&
        (command.includes(home) || folder.startsWith(home) || from(pid, 'environ').includes(home))
      );
    });
}

function from(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

export async function eventually<T>(
  look: () => Promise<T> | T,
  good: (value: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  for (const until = Date.now() + withinMs; ; await wait(50)) {
    const value = await look();
    if (good(value)) return value;
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(value)} after ${withinMs} ms`);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface Program {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Both outputs are appended here. The file, not a pipe: what is written survives this process. */
  logFile: string;
  /** Written to the standard input, which is then closed. Without it the input stays open as long as we live. */
  input?: string;
  stopSignal: NodeJS.Signals;
  stopPatienceMs: number;
  /** Asked until it is true; the program counts as started then. */
  ready(): Promise<boolean>;
  readyPatienceMs: number;
}

export interface Watcher {
  started(program: Program, pid: number): void;
  died(name: string, how: string, nextTryMs: number): void;
  back(name: string): void;
}

export interface Supervised {
  name: string;
  ready: Promise<void>;
  pid(): number | undefined;
  /** Asks the program to end and waits; with `now` it is not asked but ended. */
  stop(now?: boolean): Promise<void>;
}

const LONGEST_PAUSE_MS = 30_000;
const LARGEST_LOG = 20 * 1024 * 1024;

export class StartFailure extends Error {
  constructor(
    readonly program: string,
    how: string,
    readonly lastLines: string,
  ) {
    super(`${program} did not start: ${how}`);
  }
}

/**
 * Starts a program and, once it has been ready, starts it again whenever it dies, with growing pauses.
 * `ready` rejects with a StartFailure when the first start comes to nothing.
 */
export function supervise(program: Program, watcher: Watcher): Supervised {
  let child = launch(program);
  let stopping = false;
  let pauseMs = 250;
  let pausing: AbortController | undefined;
  watcher.started(program, child.pid ?? 0);

  const ready = untilReady(program, child).catch(async (error) => {
    stopping = true;
    await end(child, 'SIGKILL', 0);
    throw error;
  });

  async function keep() {
    for (;;) {
      const since = Date.now();
      const how = await ended(child);
      if (stopping) return;
      pauseMs = Date.now() - since > 60_000 ? 250 : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      watcher.died(program.name, how, pauseMs);
      pausing = new AbortController();
      await wait(pauseMs, undefined, { signal: pausing.signal }).catch(() => undefined);
      if (stopping) return;
      child = launch(program);
      watcher.started(program, child.pid ?? 0);
      await untilReady(program, child).then(
        () => stopping || watcher.back(program.name),
        () => child.kill('SIGKILL'),
      );
    }
  }
  const kept = ready.then(keep, () => undefined);

  return {
    name: program.name,
    ready,
    pid: () => (isRunning(child) ? child.pid : undefined),
    async stop(now = false) {
      stopping = true;
      pausing?.abort();
      await end(child, now ? 'SIGKILL' : program.stopSignal, program.stopPatienceMs);
      await kept;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** In a group of its own, so that Ctrl-C in the terminal reaches `up` alone and the order of stopping is ours. */
export function launch(program: Program): ChildProcess {
  keepLogSmall(program.logFile);
  const log = openSync(program.logFile, 'a', 0o600);
  try {
    const child = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: program.env,
      uid: program.uid,
      gid: program.gid,
      detached: true,
      stdio: ['pipe', log, log],
    });
    child.on('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    if (program.input !== undefined) child.stdin?.end(program.input);
    return child;
  } finally {
    closeSync(log);
  }
}

/** Resolves with how the program ended, at once if it has. */
export function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (isRunning(child)) child.once('exit', () => resolve(howEnded(child)));
    else resolve(howEnded(child));
  });
}

function howEnded(child: ChildProcess): string {
  if (child.pid === undefined) return `${child.spawnfile} could not be run`;
  return child.signalCode ? `ended by ${child.signalCode}` : `ended with code ${child.exitCode}`;
}

export async function end(child: ChildProcess, signal: NodeJS.Signals, patienceMs: number) {
  if (!isRunning(child)) return;
  const gone = ended(child);
  child.kill(signal);
  const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(insist);
}

export async function untilReady(program: Program, child: ChildProcess) {
  const patient = Date.now() + program.readyPatienceMs;
  let over: string | undefined;
  void ended(child).then((how) => {
    over = how;
  });
  while (over === undefined) {
    if (await program.ready()) return;
    if (Date.now() > patient) {
      throw new StartFailure(program.name, 'it took too long', lastLines(program.logFile));
    }
    await wait(40);
  }
  throw new StartFailure(program.name, over, lastLines(program.logFile));
}

/** The program keeps its file open for appending, so the text is moved and the file emptied, not renamed. */
export function keepLogSmall(file: string) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LARGEST_LOG) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}

export function lastLines(file: string, lines = 15): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const buffer = Buffer.alloc(Math.min(size, 8192));
  if (buffer.length === 0) return '';
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
  } finally {
    closeSync(handle);
  }
  return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

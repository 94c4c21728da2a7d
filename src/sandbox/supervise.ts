import { type ChildProcess, spawn } from 'node:child_process';
import { frameStream, type StreamEnd } from './frames.js';
import { type RunHooks, type RunResult, type RunSpec, SandboxError, type Verdict } from './sandbox.js';
import { codeCellsOf } from './spec.js';
import type { Usage } from './watch.js';

/** Sockets hold memory that no group counts, 200 KiB each: so many at once are no honest notebook's. */
const MAX_SOCKETS = 1_024;
const TELL_USAGE_MS = 1_000;

/** What an engine gives to be watched. */
export interface Started {
  command: string[];
  env: NodeJS.ProcessEnv;
  /** Descriptors from 3 on. */
  descriptors: (number | 'pipe')[];
  pollMs: number;
  started(child: ChildProcess): void;
  usage(): Usage;
  /** How often the kernel ended a process for want of memory. */
  memoryKills(): number;
  /** Ends everything at once. Called again until nothing is left. */
  kill(child: ChildProcess): void;
}

/** Watches a run from its start until its first process is gone; the caller then makes sure that all is. */
export async function supervise(started: Started, spec: RunSpec, hooks: RunHooks): Promise<RunResult> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  const { limits } = spec;
  const stream = frameStream(
    { cells: codeCellsOf(spec), logBytes: limits.logBytes, outputBytes: limits.outputBytes },
    hooks.onFrame,
  );
  let ended: Verdict | undefined;
  const end = (verdict: Verdict) => {
    ended ??= verdict;
    started.kill(child);
  };
  if (hooks.signal.aborted) return nothing('cancelled');

  const child = spawn(started.command[0]!, started.command.slice(1), {
    env: started.env,
    stdio: ['ignore', 'pipe', 'pipe', ...started.descriptors],
    detached: true,
  });
  started.started(child);
  let complaint = '';
  child.stdout!.on('data', (bytes: Buffer) => {
    if (ended !== undefined) return;
    if (!stream.take(bytes)) end('crashed');
  });
  child.stderr!.on('data', (bytes: Buffer) => {
    complaint = (complaint + bytes.toString('latin1')).slice(-2_000);
  });

  const usage = { peak: 0, told: 0 };
  const look = () => {
    const now = started.usage();
    usage.peak = Math.max(usage.peak, now.memoryBytes);
    if (started.memoryKills() > 0 || now.memoryBytes > limits.memoryBytes) end('memory');
    else if (now.sockets > MAX_SOCKETS) end('memory');
    else if (now.processes > limits.processes) end('crashed');
    if (elapsed() - usage.told >= TELL_USAGE_MS) {
      usage.told = elapsed();
      hooks.onFrame({ type: 'usage', elapsedMs: usage.told, memoryBytes: now.memoryBytes });
    }
  };
  // Looking at many processes takes long: it must not take all of our time.
  let poll: NodeJS.Timeout;
  const lookAgain = (after: number) => {
    poll = setTimeout(() => {
      const at = performance.now();
      look();
      lookAgain(Math.max(started.pollMs, 3 * (performance.now() - at)));
    }, after);
  };
  lookAgain(started.pollMs);
  const wall = setTimeout(() => end('time'), limits.wallSeconds * 1_000);
  const cancel = () => end('cancelled');
  hooks.signal.addEventListener('abort', cancel, { once: true });
  try {
    const failure = await exitOf(child, started);
    if (started.memoryKills() > 0) ended ??= 'memory';
    const said = stream.end();
    if (!ended && !said.began) throw new SandboxError(failure ?? complained(complaint));
    if (said.droppedBytes) hooks.onFrame({ type: 'dropped', bytes: said.droppedBytes });
    return resultOf(ended, said, elapsed(), Math.min(usage.peak, limits.memoryBytes));
  } finally {
    clearTimeout(poll!);
    clearTimeout(wall);
    hooks.signal.removeEventListener('abort', cancel);
  }
}

/** Until the process is gone and its pipes are closed. What holds a pipe longer is ended. */
function exitOf(child: ChildProcess, { kill }: Started): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => kill(child));
    child.once('close', () => resolve(undefined));
  });
}

function resultOf(ended: Verdict | undefined, said: StreamEnd, wallMs: number, peak: number): RunResult {
  const verdict = ended ?? verdictOf(said);
  const output = verdict === 'finished' && Buffer.isBuffer(said.output) ? said.output : null;
  return { verdict, cell: said.cell, output, wallMs, peakMemoryBytes: peak };
}

function verdictOf({ status, output, outOfMemory }: StreamEnd): Verdict {
  if (status !== 'ok') return outOfMemory ? 'memory' : 'crashed';
  if (output === 'none') return 'no_output';
  return output === 'bad' ? 'bad_output' : 'finished';
}

const nothing = (verdict: Verdict): RunResult => ({
  verdict,
  cell: null,
  output: null,
  wallMs: 0,
  peakMemoryBytes: 0,
});

const complained = (text: string) =>
  `The sandbox did not start: ${
    text
      .replace(/[^\x20-\x7e\n]/g, '')
      .trim()
      .split('\n')
      .slice(-3)
      .join(' ') || 'no reason was given'
  }`;

import type { ChildProcess } from 'node:child_process';
import { type Home, recordChild } from './home.js';
import { inTheirLanguage } from './language.js';
import { type Program, type Supervised, supervise, type Watcher } from './processes.js';
import type { Progress } from './progress.js';
import type { UpSettings } from './settings.js';

/** One `up`, and what it has started so far, in that order. */
export interface Run {
  settings: UpSettings;
  home: Home;
  progress: Progress;
  running: Supervised[];
  /** A command that is running to its end. */
  helper?: ChildProcess;
  stopping: boolean;
  /** What takes long hears here that this `up` stops. */
  abort: AbortController;
}

export const say = (en: string, ko: string) => inTheirLanguage(process.env, en, ko);
export const label = (doing: string, en: string, ko: string) => ({ doing, done: say(en, ko) });

export const servers = (run: Run) =>
  run.running.filter(({ name }) => name === 'API' || name === 'worker' || name === 'executor');

/** Starts a program and keeps it running until this `up` stops. */
export async function keep(run: Run, program: Program): Promise<void> {
  if (run.stopping) throw new Error('stopping');
  const supervised = supervise(program, watcherOf(run));
  run.running.push(supervised);
  await supervised.ready;
}

function watcherOf({ home, progress }: Run): Watcher {
  return {
    started: ({ name, stopSignal }, pid) => recordChild(home, name, pid, stopSignal),
    died: (name, how, pauseMs) =>
      progress.line(
        say(
          `${name} ${how}; starting it again in ${pauseMs} ms`,
          `${name}: ${how}; ${pauseMs} ms 뒤에 다시 시작합니다`,
        ),
      ),
    back: (name) => progress.line(say(`${name} is back`, `${name}: 다시 실행 중입니다`)),
  };
}

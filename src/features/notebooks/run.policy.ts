import type { Limits } from '../../sandbox/sandbox.js';
import type { NotebookRun } from './notebook-run.entity.js';
import type { NotebookSetting } from './notebook-setting.entity.js';

/** Texts, errors and pictures of a run that are kept. */
const LOG_BYTES = 4 << 20;

/** Open runs of a team that may wait or be under way at the same time; more would only stand in each other's way. */
export const OPEN_RUNS_AT_ONCE = 4;

/** What a notebook writes its predictions into. */
export const COLLECT = 'predictions.csv';

export const limitsOf = (setting: NotebookSetting): Limits => ({
  wallSeconds: setting.wallSeconds,
  memoryBytes: setting.memoryMegabytes * 2 ** 20,
  processes: setting.processes,
  diskBytes: setting.diskMegabytes * 2 ** 20,
  logBytes: LOG_BYTES,
  outputBytes: setting.outputMegabytes * 2 ** 20,
});

/** Quarters: so much is said about what a run on hidden data used, since it may spell out what it has read. */
const STEPS = 4;
export const coarse = (used: number | null, limit: number): number | null =>
  used === null ? null : Math.min(STEPS, Math.max(1, Math.ceil((used / limit) * STEPS)));

/** How people see a run's status: what happens between two processes is nothing to wait for differently. */
export const shownStatus = (
  status: NotebookRun['status'],
): 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' =>
  status === 'staged' ? 'waiting' : status === 'collected' ? 'running' : status;

export const isOver = (status: NotebookRun['status']): boolean =>
  status === 'done' || status === 'failed' || status === 'cancelled';

/** How often a run is executed before we give up on it; executors that were killed count, so this is generous. */
export const MAX_RUN_ATTEMPTS = 5;

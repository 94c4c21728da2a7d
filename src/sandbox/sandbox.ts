/** What a run may use. Sizes in bytes, times in seconds. */
export interface Limits {
  wallSeconds: number;
  memoryBytes: number;
  processes: number;
  /** Of `/out` and of `/tmp`, each. */
  diskBytes: number;
  /** What is kept of texts, errors and pictures together; what comes after it is dropped and counted. */
  logBytes: number;
  /** The largest file that is collected from `/out`. */
  outputBytes: number;
}

/** A Python with its packages, built once from a lock file and named by what is in it. */
export interface Environment {
  name: string;
  /** SHA-256 in hex of everything that defines it. */
  digest: string;
  /** The folder on this machine that is the run's root file system, and the interpreter's path inside of it. */
  root: string;
  python: string;
  packages: { name: string; version: string }[];
}

/** A file of this machine that the run reads as `/data/NAME`. Its owner and mode need not let the run's user read it. */
export interface InputFile {
  name: string;
  path: string;
}

/** What is run: a notebook that has passed the preflight, or a program `main.py` of an organizer's with its files. */
export type Program =
  | { kind: 'notebook'; notebook: Buffer }
  | { kind: 'scorer'; files: InputFile[]; command: string[] };

/** One run. It has no place for labels: a notebook that could read them would not be scored but rewarded. */
export interface RunSpec {
  /** Names the run in logs and on this machine; unique among all that were ever run. */
  id: string;
  program: Program;
  inputs: InputFile[];
  /** The one name in `/out` that is collected: `predictions.csv`, or a scorer's `scores.json`. */
  collect: string;
  environment: Environment;
  limits: Limits;
  /** `PYTHONHASHSEED` and `DATATHON_SEED` of the run. */
  seed: number;
}

/**
 * How a run ended. `memory` also where the kernel of the notebook was killed for it, `crashed` where a cell failed or the kernel
 * died, `bad_output` where what is to be collected is no plain file or larger than allowed.
 */
export type Verdict = 'finished' | 'time' | 'memory' | 'crashed' | 'no_output' | 'bad_output' | 'cancelled';

/** What a cell has shown: checked, capped and without control characters, but still the words of a stranger. HTML comes with its plain text. */
export type CellOutput =
  | { kind: 'text'; stream: 'stdout' | 'stderr' | 'result'; text: string }
  | { kind: 'png'; base64: string }
  | { kind: 'html'; html: string; text: string }
  | { kind: 'error'; name: string; message: string; traceback: string };

/** What comes out of a run while it lasts. Cells are counted from 0, code cells only. */
export type Frame =
  | { type: 'cell'; cell: number; of: number; state: 'started' | 'finished' | 'failed' }
  | { type: 'output'; cell: number; output: CellOutput }
  | { type: 'usage'; elapsedMs: number; memoryBytes: number }
  | { type: 'dropped'; bytes: number };

export interface RunResult {
  verdict: Verdict;
  /** The code cell that failed or was running at the end, counted from 0. */
  cell: number | null;
  /** The collected file, in memory: at most `limits.outputBytes`. Null unless the verdict is `finished`. */
  output: Buffer | null;
  wallMs: number;
  peakMemoryBytes: number;
}

/** What this machine lets a runner do. */
export interface Probe {
  ok: boolean;
  engine: 'bubblewrap' | 'gvisor';
  version: string;
  /** `cgroup`: memory and processes are held by the kernel's groups; `degraded`: by limits of a user and by watching. */
  limits: 'cgroup' | 'degraded';
  /** How many runs at the same time do not disturb each other. */
  slots: number;
  /** One line for each thing that was tried; `ok` is false where one of them got through. */
  checks: { name: string; ok: boolean; seen: string }[];
  /** What is missing, as a sentence for operators; null where `ok`. */
  missing: string | null;
}

/** The sandbox could not do its work: the run says nothing about the notebook, and is tried again. */
export class SandboxError extends Error {}

export interface RunHooks {
  onFrame(frame: Frame): void;
  /** Ends the run at once, with the verdict `cancelled`. */
  signal: AbortSignal;
}

/** Runs code that nobody trusts. One implementation for each way to hold it. */
export interface NotebookRunner {
  /** Tries a few attacks; where one gets through, nothing is to be run. */
  probe(): Promise<Probe>;
  /** Nothing of the run is left when this returns or throws. @throws SandboxError */
  run(spec: RunSpec, slot: number, hooks: RunHooks): Promise<RunResult>;
  /** Ends and removes what killed predecessors of this process left behind. */
  reap(): Promise<void>;
}

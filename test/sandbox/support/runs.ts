import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../../src/sandbox/environment.js';
import { preflight } from '../../../src/sandbox/preflight.js';
import type {
  Environment,
  Frame,
  InputFile,
  Limits,
  NotebookRunner,
  RunResult,
  RunSpec,
} from '../../../src/sandbox/sandbox.js';

export const ATTACKS = fileURLToPath(new URL('../attacks/', import.meta.url));
const MIB = 1 << 20;

export const LIMITS: Limits = {
  wallSeconds: 20,
  memoryBytes: 1024 * MIB,
  processes: 128,
  diskBytes: 64 * MIB,
  logBytes: MIB,
  outputBytes: 50 * MIB,
};

export function environment(): Environment {
  const built = readEnvironment(process.env.DATATHON_TEST_ENVIRONMENT ?? '');
  if (!built) throw new Error('There is no environment: the set-up of these tests builds one.');
  return built;
}

export interface Inputs {
  dir: string;
  files: InputFile[];
  remove(): void;
}

/** The files that the honest notebook reads. The label is a sum, so that a model finds it. */
export function makeInputs(): Inputs {
  const dir = mkdtempSync(join(tmpdir(), 'datathon-inputs-'));
  let state = 7;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
  const rows = Array.from({ length: 2_000 }, (_, k) => ({ id: k, a: random(), b: random() }));
  const train = rows.map(({ id, a, b }) => `${id},${a},${b},${a + b > 0 ? 1 : 0}`);
  const test = rows.map(({ id, a, b }) => `${id + 2_000},${b},${a}`);
  // Nobody but root may read them here: the run gets copies of its own.
  writeFileSync(join(dir, 'train.csv'), `id,a,b,label\n${train.join('\n')}\n`, { mode: 0o600 });
  writeFileSync(join(dir, 'test.csv'), `id,a,b\n${test.join('\n')}\n`, { mode: 0o600 });
  const files = ['train.csv', 'test.csv'].map((name) => ({ name, path: join(dir, name) }));
  return { dir, files, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** One cell, unless the text is cut by `# %%`. */
export function notebookOf(source: string): Buffer {
  const cells = source.split(/^# %%.*\n/m).map((text) => ({ cell_type: 'code', source: text }));
  return Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
}

/** An attack of the folder: a notebook as it was handed in, or the source of one cell. */
export function attack(name: string): Buffer {
  const file = readdirSync(ATTACKS).find((found) => found.replace(/\.(ipynb|py)$/, '') === name);
  if (!file) throw new Error(`There is no attack called ${name}`);
  const bytes = readFileSync(join(ATTACKS, file));
  return file.endsWith('.py') ? notebookOf(bytes.toString()) : bytes;
}

export interface Ran {
  result: RunResult;
  frames: Frame[];
  /** Everything that it printed, errors too. */
  text: string;
  /** What it printed on standard output alone: a traceback quotes what was never said. */
  said: string;
}

let count = 0;

export interface Wish {
  inputs?: InputFile[];
  limits?: Partial<Limits>;
  signal?: AbortSignal;
  onFrame?: (frame: Frame) => void;
  environment?: Environment;
  seed?: number;
}

export async function runNotebook(
  runner: NotebookRunner,
  slot: number,
  file: Buffer,
  wish: Wish = {},
): Promise<Ran> {
  const checked = preflight(file);
  if (!checked.ok) throw new Error(`Not a notebook: ${JSON.stringify(checked.errors)}`);
  return runProgram(runner, slot, { kind: 'notebook', notebook: checked.notebook }, 'predictions.csv', wish);
}

export async function runProgram(
  runner: NotebookRunner,
  slot: number,
  program: RunSpec['program'],
  collect: string,
  wish: Wish = {},
): Promise<Ran> {
  const frames: Frame[] = [];
  const spec: RunSpec = {
    id: `test-${process.pid}-${count++}`,
    program,
    inputs: wish.inputs ?? [],
    collect,
    environment: wish.environment ?? environment(),
    limits: { ...LIMITS, ...wish.limits },
    seed: wish.seed ?? 1,
  };
  const onFrame = (frame: Frame) => {
    frames.push(frame);
    wish.onFrame?.(frame);
  };
  const signal = wish.signal ?? new AbortController().signal;
  const result = await runner.run(spec, slot, { onFrame, signal });
  return { result, frames, text: frames.map(wordsOf).join(''), said: frames.map(saidIn).join('') };
}

function saidIn(frame: Frame): string {
  const told = frame.type === 'output' && frame.output.kind === 'text' && frame.output.stream === 'stdout';
  return told ? wordsOf(frame) : '';
}

function wordsOf(frame: Frame): string {
  if (frame.type !== 'output') return '';
  const { output } = frame;
  if (output.kind === 'text') return output.text;
  return output.kind === 'error' ? `${output.name}: ${output.message}\n${output.traceback}\n` : '';
}

/** Names of processes that no test may leave behind. */
export function processesOfSlots(firstUser: number): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
      return uid >= firstUser && uid < firstUser + 64 && !/^State:\s+[ZX]/m.test(status)
        ? [`${pid} ${/^Name:\s+(.*)$/m.exec(status)?.[1]}`]
        : [];
    } catch {
      return [];
    }
  });
}

import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type InputFile, type RunSpec, SandboxError } from './sandbox.js';

/** From the root of the installation: it is run as it is, and not compiled. */
const DRIVER = ['../../../sandbox/driver.py', '../../sandbox/driver.py']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync)!;

const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.\- ]{0,200}$/u;

export interface Staged {
  data: string;
  /** The driver and what it runs: `/sandbox` of the run. */
  program: string;
}

/**
 * Copies what a run reads into a folder that its user may read and nobody else but root: the files themselves may be anyone's,
 * and the run must not hold one that is changed or removed meanwhile.
 */
export function stage(dir: string, spec: RunSpec, owner: { uid: number } | null): Staged {
  const staged = { data: join(dir, 'data'), program: join(dir, 'program') };
  folder(dir, owner);
  folder(staged.data, owner);
  folder(staged.program, owner);
  for (const file of spec.inputs) place(staged.data, file, owner);
  place(staged.program, { name: 'driver.py', path: DRIVER }, owner);
  if (spec.program.kind === 'notebook') {
    const path = join(staged.program, 'notebook.ipynb');
    writeFileSync(path, spec.program.notebook, { mode: 0o440 });
    give(path, owner);
  } else {
    folder(join(staged.program, 'program'), owner);
    for (const file of spec.program.files) place(join(staged.program, 'program'), file, owner);
  }
  return staged;
}

export function unstage(dir: string) {
  rmSync(dir, { recursive: true, force: true });
}

/** Scorers have their files in folders: `ref/labels.csv`. */
function place(dir: string, { name, path }: InputFile, owner: { uid: number } | null) {
  const parts = name.split('/');
  if (parts.length > 3 || !parts.every((part) => NAME.test(part)))
    throw new SandboxError(`An input cannot be called ${JSON.stringify(name)}`);
  const to = join(dir, ...parts);
  for (let k = 1; k < parts.length; k += 1) folder(join(dir, ...parts.slice(0, k)), owner);
  try {
    copyFileSync(path, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (error) {
    throw new SandboxError(`The input ${name} cannot be copied: ${(error as Error).message}`);
  }
  chmodSync(to, 0o440);
  give(to, owner);
}

function folder(path: string, owner: { uid: number } | null) {
  mkdirSync(path, { recursive: true, mode: 0o750 });
  give(path, owner);
}

/** The group is the run's; the owner is root, so that the run cannot change the mode. */
function give(path: string, owner: { uid: number } | null) {
  if (owner) chownSync(path, 0, owner.uid);
}

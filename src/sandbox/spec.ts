import { type RunSpec, SandboxError } from './sandbox.js';

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const COLLECTED = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** The spec comes from us, not from a stranger: what is wrong in it is a fault of ours, found before it becomes part of a command. */
export function checkSpec(spec: RunSpec, slot: number, slots: number) {
  const wrong = (what: string) => new SandboxError(`The run ${spec.id} has ${what}`);
  if (!ID.test(spec.id)) throw new SandboxError('A run has no proper id');
  if (!Number.isInteger(slot) || slot < 0 || slot >= slots)
    throw wrong(`a slot ${slot}, and there are ${slots}`);
  if (!COLLECTED.test(spec.collect)) throw wrong('no proper name of the file to collect');
  if (!Number.isSafeInteger(spec.seed) || spec.seed < 0) throw wrong('no proper seed');
  if (!spec.environment.python.startsWith('/')) throw wrong('no path to an interpreter');
  for (const [name, value] of Object.entries(spec.limits)) {
    if (!Number.isSafeInteger(value) || value <= 0) throw wrong(`a limit ${name} of ${value}`);
  }
  if (spec.limits.outputBytes > 64 << 20) throw wrong('an output that does not fit into the stream');
}

/** How many code cells the checked notebook has. */
export function codeCellsOf(spec: RunSpec): number {
  if (spec.program.kind === 'scorer') return 1;
  const { cells } = JSON.parse(spec.program.notebook.toString()) as { cells: { cell_type: string }[] };
  return cells.filter(({ cell_type }) => cell_type === 'code').length;
}

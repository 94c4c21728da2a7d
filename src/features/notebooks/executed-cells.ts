import type { CellOutput, Frame } from '../../sandbox/sandbox.js';

/** A cell of a notebook with what its run has shown. */
export interface ExecutedCell {
  kind: 'code' | 'markdown' | 'raw';
  source: string;
  /** Among the code cells, counted from 0; null of other cells. */
  code: number | null;
  state: 'waiting' | 'started' | 'finished' | 'failed';
  outputs: CellOutput[];
}

/** The notebook's cells with the outputs of a run. @param file a notebook that has passed the preflight */
export function executedCells(file: Buffer, frames: Frame[]): ExecutedCell[] {
  const { cells } = JSON.parse(file.toString('utf8')) as {
    cells: { cell_type: ExecutedCell['kind']; source: string | string[] }[];
  };
  let code = 0;
  const shown = cells.map(({ cell_type: kind, source }): ExecutedCell => {
    const text = Array.isArray(source) ? source.join('') : source;
    return { kind, source: text, code: kind === 'code' ? code++ : null, state: 'waiting', outputs: [] };
  });
  const byCode = new Map(shown.map((cell) => [cell.code, cell]));
  for (const frame of frames) {
    const cell = 'cell' in frame ? byCode.get(frame.cell) : undefined;
    if (!cell) continue;
    if (frame.type === 'cell') cell.state = frame.state;
    else if (frame.type === 'output') addOutput(cell.outputs, frame.output);
  }
  return shown;
}

/** Texts of one stream that follow each other are one text. */
function addOutput(outputs: CellOutput[], output: CellOutput): void {
  const last = outputs.at(-1);
  if (output.kind === 'text' && last?.kind === 'text' && last.stream === output.stream)
    outputs[outputs.length - 1] = { ...last, text: last.text + output.text };
  else outputs.push(output);
}

/** How a cell differs from the one that stands in its place in an earlier run. */
export interface CellChange {
  /** Place in the later notebook; null: only the earlier one has it. */
  index: number | null;
  earlierIndex: number | null;
  source: 'same' | 'changed' | 'added' | 'removed';
  outputs: 'same' | 'changed';
}

/**
 * Puts two executed notebooks beside each other. Cells with the same source are the same cell (longest common
 * subsequence); between those, cells are taken in order as changed ones, and the rest as added or removed.
 */
export function compareCells(earlier: ExecutedCell[], later: ExecutedCell[]): CellChange[] {
  const changes: CellChange[] = [];
  let a = 0;
  let b = 0;
  for (const [nextA, nextB] of [...commonCells(earlier, later), [earlier.length, later.length] as const]) {
    while (a < nextA || b < nextB) {
      const both = a < nextA && b < nextB;
      const source = both ? 'changed' : a < nextA ? 'removed' : 'added';
      changes.push({
        index: b < nextB ? b : null,
        earlierIndex: a < nextA ? a : null,
        source,
        outputs: both && sameOutputs(earlier[a], later[b]) ? 'same' : 'changed',
      });
      if (a < nextA) a++;
      if (b < nextB) b++;
    }
    if (a < earlier.length && b < later.length) {
      const outputs = sameOutputs(earlier[a], later[b]) ? 'same' : 'changed';
      changes.push({ index: b, earlierIndex: a, source: 'same', outputs });
      a++;
      b++;
    }
  }
  return changes;
}

const sameOutputs = (a: ExecutedCell | undefined, b: ExecutedCell | undefined): boolean =>
  a?.state === b?.state && JSON.stringify(a?.outputs) === JSON.stringify(b?.outputs);

function commonCells(a: ExecutedCell[], b: ExecutedCell[]): (readonly [number, number])[] {
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => length[i]?.[j] ?? 0;
  const same = (i: number, j: number) => a[i]?.source === b[j]?.source && a[i]?.kind === b[j]?.kind;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      (length[i] as Uint16Array)[j] = same(i, j)
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (same(i, j)) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

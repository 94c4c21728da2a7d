import { fieldText, nextRow, openCsv } from '../../scoring/csv.js';
import type { RunDifference } from './notebook-run.entity.js';

/** How two files of predictions differ, row by row of the same id; both have passed the check of the task. */
export function differenceOf(before: Uint8Array, after: Uint8Array, idColumn: string): RunDifference {
  const earlier = rowsOf(before, idColumn);
  const later = rowsOf(after, idColumn);
  let rowsThatDiffer = 0;
  let largest: number | null = 0;
  for (const [id, values] of earlier) {
    const others = later.get(id);
    if (others && [...values].every(([name, value]) => others.get(name) === value)) continue;
    let differs = others === undefined;
    if (!others) largest = null;
    else {
      for (const [name, value] of values) {
        const gap = gapOf(value, others.get(name));
        if (gap === 0) continue;
        differs = true;
        largest = gap === null || largest === null ? null : Math.max(largest, gap);
      }
    }
    if (differs) rowsThatDiffer++;
  }
  const added = [...later.keys()].filter((id) => !earlier.has(id)).length;
  return {
    rows: earlier.size,
    rowsThatDiffer: rowsThatDiffer + added,
    largest: added > 0 ? null : largest,
  };
}

/** 0: the same number, however it is written. Null: it has no size. */
function gapOf(a: string, b: string | undefined): number | null {
  if (a === b) return 0;
  const [x, y] = [a, b ?? ''].map((text) => (text.trim() === '' ? Number.NaN : Number(text))) as [
    number,
    number,
  ];
  const gap = Math.abs(x - y);
  return Number.isFinite(gap) ? gap : null;
}

function rowsOf(file: Uint8Array, idColumn: string): Map<string, Map<string, string>> {
  const reader = openCsv(file);
  const row = () => Array.from({ length: reader.count }, (_, k) => fieldText(reader, k));
  const header = nextRow(reader) ? row() : [];
  const idAt = header.indexOf(idColumn);
  const rows = new Map<string, Map<string, string>>();
  while (nextRow(reader)) {
    const fields = row();
    const values = header.map((name, k): [string, string] => [name, fields[k] ?? '']);
    rows.set(fields[idAt] ?? '', new Map(values.filter((_, k) => k !== idAt)));
  }
  return rows;
}

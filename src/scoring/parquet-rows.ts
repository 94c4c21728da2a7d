import type { RowFields } from './header.js';

/** Text as its bytes. */
export type CellValue = Uint8Array | number | bigint | null;

/** The columns of a Parquet file that were asked for, in memory, and the names of all. A row needs a value in `idColumn`. */
export interface ParquetTable {
  columns: string[];
  idColumn: string;
  rows: number;
  cells: Map<string, CellValue[]>;
}

/**
 * Gives the rows as CSV would write them, so that whoever reads a row need not know which of the two it came from: a
 * number in the shortest form that reads back as the same double, whole numbers in full, nothing for null.
 */
export function openRows(table: ParquetTable): { row: RowFields; next(): boolean } {
  const { columns, rows, cells, idColumn } = table;
  const row: RowFields = {
    bytes: new Uint8Array(4096),
    starts: new Int32Array(columns.length),
    ends: new Int32Array(columns.length),
    count: columns.length,
    rowLine: 1,
    problem: null,
  };
  const read = columns.flatMap((name, at) => {
    const values = cells.get(name);
    return values ? [{ at, values, isId: name === idColumn }] : [];
  });
  let at = -1;
  return {
    row,
    next() {
      if (++at >= rows) return false;
      row.rowLine = at + 2;
      row.problem = null;
      let end = 0;
      for (const column of read) {
        const value = column.values[at] ?? null;
        if (value === null && column.isId) row.problem = 'null_id';
        const from = end;
        end = value instanceof Uint8Array ? putBytes(row, end, value) : putText(row, end, value);
        row.starts[column.at] = from;
        row.ends[column.at] = end;
      }
      return true;
    },
  };
}

function putBytes(row: RowFields, from: number, value: Uint8Array): number {
  makeRoom(row, from, value.length);
  row.bytes.set(value, from);
  return from + value.length;
}

/** Digits, signs and `NaN` alike are ASCII. */
function putText(row: RowFields, from: number, value: number | bigint | null): number {
  if (value === null) return from;
  const text = String(value);
  makeRoom(row, from, text.length);
  for (let k = 0; k < text.length; k++) row.bytes[from + k] = text.charCodeAt(k);
  return from + text.length;
}

function makeRoom(row: RowFields, from: number, more: number): void {
  if (from + more <= row.bytes.length) return;
  const larger = new Uint8Array(Math.max(row.bytes.length * 2, from + more));
  larger.set(row.bytes.subarray(0, from));
  row.bytes = larger;
}

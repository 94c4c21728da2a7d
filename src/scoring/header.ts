import { type CsvReader, fieldText, nextRow, openCsv } from './csv.js';
import { encodingProblem } from './encoding.js';
import { type ErrorLog, type FileError, listErrors, noteError, singleError } from './errors.js';
import { openRows, type ParquetTable } from './parquet-rows.js';

/** The bytes of a CSV file, or the columns of a Parquet file. */
export type TableFile = Uint8Array | ParquetTable;

/** The row that was read last: field k is `bytes[starts[k]] … bytes[ends[k] - 1]`. */
export type RowFields = Pick<CsvReader, 'bytes' | 'starts' | 'ends' | 'count' | 'rowLine'> & {
  problem: string | null;
  /** Where the next row begins, in a file whose rows are text. */
  position?: number;
};

/** A file whose header is as asked: where each required column is, and all names in order. */
export interface OpenedTable {
  row: RowFields;
  /** Reads the next row into `row`; false at the end. */
  next(): boolean;
  /** Position of each required column, in the order asked for. */
  positions: number[];
  columns: string[];
}

/**
 * Opens a file and checks what must hold before any row is read: it is not empty, it is UTF-8, and its header
 * has every required column exactly once, no unnamed or duplicate column and, unless `extraAllowed`, no other.
 * Names are compared exactly. Errors: EMPTY_FILE, BAD_ENCODING, BAD_HEADER.
 */
export function openTable(
  file: TableFile,
  required: string[],
  extraAllowed: boolean,
): { ok: true; table: OpenedTable } | { ok: false; errors: FileError[] } {
  if (file instanceof Uint8Array) return openCsvTable(file, required, extraAllowed);
  const { columns } = file;
  const log = headerErrors(columns, required, extraAllowed, null);
  if (log.size > 0) return { ok: false, errors: listErrors(log) };
  return {
    ok: true,
    table: { ...openRows(file), columns, positions: required.map((name) => columns.indexOf(name)) },
  };
}

function openCsvTable(
  bytes: Uint8Array,
  required: string[],
  extraAllowed: boolean,
): { ok: true; table: OpenedTable } | { ok: false; errors: FileError[] } {
  const encoding = encodingProblem(bytes);
  if (encoding !== null) {
    const { problem, offset } = encoding;
    return {
      ok: false,
      errors: singleError('BAD_ENCODING', { line: lineOf(bytes, offset), value: problem, problem }),
    };
  }
  const reader = openCsv(bytes);
  if (isBlank(bytes, reader.position) || !nextRow(reader))
    return { ok: false, errors: singleError('EMPTY_FILE') };
  const line = reader.rowLine;
  if (reader.problem !== null) {
    const example = { line, value: fieldText(reader, reader.count - 1), problem: 'bad_quotes' };
    return { ok: false, errors: singleError('BAD_HEADER', example) };
  }
  const columns = Array.from({ length: reader.count }, (_, k) => fieldText(reader, k));
  const log = headerErrors(columns, required, extraAllowed, line);
  if (log.size > 0) return { ok: false, errors: listErrors(log) };
  const positions = required.map((name) => columns.indexOf(name));
  return { ok: true, table: { row: reader, next: () => nextRow(reader), columns, positions } };
}

function headerErrors(
  columns: string[],
  required: string[],
  extraAllowed: boolean,
  line: number | null,
): ErrorLog {
  const log: ErrorLog = new Map();
  const seen = new Set<string>();
  const extra = columns.filter((name) => name !== '' && !required.includes(name));
  for (const value of required) {
    if (columns.includes(value)) continue;
    const suggestion = extra.find((name) => folded(name) === folded(value));
    noteError(log, 'BAD_HEADER', () => ({
      line,
      value,
      problem: 'missing',
      ...(suggestion && { suggestion }),
    }));
  }
  for (const value of columns) {
    if (value === '') {
      noteError(log, 'BAD_HEADER', () => ({ line, value, problem: 'unnamed' }));
    } else if (seen.has(value)) {
      noteError(log, 'BAD_HEADER', () => ({ line, value, problem: 'duplicate' }));
    } else if (!extraAllowed && !required.includes(value)) {
      const suggestion = required.find((name) => folded(name) === folded(value) && !columns.includes(name));
      const problem = columns.length === 1 && /[;\t|]/.test(value) ? 'separator' : 'extra';
      noteError(log, 'BAD_HEADER', () => ({ line, value, problem, ...(suggestion && { suggestion }) }));
    }
    seen.add(value);
  }
  return log;
}

/** A name without what people get wrong in it: case, spaces, separators, composition. */
function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-"'\uFEFF]+/g, '');
}

function isBlank(bytes: Uint8Array, from: number): boolean {
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return true;
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++;
  return line;
}

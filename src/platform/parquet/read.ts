import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema, type SchemaTree } from 'hyparquet';
import { encodingProblem } from '../../scoring/encoding.js';
import { type ErrorLog, type FileError, listErrors, noteError, singleError } from '../../scoring/errors.js';
import type { TableFile } from '../../scoring/header.js';
import type { CellValue, ParquetTable } from '../../scoring/parquet-rows.js';
import type { WantedColumn } from '../../scoring/wanted.js';
import { CODECS, COMPRESSORS } from './codecs.js';
import { pagesSize } from './pages.js';

export type ReadParquet = { ok: true; table: ParquetTable } | { ok: false; errors: FileError[] };

type TypeProblem = 'nested' | 'not_text_or_whole' | 'not_a_number' | 'not_text';

/** Cells of a file that are held in memory at once. */
const MAX_CELLS = 20_000_000;

const WHOLE_NUMBERS = /^U?INT_(8|16|32|64)$/;

/** A table ready to be parsed: CSV as it is, Parquet decoded. `cap`: bytes once decompressed. */
export async function loadTable(
  bytes: Uint8Array,
  wanted: WantedColumn[],
  cap: number,
): Promise<{ ok: true; table: TableFile } | { ok: false; errors: FileError[] }> {
  return isParquet(bytes) ? readParquet(bytes, wanted, cap) : { ok: true, table: bytes };
}

/** Whether the bytes are a Parquet file, plain or with an encrypted footer. */
function isParquet(bytes: Uint8Array): boolean {
  const last = bytes[3];
  return bytes[0] === 0x50 && bytes[1] === 0x41 && bytes[2] === 0x52 && (last === 0x31 || last === 0x45);
}

/**
 * Reads the wanted columns of a Parquet file (Apache Parquet format, 2.12) into memory, those of them that are there:
 * what is missing, extra or there twice is the header's business, as in CSV. All of them flat and of a fitting type.
 * Errors: BAD_PARQUET (damaged, cut off, encrypted, an unknown compression), BAD_TYPE, BAD_ENCODING, TOO_LARGE.
 * `cap`: bytes of the wanted columns once decompressed.
 */
export async function readParquet(
  bytes: Uint8Array,
  wanted: WantedColumn[],
  cap: number,
): Promise<ReadParquet> {
  try {
    return await read(bytes, wanted, cap);
  } catch {
    // The reader's own words quote offsets and bytes of the file; they help nobody.
    return refused('damaged');
  }
}

async function read(bytes: Uint8Array, wanted: WantedColumn[], cap: number): Promise<ReadParquet> {
  if (bytes[3] === 0x45) return refused('encrypted');
  const metadata = parquetMetadata(bytes, { geoparquet: false });
  const fields = parquetSchema(metadata).children;
  const columns = fields.map(({ element }) => element.name);
  const present = wanted.filter(({ name }) => columns.indexOf(name) !== -1);
  const rows = Number(metadata.num_rows);
  const table: ParquetTable = { columns, rows, idColumn: wanted[0]!.name, cells: new Map() };
  // The header's check, which comes next, refuses the file.
  if (present.some(({ name }) => columns.indexOf(name) !== columns.lastIndexOf(name))) {
    return { ok: true, table: { ...table, rows: 0 } };
  }
  const types: ErrorLog = new Map();
  for (const column of present) {
    const problem = typeProblem(fields[columns.indexOf(column.name)]!, column);
    if (problem !== null) {
      const { name } = column;
      noteError(types, 'BAD_TYPE', () => ({ line: null, column: name, value: '', problem }));
    }
  }
  if (types.size > 0) return { ok: false, errors: listErrors(types) };
  if (rows * present.length > MAX_CELLS) return tooLarge(`more than ${MAX_CELLS} values`);
  const names = [...new Set(present.map(({ name }) => name))];
  const problem = chunksProblem(bytes, metadata, names, cap);
  if (problem === 'too_large') return tooLarge(`more than ${cap} bytes`);
  if (problem !== null) return refused(problem);
  if (names.length > 0 && rows > 0) await fill(table, bytes, metadata, names);
  return checked(table, cap);
}

/** Decodes the columns; text stays bytes. */
async function fill(
  { cells, rows }: ParquetTable,
  bytes: Uint8Array,
  metadata: FileMetaData,
  names: string[],
): Promise<void> {
  const { byteOffset } = bytes;
  const { buffer } = bytes;
  for (const name of names) cells.set(name, new Array<CellValue>(rows));
  let read = 0;
  await parquetRead({
    file: {
      byteLength: bytes.length,
      slice: (start, end = bytes.length) => buffer.slice(byteOffset + start, byteOffset + end) as ArrayBuffer,
    },
    metadata,
    columns: names,
    compressors: COMPRESSORS,
    geoparquet: false,
    parsers: { stringFromBytes: (text) => text },
    onChunk({ columnName, columnData, rowStart }) {
      const column = cells.get(columnName)!;
      for (let k = 0; k < columnData.length; k++) column[rowStart + k] = columnData[k] ?? null;
      read += columnData.length;
    },
  });
  if (read !== rows * names.length) throw new Error('not all rows were read');
}

/** What the footer and the headers of pages say of the wanted columns, before a single value is made room for. */
function chunksProblem(
  bytes: Uint8Array,
  { row_groups: groups, num_rows: total }: FileMetaData,
  names: string[],
  cap: number,
): 'damaged' | 'encrypted' | 'compression' | 'too_large' | null {
  let rows = 0;
  let size = 0;
  for (const group of groups) {
    if (group.num_rows === 0n) continue;
    rows += Number(group.num_rows);
    for (const { meta_data: chunk, crypto_metadata: secret, file_path: elsewhere } of group.columns) {
      if (secret) return 'encrypted';
      if (!chunk || elsewhere) return 'damaged';
      if (chunk.path_in_schema.length !== 1 || !names.includes(chunk.path_in_schema[0]!)) continue;
      if (!CODECS.includes(chunk.codec)) return 'compression';
      if (chunk.num_values !== group.num_rows) return 'damaged';
      const unpacked = pagesSize(bytes, chunk);
      if (unpacked === null) return 'damaged';
      size += unpacked;
      if (size > cap) return 'too_large';
    }
  }
  return rows === Number(total) ? null : 'damaged';
}

/** Text is UTF-8, and all of it together, repeated as often as a dictionary repeats it, is no larger than a file may be. */
function checked(table: ParquetTable, cap: number): ReadParquet {
  let size = 0;
  for (const [column, values] of table.cells) {
    for (let row = 0; row < values.length; row++) {
      const value = values[row];
      if (!(value instanceof Uint8Array)) continue;
      size += value.length;
      if (size > cap) return tooLarge(`more than ${cap} bytes`);
      const problem = encodingProblem(value)?.problem;
      if (problem === undefined) continue;
      return {
        ok: false,
        errors: singleError('BAD_ENCODING', { line: row + 2, column, value: problem, problem }),
      };
    }
  }
  return { ok: true, table };
}

function typeProblem({ element, children }: SchemaTree, { holds }: WantedColumn): TypeProblem | null {
  if (children.length > 0 || element.repetition_type === 'REPEATED' || !element.type) return 'nested';
  const { type, converted_type: converted, logical_type: logical } = element;
  const isText =
    type === 'BYTE_ARRAY' &&
    (converted === 'UTF8' || converted === 'ENUM' || logical?.type === 'STRING' || logical?.type === 'ENUM');
  const isWhole =
    (type === 'INT32' || type === 'INT64') &&
    (converted === undefined || WHOLE_NUMBERS.test(converted)) &&
    (logical === undefined || logical.type === 'INTEGER');
  const isNumber = isWhole || ((type === 'FLOAT' || type === 'DOUBLE') && !converted && !logical);
  if (holds === 'key') return isText || isWhole ? null : 'not_text_or_whole';
  if (holds === 'number') return isNumber ? null : 'not_a_number';
  return isText ? null : 'not_text';
}

function refused(problem: string): ReadParquet {
  return { ok: false, errors: singleError('BAD_PARQUET', { line: null, value: problem, problem }) };
}

function tooLarge(value: string): ReadParquet {
  return { ok: false, errors: singleError('TOO_LARGE', { line: null, value, problem: value }) };
}

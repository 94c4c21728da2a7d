const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MAX_SHOWN_BYTES = 400;

/** What breaks a row's form: its quotes are never closed, or something follows a closing quote. */
export type RowProblem = 'unclosed_quote' | 'text_after_quote';

/**
 * Reads comma-separated values (RFC 4180) from bytes, row by row, without making strings. A row ends with LF or
 * CRLF; a CR elsewhere is data. Blank lines are skipped. A quote that does not open a field is data.
 * Field k of the last row read is `bytes[starts[k]] … bytes[ends[k] - 1]`, without its quotes.
 */
export interface CsvReader {
  readonly file: Uint8Array;
  position: number;
  /** Physical line of `position`, from 1; line breaks inside quotes count. */
  line: number;
  /** Where the fields of the last row are: the file itself, or a copy with doubled quotes undone. */
  bytes: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  count: number;
  rowLine: number;
  problem: RowProblem | null;
}

/** A reader at the first row of `file`, after a byte order mark if there is one. */
export function openCsv(file: Uint8Array): CsvReader {
  const marked = file.length >= 3 && file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;
  return {
    file,
    position: marked ? 3 : 0,
    line: 1,
    bytes: file,
    starts: new Int32Array(16),
    ends: new Int32Array(16),
    count: 0,
    rowLine: 1,
    problem: null,
  };
}

/** Reads the next row into the reader; false at the end of the file. */
export function nextRow(reader: CsvReader): boolean {
  const file = reader.file;
  const length = file.length;
  let i = skipBlankLines(reader);
  if (i >= length) return false;
  let starts = reader.starts;
  let ends = reader.ends;
  let count = 0;
  let escaped = false;
  reader.rowLine = reader.line;
  reader.problem = null;
  reader.bytes = file;
  for (;;) {
    let start = i;
    let stop: number;
    if (i < length && file[i] === QUOTE) {
      start = i + 1;
      i = start;
      for (;;) {
        while (i < length && file[i] !== QUOTE) {
          if (file[i] === LF) reader.line += 1;
          i++;
        }
        if (i >= length) {
          reader.problem = 'unclosed_quote';
          stop = length;
          break;
        }
        if (i + 1 < length && file[i + 1] === QUOTE) {
          escaped = true;
          i += 2;
        } else {
          stop = i;
          i++;
          break;
        }
      }
      if (i < length && file[i] === CR && i + 1 < length && file[i + 1] === LF) i++;
      if (i < length && file[i] !== COMMA && file[i] !== LF) {
        reader.problem = 'text_after_quote';
        while (i < length && file[i] !== COMMA && file[i] !== LF) i++;
      }
    } else {
      let byte = 0;
      while (i < length) {
        byte = file[i]!;
        if (byte === COMMA || byte === LF) break;
        i++;
      }
      stop = i;
      if (i < length && byte === LF && stop > start && file[stop - 1] === CR) stop--;
    }
    if (count === starts.length) {
      starts = reader.starts = grow(starts);
      ends = reader.ends = grow(ends);
    }
    starts[count] = start;
    ends[count] = stop;
    count++;
    if (i >= length) break;
    i++;
    if (file[i - 1] === LF) {
      reader.line += 1;
      break;
    }
  }
  reader.position = i;
  reader.count = count;
  if (escaped) undoubleQuotes(reader);
  return true;
}

/** The text of field `k` of the last row, for a message: cut after some hundred bytes. */
export function fieldText(reader: Pick<CsvReader, 'bytes' | 'starts' | 'ends'>, k: number): string {
  return bytesText(reader.bytes, reader.starts[k]!, reader.ends[k]!);
}

/** Bytes [start, end) as text for a message: cut after some hundred bytes, between two characters. */
export function bytesText(bytes: Uint8Array, start: number, end: number): string {
  let stop = end;
  if (stop - start > MAX_SHOWN_BYTES) {
    stop = start + MAX_SHOWN_BYTES;
    while (stop > start && (bytes[stop]! & 0xc0) === 0x80) stop--;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, stop));
}

function skipBlankLines(reader: CsvReader): number {
  const { file } = reader;
  const length = file.length;
  let i = reader.position;
  while (i < length) {
    if (file[i] === LF) i++;
    else if (file[i] === CR && i + 1 < length && file[i + 1] === LF) i += 2;
    else break;
    reader.line += 1;
  }
  reader.position = i;
  return i;
}

/** Copies the row and turns "" into " inside its quoted fields. */
function undoubleQuotes(reader: CsvReader): void {
  const { file, starts, ends, count } = reader;
  const copy = new Uint8Array(ends[count - 1]! - starts[0]!);
  let to = 0;
  for (let k = 0; k < count; k++) {
    const start = starts[k]!;
    const end = ends[k]!;
    // An unquoted field never follows a quote directly, so the byte before tells which kind this is.
    const quoted = start > 0 && file[start - 1] === QUOTE;
    starts[k] = to;
    for (let i = start; i < end; i++) {
      copy[to++] = file[i]!;
      if (quoted && file[i] === QUOTE) i++;
    }
    ends[k] = to;
  }
  reader.bytes = copy;
}

function grow(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

import { bytesText, fieldText, nextRow } from './csv.js';
import { type ErrorLog, type FileError, listErrors, MAX_EXAMPLES, noteError, singleError } from './errors.js';
import { openTable } from './header.js';
import { compareIds, findId } from './ids.js';
import { openNumbers, readNumber } from './numbers.js';
import type { Truth } from './truth.js';

/** How a team's file is read: exactly these two columns, in any order. */
export interface PredictionSpec {
  idColumn: string;
  predictionColumn: string;
  /** Smallest and largest prediction allowed; null: any finite double. */
  range: [number, number] | null;
}

/** Predictions in the order of the truth's rows. */
export type ParsedPredictions = { ok: true; predictions: Float64Array } | { ok: false; errors: FileError[] };

/**
 * Reads a team's predictions from CSV bytes (decompressed) and joins them to the truth by id: the whole file or nothing.
 * All errors of all rows are counted. A ragged row tells neither its id nor its value for sure, so MISSING_IDS is
 * reported only where there is none. More than ten times the truth's rows (and five million) is TOO_LARGE.
 */
export function parsePredictions(bytes: Uint8Array, truth: Truth, spec: PredictionSpec): ParsedPredictions {
  const opened = openTable(bytes, [spec.idColumn, spec.predictionColumn], false);
  if (!opened.ok) return opened;
  const { reader, positions } = opened.table;
  const idAt = positions[0]!;
  const valueAt = positions[1]!;
  const [min, max] = spec.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const maxRows = Math.max(10 * truth.rows, 5_000_000);

  const log: ErrorLog = new Map();
  const numbers = openNumbers(bytes);
  const predictions = new Float64Array(truth.rows);
  const seen = new Uint8Array(truth.rows);
  let found = 0;
  let read = 0;
  let next = 0;
  let inOrder = true;
  while (nextRow(reader)) {
    if (++read > maxRows) return { ok: false, errors: singleError('TOO_LARGE', tooManyRows(maxRows)) };
    if (reader.problem !== null || reader.count !== 2) {
      noteError(log, 'RAGGED_ROW', () => ({
        line: reader.rowLine,
        value: fieldText(reader, 0),
        problem: reader.problem ?? 'columns',
      }));
      continue;
    }
    const { starts, ends } = reader;
    // The truth's next row is guessed while the last guess would have been right; a wrong one costs two cache misses.
    const row = findId(truth.ids, reader.bytes, starts[idAt]!, ends[idAt]!, inOrder ? next : -1);
    inOrder = row === next;
    if (row === -1) {
      noteError(log, 'UNKNOWN_IDS', () => ({ line: reader.rowLine, value: fieldText(reader, idAt) }));
    } else if (seen[row] === 1) {
      noteError(log, 'DUPLICATE_IDS', () => ({ line: reader.rowLine, value: fieldText(reader, idAt) }));
    } else {
      seen[row] = 1;
      found++;
    }
    next = row + 1;
    const value = readNumber(numbers, reader.bytes, starts[valueAt]!, ends[valueAt]!);
    if (!(value >= min && value <= max) || !Number.isFinite(value)) {
      const code = Number.isNaN(value)
        ? 'NOT_A_NUMBER'
        : Number.isFinite(value)
          ? 'OUT_OF_RANGE'
          : 'NOT_FINITE';
      noteError(log, code, () => ({ line: reader.rowLine, value: fieldText(reader, valueAt) }));
    }
    if (row !== -1) predictions[row] = value;
  }
  if (found < truth.rows && !log.has('RAGGED_ROW')) noteMissing(log, truth, seen);
  return log.size > 0 ? { ok: false, errors: listErrors(log) } : { ok: true, predictions };
}

/**
 * The examples are the smallest ids by their bytes. In the truth's own row order they would tell how it is sorted,
 * and a truth that was exported sorted by label would be read from error messages, five ids at a time.
 */
function noteMissing(log: ErrorLog, { ids, rows }: Truth, seen: Uint8Array): void {
  const smallest: number[] = [];
  let missing = 0;
  for (let row = 0; row < rows; row++) {
    if (seen[row] === 1) continue;
    missing++;
    if (smallest.length === MAX_EXAMPLES && compareIds(ids, row, smallest.at(-1)!) > 0) continue;
    const at = smallest.findIndex((other) => compareIds(ids, row, other) < 0);
    smallest.splice(at === -1 ? smallest.length : at, 0, row);
    smallest.length = Math.min(smallest.length, MAX_EXAMPLES);
  }
  const names = smallest.map((row) => bytesText(ids.bytes, ids.offsets[row]!, ids.offsets[row + 1]!));
  for (let k = 0; k < missing; k++) noteError(log, 'MISSING_IDS', () => ({ line: null, value: names[k]! }));
}

function tooManyRows(maxRows: number) {
  return { line: null, value: `more than ${maxRows} rows`, problem: 'rows' };
}

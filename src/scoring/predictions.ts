import { bytesText, fieldText } from './csv.js';
import { type ErrorLog, type FileError, listErrors, MAX_EXAMPLES, noteError, singleError } from './errors.js';
import { openTable, type TableFile } from './header.js';
import { compareIds, findId, GUESSED_IDS, guessIds } from './ids.js';
import { openNumbers } from './numbers.js';
import { type ColumnValues, openColumn } from './outcomes/columns.js';
import { outcomeOf } from './outcomes/index.js';
import type { Truth, TruthSpec } from './truth.js';

/** How a team's file is read: exactly the ids and the columns of predictions that the schema names, in any order. */
export type PredictionSpec = Pick<TruthSpec, 'idColumn' | 'schema'>;

/** The schema's columns of predictions in the order of its kind, each in the order of the truth's rows. */
export type ParsedPredictions =
  | { ok: true; predictions: ColumnValues[] }
  | { ok: false; errors: FileError[] };

/**
 * Reads a team's predictions from a table (decompressed) and joins them to the truth by id: the whole file or nothing.
 * All errors of all rows are counted. A ragged row tells neither its id nor its values for sure, so MISSING_IDS is
 * reported only where there is none. More than ten times the truth's rows (and five million) is TOO_LARGE.
 */
export function parsePredictions(file: TableFile, truth: Truth, spec: PredictionSpec): ParsedPredictions {
  const { idColumn, schema } = spec;
  const outcome = outcomeOf(schema);
  const rules = outcome.predictionColumns(schema);
  const opened = openTable(file, [idColumn, ...rules.map(({ name }) => name)], false);
  if (!opened.ok) return opened;
  const { row: fields, next: nextRow, columns, positions } = opened.table;
  const [idAt = 0, ...places] = positions;
  const maxRows = Math.max(10 * truth.rows, 5_000_000);

  const log: ErrorLog = new Map();
  const isText = file instanceof Uint8Array;
  const numbers = openNumbers(isText ? file : new Uint8Array(0));
  // One row more than the truth has takes what belongs to none of them, so that it is checked too.
  const spare = truth.rows;
  const cells = rules.map((rule) => openColumn(rule, spare + 1, numbers));
  const together = outcome.rowProblem && cells.map((column) => column.values(spare + 1));
  const seen = new Uint8Array(truth.rows);
  let found = 0;
  let read = 0;
  let next = 0;
  let inOrder = true;
  const guesses = new Int32Array(GUESSED_IDS).fill(-1);
  let guessed = -GUESSED_IDS; // the row, counted as `read`, that the first guess is for
  while (nextRow()) {
    if (++read > maxRows) return { ok: false, errors: singleError('TOO_LARGE', tooManyRows(maxRows)) };
    if (fields.problem !== null || fields.count !== columns.length) {
      noteError(log, 'RAGGED_ROW', () => ({
        line: fields.rowLine,
        value: fieldText(fields, 0),
        problem: fields.problem ?? 'columns',
      }));
      continue;
    }
    const { bytes, starts, ends } = fields;
    // The truth's next row while the last guess of that kind would have been right, else what the id's hash says.
    const guess = inOrder ? next : (guesses[read - guessed] ?? -1);
    const row = findId(truth.ids, bytes, starts[idAt]!, ends[idAt]!, guess);
    inOrder = row === next;
    if (!inOrder && isText && read + 1 >= guessed + GUESSED_IDS) {
      guessIds(truth.ids, file, fields.position!, idAt, guesses);
      guessed = read + 1;
    }
    if (row === -1 || seen[row] === 1) {
      const code = row === -1 ? 'UNKNOWN_IDS' : 'DUPLICATE_IDS';
      const value = () => fieldText(fields, idAt);
      noteError(log, code, () => ({ line: fields.rowLine, column: idColumn, value: value() }));
    } else {
      seen[row] = 1;
      found++;
    }
    next = row + 1;
    const place = row === -1 ? spare : row;
    let isWhole = true;
    for (let c = 0; c < cells.length; c++) {
      const at = places[c]!;
      const wrong = cells[c]!.take(place, bytes, starts[at]!, ends[at]!);
      if (wrong === null) continue;
      isWhole = false;
      const { code, ...more } = wrong;
      noteError(log, code, () => ({
        line: fields.rowLine,
        column: columns[at]!,
        value: fieldText(fields, at),
        ...more,
      }));
    }
    if (together && isWhole) {
      const problem = outcome.rowProblem!(schema, together, place);
      if (problem !== null) {
        const { code, ...where } = problem;
        noteError(log, code, () => ({ line: fields.rowLine, ...where }));
      }
    }
  }
  if (found < truth.rows && !log.has('RAGGED_ROW')) noteMissing(log, truth, seen, idColumn);
  if (log.size > 0) return { ok: false, errors: listErrors(log) };
  return { ok: true, predictions: cells.map((column) => column.values(truth.rows)) };
}

/**
 * The examples are the smallest ids by their bytes. In the truth's own row order they would tell how it is sorted,
 * and a truth that was exported sorted by label would be read from error messages, five ids at a time.
 */
function noteMissing(log: ErrorLog, { ids, rows }: Truth, seen: Uint8Array, column: string): void {
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
  for (let k = 0; k < missing; k++) {
    noteError(log, 'MISSING_IDS', () => ({ line: null, column, value: names[k]! }));
  }
}

function tooManyRows(maxRows: number) {
  return { line: null, value: `more than ${maxRows} rows`, problem: 'rows' };
}

import { bytesText, fieldText } from './csv.js';
import { type ErrorLog, type FileError, listErrors, noteError, singleError } from './errors.js';
import { closeGroup, openGroups } from './group-columns.js';
import { openTable, type TableFile } from './header.js';
import { addId, compareIds, createIdTable, findId, type IdTable } from './ids.js';
import { openNumbers } from './numbers.js';
import { type ColumnValues, openColumn } from './outcomes/columns.js';
import { outcomeOf, truthColumnNames } from './outcomes/index.js';
import type { OutcomeSchema } from './outcomes/schema.js';
import { drawSplit } from './split.js';

/**
 * How a file of held-out labels is read. `split`: `column` takes public / final (or private) / ignored from a column; `row` and
 * `cluster` draw, `finalFraction` in (0, 1) of the labels being final; `none` leaves one part (offline scoring).
 */
export interface TruthSpec {
  idColumn: string;
  schema: OutcomeSchema;
  /** Rows with the same value belong together (a patient's stays). Where the schema names a query or patient, that column does it. */
  clusterColumn?: string | null;
  /** Columns by which an entry's report tells groups apart. */
  groupColumns?: string[];
  split:
    | { method: 'column'; column: string }
    | { method: 'row' | 'cluster'; finalFraction: number; seed: number }
    | { method: 'none' };
}

/** Held-out labels, in the file's row order. */
export interface Truth {
  rows: number;
  ids: IdTable;
  schema: OutcomeSchema;
  /** The schema's columns, in the order of its kind. */
  values: ColumnValues[];
  /** 1 for a positive row: label 1, an event, a relevant document; 0 for all where the kind knows no such thing. */
  labels: Uint8Array;
  /** 1: the row counts for the final rank; 0: for the public board; IGNORED: for neither, though files must have it. */
  isFinal: Uint8Array;
  /** Cluster of each row, 0 … clusters - 1; null without a cluster column. */
  cluster: Uint32Array | null;
  clusters: number;
  /** Of each group column: `values[codes[row]]` is the row's. */
  groups: { column: string; values: string[]; codes: Uint32Array }[];
  /** All names in the header. */
  columns: string[];
}

/** Of a row that is not scored, such as one whose label turned out to be unknowable. */
export const IGNORED = 2;

const SIDES: Record<string, number> = { public: 0, final: 1, private: 1, ignored: IGNORED };

export type ParsedTruth = { ok: true; truth: Truth } | { ok: false; errors: FileError[] };

const LF = 0x0a;
/** Rows for which room is taken before they are seen: a file may begin with short lines. */
const MOST_EXPECTED = 2 ** 22;

/** Pixels of all masks together that are held in memory. */
const MAX_PIXELS = 2 ** 28;

/**
 * Reads held-out labels from a table (decompressed). Further columns are allowed. Errors beside those of the form:
 * DUPLICATE_IDS, those of the schema's cells, DUPLICATE_HOURS, MISSING_CLUSTER, ONE_CLASS, BAD_SPLIT,
 * CLUSTER_IN_BOTH_SPLITS. ONE_CLASS and the errors of a split are not raised with split `none`.
 */
export function parseTruth(file: TableFile, spec: TruthSpec): ParsedTruth {
  const { split, schema } = spec;
  const outcome = outcomeOf(schema);
  const clusterColumn = outcome.unitColumn(schema) ?? (spec.clusterColumn || null);
  const required = [spec.idColumn, ...truthColumnNames(schema)];
  if (clusterColumn !== null) required.push(clusterColumn);
  if (split.method === 'column') required.push(split.column);
  required.push(...(spec.groupColumns ?? []));
  const opened = openTable(file, [...new Set(required)], true);
  if (!opened.ok) return opened;
  const { row: fields, next, columns } = opened.table;
  const idAt = columns.indexOf(spec.idColumn);
  const clusterAt = clusterColumn === null ? -1 : columns.indexOf(clusterColumn);
  const splitAt = split.method === 'column' ? columns.indexOf(split.column) : -1;

  const log: ErrorLog = new Map();
  const numbers = openNumbers(file instanceof Uint8Array ? file : new Uint8Array(0));
  const cells = outcome.truthColumns(schema).map((rule) => openColumn(rule, 64, numbers));
  const places = cells.map(({ rule }) => columns.indexOf(rule.name));
  const ids = createIdTable(file instanceof Uint8Array ? rowsExpected(file) : undefined);
  const clusterIds = createIdTable();
  const groups = openGroups(spec.groupColumns ?? [], columns);
  const isFinal: number[] = [];
  const cluster: number[] = [];
  while (next()) {
    const line = fields.rowLine;
    if (fields.problem !== null || fields.count !== columns.length) {
      const problem = fields.problem ?? 'columns';
      noteError(log, 'RAGGED_ROW', () => ({ line, value: fieldText(fields, 0), problem }));
      continue;
    }
    const { bytes, starts, ends } = fields;
    const row = ids.count;
    addId(ids, bytes, starts[idAt]!, ends[idAt]!);
    if (ids.count === row) {
      const column = spec.idColumn;
      noteError(log, 'DUPLICATE_IDS', () => ({ line, column, value: fieldText(fields, idAt) }));
      continue;
    }
    if (tooManyPixels(schema, ids.count)) {
      return {
        ok: false,
        errors: singleError('TOO_LARGE', { line, value: String(MAX_PIXELS), problem: 'pixels' }),
      };
    }
    for (let c = 0; c < cells.length; c++) {
      const at = places[c]!;
      const wrong = cells[c]!.take(row, bytes, starts[at]!, ends[at]!);
      if (wrong === null) continue;
      const { code, ...more } = wrong;
      noteError(log, code, () => ({ line, column: columns[at]!, value: fieldText(fields, at), ...more }));
    }
    if (clusterAt !== -1) {
      if (starts[clusterAt] === ends[clusterAt]) {
        const column = columns[clusterAt]!;
        noteError(log, 'MISSING_CLUSTER', () => ({ line, column, value: fieldText(fields, idAt) }));
      }
      cluster.push(addId(clusterIds, bytes, starts[clusterAt]!, ends[clusterAt]!));
    }
    for (const { at, ids: names, codes } of groups) codes.push(addId(names, bytes, starts[at]!, ends[at]!));
    if (splitAt !== -1) {
      const text = fieldText(fields, splitAt);
      const side = Object.hasOwn(SIDES, text) ? SIDES[text] : undefined;
      if (side === undefined) {
        const column = columns[splitAt]!;
        noteError(log, 'BAD_SPLIT', () => ({ line, column, value: text, problem: 'value' }));
      }
      isFinal.push(side ?? IGNORED);
    }
  }
  if (log.size > 0) return { ok: false, errors: listErrors(log) };
  const rows = ids.count;
  const values = cells.map((column) => column.values(rows));
  const truth: Truth = {
    rows,
    ids,
    schema,
    values,
    labels: outcome.positives(values) ?? new Uint8Array(rows),
    isFinal: splitAt === -1 ? new Uint8Array(rows) : Uint8Array.from(isFinal),
    cluster: clusterAt === -1 ? null : Uint32Array.from(cluster),
    clusters: clusterIds.count,
    groups: groups.map(closeGroup),
    columns,
  };
  const errors = [...repeatedRows(truth), ...splitErrors(truth, clusterIds, split)];
  return errors.length > 0 ? { ok: false, errors } : { ok: true, truth };
}

/** How many rows the file has if all are as long as its first ones: room for these is taken once. */
function rowsExpected(file: Uint8Array): number {
  const start = file.subarray(0, 65_536);
  const lines = start.reduce((count, byte) => count + (byte === LF ? 1 : 0), 0);
  return Math.min(Math.ceil((lines * file.length) / Math.max(start.length, 1)), MOST_EXPECTED);
}

function tooManyPixels(schema: OutcomeSchema, rows: number): boolean {
  return schema.kind === 'segmentation' && rows * schema.width * schema.height > MAX_PIXELS;
}

/** Rows that say again what another row of their unit says: an hour that a patient has twice. */
function repeatedRows({ schema, values, cluster, ids }: Truth): FileError[] {
  if (schema.kind !== 'sequence' || cluster === null) return [];
  const hours = values[0] as Float64Array;
  const order = Uint32Array.from(hours.keys()).sort(
    (a, b) => cluster[a]! - cluster[b]! || hours[a]! - hours[b]! || a - b,
  );
  const log: ErrorLog = new Map();
  order.forEach((row, k) => {
    const before = order[k - 1];
    if (before === undefined || cluster[before] !== cluster[row] || hours[before] !== hours[row]) return;
    const value = bytesText(ids.bytes, ids.offsets[row]!, ids.offsets[row + 1]!);
    noteError(log, 'DUPLICATE_HOURS', () => ({ line: null, column: schema.hour, value }));
  });
  return listErrors(log);
}

/** Draws the split where it is to be drawn, and checks that both parts can be scored and no cluster is in both. */
function splitErrors(truth: Truth, clusterIds: IdTable, split: TruthSpec['split']): FileError[] {
  if (split.method === 'none') return [];
  if (truth.rows === 0) return singleError('EMPTY_FILE');
  const { schema, values } = truth;
  const outcome = outcomeOf(schema);
  const all = Uint32Array.from(truth.isFinal.keys());
  const problem = outcome.partProblem(values, all);
  if (problem !== null) return singleError('ONE_CLASS', { line: null, value: '', problem });
  if (split.method !== 'column') {
    const byCluster = split.method === 'cluster' || outcome.unitColumn(schema) !== null;
    if (!(split.finalFraction > 0 && split.finalFraction < 1)) {
      const value = String(split.finalFraction);
      return singleError('BAD_SPLIT', { line: null, value, problem: 'fraction' });
    }
    if (byCluster && truth.cluster === null) {
      return singleError('BAD_SPLIT', { line: null, value: '', problem: 'no_cluster_column' });
    }
    drawSides(truth, clusterIds, byCluster, split.finalFraction, split.seed);
  }
  const log: ErrorLog = new Map();
  for (const id of clustersInBoth(truth)) {
    const [from, to] = [clusterIds.offsets[id]!, clusterIds.offsets[id + 1]!];
    const value = bytesText(clusterIds.bytes, from, to);
    noteError(log, 'CLUSTER_IN_BOTH_SPLITS', () => ({ line: null, value }));
  }
  return [...partErrors(truth), ...listErrors(log)];
}

/** Parts that can't be scored on their own. */
function partErrors({ schema, values, isFinal }: Truth): FileError[] {
  const outcome = outcomeOf(schema);
  const log: ErrorLog = new Map();
  for (const [side, value] of ['public', 'final'].entries()) {
    const rows = Uint32Array.from(isFinal.keys()).filter((row) => isFinal[row] === side);
    const why = rows.length === 0 ? 'empty' : outcome.partProblem(values, rows);
    if (why !== null) noteError(log, 'BAD_SPLIT', () => ({ line: null, value, problem: why }));
  }
  return listErrors(log);
}

function drawSides(
  truth: Truth,
  clusterIds: IdTable,
  byCluster: boolean,
  finalFraction: number,
  seed: number,
): void {
  const names = byCluster ? clusterIds : truth.ids;
  const unitOf = (row: number) => (byCluster ? truth.cluster![row]! : row);
  const rows = new Uint32Array(names.count);
  const stratum = new Uint32Array(names.count);
  const strata = outcomeOf(truth.schema).strata(truth.values);
  for (let row = 0; row < truth.rows; row++) {
    const unit = unitOf(row);
    rows[unit] = rows[unit]! + 1;
    stratum[unit] = Math.max(stratum[unit]!, strata[row]!);
  }
  const compare = (a: number, b: number) => compareIds(names, a, b);
  const finalUnits = drawSplit({ count: names.count, rows, stratum, compare }, finalFraction, seed);
  for (let row = 0; row < truth.rows; row++) truth.isFinal[row] = finalUnits[unitOf(row)]!;
}

function clustersInBoth({ cluster, clusters, isFinal }: Truth): number[] {
  if (cluster === null) return [];
  const sides = new Uint8Array(clusters);
  cluster.forEach((id, row) => {
    if (isFinal[row] !== IGNORED) sides[id] = sides[id]! | (isFinal[row] === 1 ? 2 : 1);
  });
  return Array.from(sides.keys()).filter((id) => sides[id] === 3);
}

/**
 * Corrected labels keep the sides that rows had before: drawn anew, the split would follow the corrections, and rows of
 * the final part would become public. Rows that were not there before go where their cluster is, or to the final part.
 * Returns why a part can't be scored any more, CLUSTER_IN_BOTH_SPLITS (with the id of a row) where a row now belongs to a
 * cluster of the other side, or nothing.
 */
export function keepSides(truth: Truth, before: Truth): FileError[] {
  const { ids, cluster, isFinal } = truth;
  const sideOf = new Map<number, number>();
  const fresh: number[] = [];
  let next = 0;
  for (let row = 0; row < truth.rows; row++) {
    const known = findId(before.ids, ids.bytes, ids.offsets[row]!, ids.offsets[row + 1]!, next);
    next = known + 1;
    if (known === -1) fresh.push(row);
    else isFinal[row] = before.isFinal[known]!;
    if (known !== -1 && cluster && isFinal[row] !== IGNORED) sideOf.set(cluster[row]!, isFinal[row]!);
  }
  for (const row of fresh) isFinal[row] = (cluster && sideOf.get(cluster[row]!)) ?? 1;
  return [...partErrors(truth), ...strayRows(truth, sideOf)];
}

/** Rows whose cluster has another row on the other side. */
function strayRows({ rows, cluster, isFinal, ids }: Truth, sideOf: Map<number, number>): FileError[] {
  const log: ErrorLog = new Map();
  for (let row = 0; cluster && row < rows; row++) {
    const side = sideOf.get(cluster[row]!);
    if (side === undefined || isFinal[row] === IGNORED || isFinal[row] === side) continue;
    const value = bytesText(ids.bytes, ids.offsets[row]!, ids.offsets[row + 1]!);
    noteError(log, 'CLUSTER_IN_BOTH_SPLITS', () => ({ line: null, value }));
  }
  return listErrors(log);
}

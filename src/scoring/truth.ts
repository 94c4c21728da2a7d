import { bytesText, fieldText, nextRow } from './csv.js';
import { type ErrorLog, type FileError, listErrors, noteError, singleError } from './errors.js';
import { openTable } from './header.js';
import { addId, compareIds, createIdTable, type IdTable } from './ids.js';
import { openNumbers, readNumber } from './numbers.js';
import { drawSplit } from './split.js';

/**
 * How a file of held-out labels is read. `split`: `column` takes public / final (or private) from a column; `row` and
 * `cluster` draw, `finalFraction` in (0, 1) of the labels being final; `none` leaves one part (offline scoring).
 */
export interface TruthSpec {
  idColumn: string;
  labelColumn: string;
  /** Rows with the same value belong together (a patient's stays). */
  clusterColumn?: string | null;
  split:
    | { method: 'column'; column: string }
    | { method: 'row' | 'cluster'; finalFraction: number; seed: number }
    | { method: 'none' };
}

/** Held-out labels, in the file's row order. */
export interface Truth {
  rows: number;
  ids: IdTable;
  /** 0 or 1. */
  labels: Uint8Array;
  /** 1: the row counts for the final rank; 0: for the public board. */
  isFinal: Uint8Array;
  /** Cluster of each row, 0 … clusters - 1; null without a cluster column. */
  cluster: Uint32Array | null;
  clusters: number;
  /** All names in the header. */
  columns: string[];
}

/** One part of the labels; prevalence is positives / rows (0 without rows). */
export interface PartSummary {
  rows: number;
  positives: number;
  prevalence: number;
}

export interface TruthSummary {
  rows: number;
  columns: string[];
  /** null without a cluster column. */
  clusters: number | null;
  public: PartSummary;
  final: PartSummary;
}

export type ParsedTruth = { ok: true; truth: Truth } | { ok: false; errors: FileError[] };

/**
 * Reads held-out labels from CSV bytes (decompressed). Further columns are allowed. Errors beside those of the form:
 * DUPLICATE_IDS, NOT_A_NUMBER / NOT_FINITE / OUT_OF_RANGE (a label is 0 or 1), MISSING_CLUSTER, ONE_CLASS, BAD_SPLIT,
 * CLUSTER_IN_BOTH_SPLITS. ONE_CLASS and the errors of a split are not raised with split `none`.
 */
export function parseTruth(bytes: Uint8Array, spec: TruthSpec): ParsedTruth {
  const { split } = spec;
  const clusterColumn = spec.clusterColumn || null;
  const required = [spec.idColumn, spec.labelColumn];
  if (clusterColumn !== null) required.push(clusterColumn);
  if (split.method === 'column') required.push(split.column);
  const opened = openTable(bytes, [...new Set(required)], true);
  if (!opened.ok) return opened;
  const { reader, columns } = opened.table;
  const [idAt, labelAt] = [columns.indexOf(spec.idColumn), columns.indexOf(spec.labelColumn)];
  const clusterAt = clusterColumn === null ? -1 : columns.indexOf(clusterColumn);
  const splitAt = split.method === 'column' ? columns.indexOf(split.column) : -1;

  const log: ErrorLog = new Map();
  const numbers = openNumbers(bytes);
  const ids = createIdTable();
  const clusterIds = createIdTable();
  const labels: number[] = [];
  const isFinal: number[] = [];
  const cluster: number[] = [];
  while (nextRow(reader)) {
    const line = reader.rowLine;
    if (reader.problem !== null || reader.count !== columns.length) {
      noteError(log, 'RAGGED_ROW', () => ({
        line,
        value: fieldText(reader, 0),
        problem: reader.problem ?? 'columns',
      }));
      continue;
    }
    const { starts, ends } = reader;
    const before = ids.count;
    addId(ids, reader.bytes, starts[idAt]!, ends[idAt]!);
    if (ids.count === before) {
      noteError(log, 'DUPLICATE_IDS', () => ({ line, value: fieldText(reader, idAt) }));
      continue;
    }
    const label = readNumber(numbers, reader.bytes, starts[labelAt]!, ends[labelAt]!);
    if (label !== 0 && label !== 1) {
      const code = Number.isNaN(label)
        ? 'NOT_A_NUMBER'
        : Number.isFinite(label)
          ? 'OUT_OF_RANGE'
          : 'NOT_FINITE';
      noteError(log, code, () => ({ line, value: fieldText(reader, labelAt) }));
    }
    labels.push(label);
    if (clusterAt !== -1) {
      if (starts[clusterAt] === ends[clusterAt]) {
        noteError(log, 'MISSING_CLUSTER', () => ({ line, value: fieldText(reader, idAt) }));
      }
      cluster.push(addId(clusterIds, reader.bytes, starts[clusterAt]!, ends[clusterAt]!));
    }
    if (splitAt !== -1) {
      const side = fieldText(reader, splitAt);
      if (side !== 'public' && side !== 'final' && side !== 'private') {
        noteError(log, 'BAD_SPLIT', () => ({ line, value: side, problem: 'value' }));
      }
      isFinal.push(side === 'public' ? 0 : 1);
    }
  }
  if (log.size > 0) return { ok: false, errors: listErrors(log) };
  const truth: Truth = {
    rows: ids.count,
    ids,
    labels: Uint8Array.from(labels),
    isFinal: Uint8Array.from(splitAt === -1 ? labels.map(() => 0) : isFinal),
    cluster: clusterAt === -1 ? null : Uint32Array.from(cluster),
    clusters: clusterIds.count,
    columns,
  };
  const errors = splitErrors(truth, clusterIds, split);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, truth };
}

/** Rows, columns, clusters, and rows with positives of both parts: what an organizer is shown of a file of labels. */
export function describeTruth(truth: Truth): TruthSummary {
  const part = (side: number): PartSummary => {
    let rows = 0;
    let positives = 0;
    for (let row = 0; row < truth.rows; row++) {
      if (truth.isFinal[row] !== side) continue;
      rows += 1;
      positives += truth.labels[row]!;
    }
    return { rows, positives, prevalence: rows === 0 ? 0 : positives / rows };
  };
  const clusters = truth.cluster === null ? null : truth.clusters;
  return { rows: truth.rows, columns: truth.columns, clusters, public: part(0), final: part(1) };
}

/** Draws the split where it is to be drawn, and checks that both parts can be scored and no cluster is in both. */
function splitErrors(truth: Truth, clusterIds: IdTable, split: TruthSpec['split']): FileError[] {
  if (split.method === 'none') return [];
  if (truth.rows === 0) return singleError('EMPTY_FILE');
  const positives = truth.labels.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === truth.rows) {
    return singleError('ONE_CLASS', { line: null, value: String(truth.labels[0]) });
  }
  if (split.method !== 'column') {
    if (!(split.finalFraction > 0 && split.finalFraction < 1)) {
      return singleError('BAD_SPLIT', {
        line: null,
        value: String(split.finalFraction),
        problem: 'fraction',
      });
    }
    if (split.method === 'cluster' && truth.cluster === null) {
      return singleError('BAD_SPLIT', { line: null, value: '', problem: 'no_cluster_column' });
    }
    drawSides(truth, clusterIds, split.method === 'cluster', split.finalFraction, split.seed);
  }
  const log: ErrorLog = new Map();
  const summary = describeTruth(truth);
  for (const side of ['public', 'final'] as const) {
    const { rows, positives: cases } = summary[side];
    const problem = rows === 0 ? 'empty' : cases === 0 || cases === rows ? 'one_class' : null;
    if (problem !== null) noteError(log, 'BAD_SPLIT', () => ({ line: null, value: side, problem }));
  }
  for (const id of clustersInBoth(truth)) {
    const [from, to] = [clusterIds.offsets[id]!, clusterIds.offsets[id + 1]!];
    noteError(log, 'CLUSTER_IN_BOTH_SPLITS', () => ({
      line: null,
      value: bytesText(clusterIds.bytes, from, to),
    }));
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
  const positive = new Uint8Array(names.count);
  for (let row = 0; row < truth.rows; row++) {
    const unit = unitOf(row);
    rows[unit] = rows[unit]! + 1;
    if (truth.labels[row] === 1) positive[unit] = 1;
  }
  const compare = (a: number, b: number) => compareIds(names, a, b);
  const finalUnits = drawSplit({ count: names.count, rows, positive, compare }, finalFraction, seed);
  for (let row = 0; row < truth.rows; row++) truth.isFinal[row] = finalUnits[unitOf(row)]!;
}

function clustersInBoth({ cluster, clusters, isFinal }: Truth): number[] {
  if (cluster === null) return [];
  const sides = new Uint8Array(clusters);
  cluster.forEach((id, row) => {
    sides[id] = sides[id]! | (isFinal[row] === 1 ? 2 : 1);
  });
  return Array.from(sides.keys()).filter((id) => sides[id] === 3);
}

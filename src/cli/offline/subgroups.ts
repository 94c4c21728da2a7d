import { fieldText } from '../../scoring/csv.js';
import { openTable, type TableFile } from '../../scoring/header.js';
import { findId } from '../../scoring/ids.js';
import type { MetricResults } from '../../scoring/score.js';
import { IGNORED, type Truth } from '../../scoring/truth.js';
import { UsageError } from './usage-error.js';

/** More are no groups any more, such as a column of ids. */
const MAX_GROUPS = 200;

/** Rows of the truth by their value in one of its columns: a 1 for each row that belongs to the group. */
export type Subgroups = Map<string, Uint8Array>;

/** Reads the values of `column` from the file that `truth` was read from, in the order of their text. */
export function readSubgroups(file: TableFile, truth: Truth, idColumn: string, column: string): Subgroups {
  const opened = openTable(file, [...new Set([idColumn, column])], true);
  if (!opened.ok) throw new UsageError(`the labels have no column ${JSON.stringify(column)}`);
  const { row: fields, next, columns } = opened.table;
  const [idAt, at] = [columns.indexOf(idColumn), columns.indexOf(column)];
  const groups: Subgroups = new Map();
  while (next()) {
    const row = findId(truth.ids, fields.bytes, fields.starts[idAt]!, fields.ends[idAt]!, -1);
    const name = fieldText(fields, at);
    const members = groups.get(name) ?? new Uint8Array(truth.rows);
    if (truth.isFinal[row] !== IGNORED) members[row] = 1;
    groups.set(name, members);
    if (groups.size > MAX_GROUPS) {
      throw new UsageError(`the column ${JSON.stringify(column)} has more than ${MAX_GROUPS} values`);
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How far the groups lie apart in one figure; null where fewer than two have a value. */
export interface Gap {
  gap: number;
  /** Of metrics: the groups at either end. */
  highest?: string;
  lowest?: string;
}

export function gapsBetween(groups: Map<string, MetricResults>, metric: string): Gap | null {
  const ranked = [...groups]
    .map(([name, results]) => ({ name, value: results[metric]?.value ?? null }))
    .filter((one): one is { name: string; value: number } => one.value !== null)
    .sort((a, b) => b.value - a.value);
  const [highest, lowest] = [ranked[0], ranked.at(-1)];
  if (highest === undefined || lowest === undefined || ranked.length < 2) return null;
  return { gap: highest.value - lowest.value, highest: highest.name, lowest: lowest.name };
}

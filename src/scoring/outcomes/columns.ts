import type { FileErrorCode } from '../errors.js';
import { addId, createIdTable, findId } from '../ids.js';
import { type NumberReader, readNumber } from '../numbers.js';
import { readMask } from './masks.js';

/** What the cells of a column may hold, and what is made of them. */
export type ColumnRule =
  /** A finite number in [min, max]; `whole`: 0, 1, 2 … */
  | { read: 'number'; name: string; min: number; max: number; whole?: boolean }
  /** One of the names, exactly: its place among them. */
  | { read: 'class'; name: string; among: string[] }
  /** Text. `empty`: whether a cell may have none. */
  | { read: 'text'; name: string; empty: boolean }
  /** A JSON array of texts, or one text; nothing: an empty array. */
  | { read: 'answers'; name: string }
  | { read: 'mask'; name: string; width: number; height: number; encoding: 'bits' | 'runs' };

/** Cells of one column by row: doubles for numbers and classes, else what each cell was read as. */
export type ColumnValues = Float64Array | string[] | string[][] | Uint8Array[];

/** Why a cell is not what its column asks for. */
export interface CellProblem {
  code: FileErrorCode;
  problem?: string;
}

/** Takes the cells of one column, row by row. */
export interface Column {
  rule: ColumnRule;
  /** Reads bytes[start, end) as the cell of `row`. */
  take(row: number, bytes: Uint8Array, start: number, end: number): CellProblem | null;
  /** The first `rows` cells. */
  values(rows: number): ColumnValues;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const NOT_A_NUMBER: CellProblem = { code: 'NOT_A_NUMBER' };
const NOT_FINITE: CellProblem = { code: 'NOT_FINITE' };
const OUT_OF_RANGE: CellProblem = { code: 'OUT_OF_RANGE' };
const NOT_WHOLE: CellProblem = { code: 'OUT_OF_RANGE', problem: 'not_whole' };
const UNKNOWN_CLASS: CellProblem = { code: 'UNKNOWN_CLASS' };
const EMPTY_VALUE: CellProblem = { code: 'EMPTY_VALUE' };
const BAD_ANSWERS: CellProblem = { code: 'BAD_ANSWERS' };

/** A column with room for `rows` rows; it grows where there are more. */
export function openColumn(rule: ColumnRule, rows: number, numbers: NumberReader): Column {
  switch (rule.read) {
    case 'number':
      return numberColumn(rule, rows, numbers);
    case 'class':
      return classColumn(rule, rows);
    default:
      return itemColumn(rule);
  }
}

function numberColumn(
  rule: Extract<ColumnRule, { read: 'number' }>,
  rows: number,
  numbers: NumberReader,
): Column {
  const { min, max, whole = false } = rule;
  let held = new Float64Array(rows);
  return {
    rule,
    take(row, bytes, start, end) {
      if (row >= held.length) held = grown(held, row);
      const value = readNumber(numbers, bytes, start, end);
      held[row] = value;
      if (value >= min && value <= max && Number.isFinite(value)) {
        return whole && !Number.isInteger(value) ? NOT_WHOLE : null;
      }
      if (Number.isNaN(value)) return NOT_A_NUMBER;
      return Number.isFinite(value) ? OUT_OF_RANGE : NOT_FINITE;
    },
    values: (count) => held.subarray(0, count),
  };
}

function classColumn(rule: Extract<ColumnRule, { read: 'class' }>, rows: number): Column {
  const names = createIdTable(rule.among.length);
  for (const name of rule.among) {
    const bytes = new TextEncoder().encode(name);
    addId(names, bytes, 0, bytes.length);
  }
  let held = new Float64Array(rows);
  return {
    rule,
    take(row, bytes, start, end) {
      if (row >= held.length) held = grown(held, row);
      const found = findId(names, bytes, start, end, -1);
      held[row] = found;
      return found === -1 ? UNKNOWN_CLASS : null;
    },
    values: (count) => held.subarray(0, count),
  };
}

function itemColumn(rule: Exclude<ColumnRule, { read: 'number' | 'class' }>): Column {
  const held: unknown[] = [];
  const keep = (row: number, read: unknown, problem: CellProblem | null) => {
    held[row] = read;
    return problem;
  };
  return {
    rule,
    take(row, bytes, start, end) {
      if (rule.read === 'mask') {
        const mask = readMask(bytes, start, end, rule);
        return typeof mask === 'string'
          ? keep(row, new Uint8Array(0), { code: 'BAD_MASK', problem: mask })
          : keep(row, mask, null);
      }
      const text = decoder.decode(bytes.subarray(start, end));
      if (rule.read === 'text') return keep(row, text, text === '' && !rule.empty ? EMPTY_VALUE : null);
      const answers = readAnswers(text);
      return keep(row, answers ?? [], answers === null ? BAD_ANSWERS : null);
    },
    values(count) {
      held.length = count;
      return held as ColumnValues;
    },
  };
}

/** What starts with a bracket is JSON: a list of texts, or the organizers made a slip. Everything else is one answer. */
function readAnswers(text: string): string[] | null {
  if (text === '') return [];
  if (!text.trimStart().startsWith('[')) return [text];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : null;
  } catch {
    return null;
  }
}

function grown(values: Float64Array<ArrayBuffer>, row: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(64, values.length * 2, row + 1));
  larger.set(values);
  return larger;
}

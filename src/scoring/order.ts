const SMALL = 1024;
const RUN = 32;

/** Digits of a key, from the lowest: where each starts, and its values. */
const DIGITS = [
  { shift: 0, size: 2048 },
  { shift: 11, size: 2048 },
  { shift: 22, size: 1024 },
];

interface Keyed {
  keys: Int32Array;
  rows: Uint32Array;
}

/**
 * The positions of `values` from the largest value to the smallest; equal values keep their order, and -0 equals 0.
 * No NaN. A radix sort (Knuth, TAOCP 3, 5.2.5) by the upper halves of the doubles, whose keys travel with their rows so
 * that memory is read in order; then the few that these leave alike by their values. O(n) where few are.
 */
export function orderDescending(values: Float64Array): Uint32Array {
  const n = values.length;
  if (n < SMALL) {
    return Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);
  }
  let from = descendingKeys(values);
  let to: Keyed = { keys: new Int32Array(n), rows: new Uint32Array(n) };
  for (const { shift, size } of DIGITS) {
    const starts = digitStarts(from.keys, shift, size);
    if (starts === null) continue; // e.g. the lowest bits of values with few decimals
    scatter(from, to, starts, shift, size - 1);
    [from, to] = [to, from];
  }
  orderRuns(from, values);
  return from.rows;
}

/** Unsigned keys of 32 bits that never descend where the values ascend, in the order of the rows. */
function descendingKeys(values: Float64Array): Keyed {
  const n = values.length;
  const keys = new Int32Array(n);
  const rows = new Uint32Array(n);
  const halves = new Int32Array(values.slice().buffer);
  const top = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0; // which half has the sign depends on the machine
  for (let i = 0; i < n; i++) {
    const upper = halves[2 * i + top]!;
    rows[i] = i;
    // The bits of positive doubles ascend with them, those of negative ones descend; -0 is 0.
    if (upper >= 0) keys[i] = ~upper & 0x7fffffff;
    else keys[i] = values[i] === 0 ? 0x7fffffff : upper;
  }
  return { keys, rows };
}

/** Where each value of a digit goes; null where all keys have the same. */
function digitStarts(keys: Int32Array, shift: number, size: number): Uint32Array | null {
  const starts = new Uint32Array(size);
  const mask = size - 1;
  for (let i = 0; i < keys.length; i++) {
    const digit = (keys[i]! >>> shift) & mask;
    starts[digit] = starts[digit]! + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < size; digit++) {
    const count = starts[digit]!;
    if (count === keys.length) return null;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

function scatter(from: Keyed, to: Keyed, starts: Uint32Array, shift: number, mask: number): void {
  const { keys, rows } = from;
  const { keys: keysTo, rows: rowsTo } = to;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const digit = (key >>> shift) & mask;
    const at = starts[digit]!;
    starts[digit] = at + 1;
    keysTo[at] = key;
    rowsTo[at] = rows[i]!;
  }
}

/** Puts runs of equal keys into the order of their values; rows of equal values stay in theirs. */
function orderRuns({ keys, rows }: Keyed, values: Float64Array): void {
  const n = keys.length;
  for (let start = 0; start < n; ) {
    let stop = start + 1;
    while (stop < n && keys[stop] === keys[start]) stop++;
    if (stop - start > RUN) orderLongRun(rows.subarray(start, stop), values);
    else if (stop - start > 1) insertRun(rows, start, stop, values);
    start = stop;
  }
}

/** Insertion sort, for a handful. */
function insertRun(rows: Uint32Array, start: number, stop: number, values: Float64Array): void {
  for (let i = start + 1; i < stop; i++) {
    const row = rows[i]!;
    const value = values[row]!;
    let j = i - 1;
    for (; j >= start && values[rows[j]!]! < value; j--) rows[j + 1] = rows[j]!;
    rows[j + 1] = row;
  }
}

/** Mostly values that are tied, or differ far behind the point. */
function orderLongRun(rows: Uint32Array, values: Float64Array): void {
  const first = values[rows[0]!];
  if (rows.every((row) => values[row] === first)) return;
  rows.sort((a, b) => values[b]! - values[a]! || a - b);
}

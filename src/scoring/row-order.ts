import { compareIds, type IdTable } from './ids.js';

/** With four bytes these make up the 53 bits of a whole double. */
const ROWS_IN_KEY = 2 ** 21;

const orders = new WeakMap<IdTable, Uint32Array>();

/**
 * The rows in the order of their ids' bytes. Draws and sums go by this order, so that a figure doesn't depend, not even
 * in its last bit, on the order in which a file lists its rows. O(n) where they are listed so already.
 */
export function rowsById(ids: IdTable): Uint32Array {
  const known = orders.get(ids);
  if (known?.length === ids.count) return known;
  const rows = Uint32Array.from({ length: ids.count }, (_, row) => row);
  if (!isSorted(ids)) sortByPrefix(ids, rows);
  orders.set(ids, rows);
  return rows;
}

function isSorted(ids: IdTable): boolean {
  for (let row = 1; row < ids.count; row++) if (compareIds(ids, row - 1, row) > 0) return false;
  return true;
}

/** Sorts by the four bytes behind what all ids share, as numbers, then the runs that these leave alike by all bytes. */
function sortByPrefix(ids: IdTable, rows: Uint32Array): void {
  const skip = sharedPrefix(ids);
  // A double's 53 bits hold the bytes and the row: sorted as numbers, without a callback.
  if (ids.count <= ROWS_IN_KEY) {
    const keys = Float64Array.from(rows, (row) => prefix(ids, row, skip) * ROWS_IN_KEY + row).sort();
    for (let k = 0; k < keys.length; k++) rows[k] = keys[k]! % ROWS_IN_KEY;
  } else {
    rows.sort((a, b) => prefix(ids, a, skip) - prefix(ids, b, skip));
  }
  let start = 0;
  for (let k = 1; k <= rows.length; k++) {
    if (k < rows.length && prefix(ids, rows[k]!, skip) === prefix(ids, rows[start]!, skip)) continue;
    if (k - start > 1) rows.subarray(start, k).sort((a, b) => compareIds(ids, a, b));
    start = k;
  }
}

/** How many bytes all ids begin with alike. */
function sharedPrefix({ bytes, offsets, count }: IdTable): number {
  let shared = offsets[1]! - offsets[0]!;
  for (let row = 1; row < count; row++) {
    const from = offsets[row]!;
    const length = Math.min(shared, offsets[row + 1]! - from);
    let same = 0;
    while (same < length && bytes[same] === bytes[from + same]) same++;
    shared = same;
  }
  return shared;
}

/** Four bytes from `skip` on as a number; an id that ends before counts as zeros there. */
function prefix({ bytes, offsets }: IdTable, row: number, skip: number): number {
  const end = offsets[row + 1]!;
  let at = offsets[row]! + skip;
  let value = 0;
  for (let k = 0; k < 4; k++) value = value * 256 + (at < end ? bytes[at++]! : 0);
  return value;
}

/**
 * Distinct ids as byte strings, numbered 0, 1, 2 … in order of arrival, with a hash table over them.
 * Ids are never decoded, trimmed, normalised or read as numbers: `007` is not `7`.
 */
export interface IdTable {
  count: number;
  /** The ids one after another; id k is bytes[offsets[k]] … bytes[offsets[k + 1] - 1]. */
  bytes: Uint8Array;
  offsets: Uint32Array;
  /**
   * Open addressing with linear probing, a power of two of slots of two words: 1 + the id's number (0: free), and its hash.
   */
  slots: Int32Array;
}

const WORDS = 2;
const COMMA = 0x2c;
const LF = 0x0a;

/** Rows whose ids are guessed at a time. */
export const GUESSED_IDS = 128;
const hashes = new Int32Array(GUESSED_IDS);
const froms = new Int32Array(GUESSED_IDS);

/** An empty table; `expected` ids are held without growing. */
export function createIdTable(expected = 64): IdTable {
  let size = 128;
  while (size < expected * 2) size *= 2;
  return {
    count: 0,
    bytes: new Uint8Array(size * 8),
    offsets: new Uint32Array(size / 2 + 1),
    slots: new Int32Array(size * WORDS),
  };
}

/** The number of the id in bytes[start, end), added if it was not there; it was new if the table's count grew. */
export function addId(table: IdTable, bytes: Uint8Array, start: number, end: number): number {
  const hash = hashBytes(bytes, start, end);
  const slot = findSlot(table, hash, bytes, start, end);
  if (table.slots[slot] !== 0) return table.slots[slot]! - 1;
  const id = table.count;
  const from = table.offsets[id]!;
  const to = from + end - start;
  if (to > table.bytes.length) {
    const larger = new Uint8Array(Math.max(table.bytes.length * 2, to));
    larger.set(table.bytes);
    table.bytes = larger;
  }
  for (let i = start; i < end; i++) table.bytes[from + i - start] = bytes[i]!;
  table.offsets[id + 1] = to;
  table.slots[slot] = id + 1;
  table.slots[slot + 1] = hash;
  table.count = id + 1;
  if (table.count * 2 * WORDS >= table.slots.length) growSlots(table);
  return id;
}

/** The number of the id in bytes[start, end), or -1. A `guess` that isn't -1 is compared first. */
export function findId(table: IdTable, bytes: Uint8Array, start: number, end: number, guess: number): number {
  if (guess >= 0 && guess < table.count && sameId(table, guess, bytes, start, end)) return guess;
  return table.slots[findSlot(table, hashBytes(bytes, start, end), bytes, start, end)]! - 1;
}

/**
 * Which ids the next rows of a file have, by their hashes: `file` from `position` on, ids in column `column`; the first
 * GUESSED_IDS of them into `guesses`, -1 where there is none. What comparing them will touch is brought into the processor's
 * cache: a lookup waits for main memory three times, and here the waits of many rows overlap, since no step of one row depends
 * on another's. A guess where fields are quoted, and only a guess: nothing is decided here.
 */
export function guessIds(
  table: IdTable,
  file: Uint8Array,
  position: number,
  column: number,
  guesses: Int32Array,
): void {
  const { slots, offsets, bytes } = table;
  const rows = hashRows(file, position, column);
  const mask = slots.length - 1;
  for (let k = 0; k < rows; k++) {
    const hash = hashes[k]!;
    let slot = (hash * WORDS) & mask;
    while (slots[slot] !== 0 && slots[slot + 1] !== hash) slot = (slot + WORDS) & mask;
    guesses[k] = slots[slot]! - 1;
  }
  guesses.fill(-1, rows);
  let touched = 0;
  for (let k = 0; k < rows; k++) froms[k] = guesses[k] === -1 ? 0 : offsets[guesses[k]!]!;
  for (let k = 0; k < rows; k++) touched ^= bytes[froms[k]!]!;
  froms[0] = touched; // or the loop would be left out, having no effect
}

/** The hashes of the ids of the next rows, into `hashes`; how many rows were found. */
function hashRows(file: Uint8Array, position: number, column: number): number {
  const length = file.length;
  let at = position;
  let rows = 0;
  while (rows < GUESSED_IDS && at < length) {
    for (let skipped = 0; skipped < column && at < length; at++) if (file[at] === COMMA) skipped++;
    const start = at;
    while (at < length && file[at] !== COMMA && file[at] !== LF) at++;
    hashes[rows++] = hashBytes(file, start, at);
    while (at < length && file[at] !== LF) at++;
    at++;
  }
  return rows;
}

/** Order of two ids by their bytes: negative, zero or positive. */
export function compareIds(table: IdTable, a: number, b: number): number {
  const { bytes, offsets } = table;
  const startA = offsets[a]!;
  const startB = offsets[b]!;
  const lengthA = offsets[a + 1]! - startA;
  const lengthB = offsets[b + 1]! - startB;
  const shared = Math.min(lengthA, lengthB);
  for (let i = 0; i < shared; i++) {
    const difference = bytes[startA + i]! - bytes[startB + i]!;
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

function sameId(table: IdTable, id: number, bytes: Uint8Array, start: number, end: number): boolean {
  const from = table.offsets[id]!;
  return table.offsets[id + 1]! - from === end - start && sameBytes(table.bytes, from, bytes, start, end);
}

function sameBytes(held: Uint8Array, from: number, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  for (let i = 0; i < length; i++) if (held[from + i] !== bytes[start + i]) return false;
  return true;
}

/** The slot that holds the id, or the free one where it would go, as an index into `slots`. */
function findSlot(table: IdTable, hash: number, bytes: Uint8Array, start: number, end: number): number {
  const { slots } = table;
  const mask = slots.length - 1;
  let slot = (hash * WORDS) & mask;
  for (;;) {
    if (slots[slot] === 0) return slot;
    if (slots[slot + 1] === hash && sameId(table, slots[slot]! - 1, bytes, start, end)) return slot;
    slot = (slot + WORDS) & mask;
  }
}

/** FNV-1a (Fowler, Noll, Vo), then MurmurHash3's finaliser (Appleby), since the low bits choose the slot. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function growSlots(table: IdTable): void {
  const old = table.slots;
  const slots = new Int32Array(old.length * 2);
  const mask = slots.length - 1;
  for (let from = 0; from < old.length; from += WORDS) {
    if (old[from] === 0) continue;
    let slot = (old[from + 1]! * WORDS) & mask;
    while (slots[slot] !== 0) slot = (slot + WORDS) & mask;
    slots[slot] = old[from]!;
    slots[slot + 1] = old[from + 1]!;
  }
  const offsets = new Uint32Array(slots.length / WORDS / 2 + 1);
  offsets.set(table.offsets);
  table.slots = slots;
  table.offsets = offsets;
}

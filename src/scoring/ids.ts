/**
 * Distinct ids as byte strings, numbered 0, 1, 2 … in order of arrival, with a hash table over them.
 * Ids are never decoded, trimmed, normalised or read as numbers: `007` is not `7`.
 */
export interface IdTable {
  count: number;
  /** The ids one after another; id k is bytes[offsets[k]] … bytes[offsets[k + 1] - 1]. */
  bytes: Uint8Array;
  offsets: Uint32Array;
  hashes: Int32Array;
  /** Open addressing with linear probing: 0 is free, else 1 + the id's number. Length is a power of two. */
  slots: Int32Array;
}

/** An empty table; `expected` ids are held without growing. */
export function createIdTable(expected = 64): IdTable {
  let size = 128;
  while (size < expected * 2) size *= 2;
  return {
    count: 0,
    bytes: new Uint8Array(size * 8),
    offsets: new Uint32Array(size / 2 + 1),
    hashes: new Int32Array(size / 2),
    slots: new Int32Array(size),
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
  table.hashes[id] = hash;
  table.slots[slot] = id + 1;
  table.count = id + 1;
  if (table.count * 2 >= table.slots.length) growSlots(table);
  return id;
}

/** The number of the id in bytes[start, end), or -1. `guess` is compared first: rows often come in the same order. */
export function findId(table: IdTable, bytes: Uint8Array, start: number, end: number, guess: number): number {
  if (guess < table.count && sameId(table, guess, bytes, start, end)) return guess;
  return table.slots[findSlot(table, hashBytes(bytes, start, end), bytes, start, end)]! - 1;
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
  const length = end - start;
  if (table.offsets[id + 1]! - from !== length) return false;
  const held = table.bytes;
  for (let i = 0; i < length; i++) if (held[from + i] !== bytes[start + i]) return false;
  return true;
}

/** The slot that holds the id, or the free one where it would go. */
function findSlot(table: IdTable, hash: number, bytes: Uint8Array, start: number, end: number): number {
  const { slots, hashes } = table;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const held = slots[slot]!;
    if (held === 0) return slot;
    if (hashes[held - 1] === hash && sameId(table, held - 1, bytes, start, end)) return slot;
    slot = (slot + 1) & mask;
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
  const size = table.slots.length * 2;
  const slots = new Int32Array(size);
  const offsets = new Uint32Array(size / 2 + 1);
  const hashes = new Int32Array(size / 2);
  offsets.set(table.offsets);
  hashes.set(table.hashes);
  for (let id = 0; id < table.count; id++) {
    let slot = hashes[id]! & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id + 1;
  }
  table.slots = slots;
  table.offsets = offsets;
  table.hashes = hashes;
}

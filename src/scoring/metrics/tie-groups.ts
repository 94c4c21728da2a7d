import { orderDescending } from '../order.js';

/** Rows from the largest value to the smallest. */
export interface TieGroups {
  order: Uint32Array;
  /** 1 where the next row in order has another value. */
  ends: Uint8Array;
  /** Of each row (not in order): which distinct value it has, 1 for the largest. */
  level: Uint32Array;
  levels: number;
}

/** Sorts `values` once; weights are laid over the groups of ties later. */
export function tieGroups(values: Float64Array): TieGroups {
  const n = values.length;
  const order = orderDescending(values);
  const ends = new Uint8Array(n);
  const level = new Uint32Array(n);
  let levels = n > 0 ? 1 : 0;
  for (let k = 0; k < n; k++) {
    level[order[k]!] = levels;
    if (k === n - 1 || values[order[k]!] !== values[order[k + 1]!]) {
      ends[k] = 1;
      if (k < n - 1) levels++;
    }
  }
  return { order, ends, level, levels };
}

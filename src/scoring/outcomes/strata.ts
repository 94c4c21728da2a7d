import { orderDescending } from '../order.js';

const SHARES = 5;

/** Strata of whole numbers 0 … count - 1 by how often they occur: the rarest has the highest stratum. */
export function rarestHighest(values: ArrayLike<number>, count: number): Uint32Array {
  const rows = new Array<number>(count).fill(0);
  for (let row = 0; row < values.length; row++) rows[values[row]!]! += 1;
  const byRows = [...rows.keys()].sort((a, b) => rows[b]! - rows[a]! || a - b);
  const stratum = new Uint32Array(count);
  byRows.forEach((value, place) => {
    stratum[value] = place;
  });
  return Uint32Array.from(values, (value) => stratum[value]!);
}

/** Fifths of the values: each as large a share of the rows as ties allow. */
export function fifths(values: Float64Array): Uint32Array {
  const strata = new Uint32Array(values.length);
  const order = orderDescending(values);
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!;
    const above = order[place - 1];
    const isTie = above !== undefined && values[above] === values[row];
    strata[row] = isTie ? strata[above]! : SHARES - 1 - Math.floor((place * SHARES) / order.length);
  }
  return strata;
}

/** Whether all of these rows have the same value. */
export function isConstant(values: Float64Array, rows: Uint32Array): boolean {
  return rows.every((row) => values[row] === values[rows[0]!]);
}

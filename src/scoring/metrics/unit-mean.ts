/** Rows of each unit (query, patient), in the order of the sample. */
export function rowsByUnit(unit: Uint32Array, units: number): Uint32Array[] {
  const rows: number[][] = Array.from({ length: units }, () => []);
  for (let k = 0; k < unit.length; k++) rows[unit[k]!]!.push(k);
  return rows.map((some) => Uint32Array.from(some));
}

/**
 * Weight of a unit: that of its first row, since the bootstrap draws a unit's rows together. 0 for one without rows.
 */
export const unitWeight = (rows: Uint32Array, each: Uint8Array | Float64Array): number =>
  rows.length === 0 ? 0 : each[rows[0]!]!;

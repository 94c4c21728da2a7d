/** Units of some rows, numbered anew in the order in which these rows name them first. */
export function renumbered(unit: Uint32Array, rows: Uint32Array): { unitOf: Uint32Array; units: number } {
  const numbers = new Map<number, number>();
  const unitOf = rows.map((row) => {
    const id = unit[row]!;
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return numbers.get(id)!;
  });
  return { unitOf, units: numbers.size };
}

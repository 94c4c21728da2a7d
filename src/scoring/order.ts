const DIGITS = 65536;
const SMALL = 4096;

/**
 * The positions of `values` from the largest value to the smallest; equal values keep their order, and -0 equals 0.
 * No NaN. A radix sort over the bits of the doubles, 16 at a time (Knuth, TAOCP 3, 5.2.5), so O(n).
 */
export function orderDescending(values: Float64Array): Uint32Array {
  const n = values.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  if (n < SMALL) return order.sort((a, b) => values[b]! - values[a]! || a - b);
  const { low, high } = descendingKeys(values);
  let from = order;
  let to = new Uint32Array(n);
  const starts = new Uint32Array(DIGITS);
  for (let pass = 0; pass < 4; pass++) {
    const keys = pass < 2 ? low : high;
    const shift = (pass & 1) * 16;
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[(keys[i]! >>> shift) & 0xffff]!++;
    let sum = 0;
    let alike = false;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit]!;
      if (count === n) alike = true;
      starts[digit] = sum;
      sum += count;
    }
    if (alike) continue; // e.g. the low bits of values with few decimals
    for (let i = 0; i < n; i++) {
      const row = from[i]!;
      to[starts[(keys[row]! >>> shift) & 0xffff]!++] = row;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Unsigned 64-bit keys, in two halves, that ascend where the values descend. */
function descendingKeys(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const n = values.length;
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  const double = new Float64Array(1);
  const halves = new Uint32Array(double.buffer);
  const top = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0; // which half has the sign depends on the machine
  for (let i = 0; i < n; i++) {
    double[0] = values[i]! + 0; // -0 + 0 is 0
    const upper = halves[top]!;
    const lower = halves[1 - top]!;
    // The bits of positive doubles ascend with them, those of negative ones descend.
    const negative = upper >>> 31 === 1;
    high[i] = negative ? upper : ~upper & 0x7fffffff;
    low[i] = negative ? lower : ~lower;
  }
  return { low, high };
}

/**
 * Squared distance of each pixel of a `width` × `height` image to the nearest one of `points` (1 there), infinite without
 * any: exact, in O(pixels), by the lower envelope of parabolas over columns and then rows (Felzenszwalb & Huttenlocher,
 * Theory of Computing 8:415, 2012).
 */
export function squaredDistances(points: Uint8Array, width: number, height: number): Float64Array {
  const squares = Float64Array.from(points, (point) => (point === 1 ? 0 : Number.POSITIVE_INFINITY));
  const longer = Math.max(width, height);
  const line = new Float64Array(longer);
  const tops = new Int32Array(longer);
  const starts = new Float64Array(longer + 1);
  for (let x = 0; x < width; x++) transformLine(squares, x, width, height);
  for (let y = 0; y < height; y++) transformLine(squares, y * width, 1, width);
  return squares;

  /** Replaces values f(i) by the least (i - j)² + f(j). */
  function transformLine(values: Float64Array, from: number, step: number, length: number): void {
    let last = -1; // of the parabolas that are lowest somewhere
    for (let i = 0; i < length; i++) {
      line[i] = values[from + i * step]!;
      if (line[i] === Number.POSITIVE_INFINITY) continue;
      let start = Number.NEGATIVE_INFINITY;
      while (last >= 0) {
        const j = tops[last]!;
        start = (line[i]! + i * i - line[j]! - j * j) / (2 * (i - j));
        if (start > starts[last]!) break;
        last--;
        start = Number.NEGATIVE_INFINITY;
      }
      last++;
      tops[last] = i;
      starts[last] = start;
    }
    if (last === -1) return;
    let at = 0;
    for (let i = 0; i < length; i++) {
      while (at < last && starts[at + 1]! < i) at++;
      const j = tops[at]!;
      values[from + i * step] = (i - j) * (i - j) + line[j]!;
    }
  }
}

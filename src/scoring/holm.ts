/**
 * p-values adjusted for several tests: reject where the adjusted one is at most alpha, and the chance of any false
 * rejection is at most alpha (Holm, Scandinavian Journal of Statistics 6:65, 1979). In the order of the arguments.
 */
export function holmAdjusted(p: ArrayLike<number>): Float64Array {
  const tests = p.length;
  const order = Uint32Array.from({ length: tests }, (_, k) => k).sort((a, b) => p[a]! - p[b]!);
  const adjusted = new Float64Array(tests);
  let highest = 0;
  order.forEach((test, k) => {
    highest = Math.max(highest, Math.min(1, (tests - k) * p[test]!));
    adjusted[test] = highest;
  });
  return adjusted;
}

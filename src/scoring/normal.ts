/**
 * Two-sided p-value of a standard normal statistic: erfc(|z| / √2), from its power series near 0 and its continued
 * fraction beyond (Abramowitz & Stegun 7.1.6 and 7.1.14), to about 1e-14 relative.
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  if (x > 26) return 0; // below the smallest double
  return x < 2 ? 1 - erfOfSmall(x) : erfcOfLarge(x);
}

function erfOfSmall(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function erfcOfLarge(x: number): number {
  let tail = x;
  for (let n = 120; n > 0; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
}

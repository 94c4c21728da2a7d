// Labels and predictions of a known truth: positives from N(shift, 1), negatives from N(0, 1), so that everything about
// them is known (Dorfman & Alf, Journal of Mathematical Psychology 6:487, 1969).
import { createGenerator, nextUint32 } from '../../dist/src/scoring/random.js';

/** Standard normal numbers of (seed, stream, index), by Box & Muller (1958). */
export function normals(count, seed, stream, index) {
  const state = createGenerator(seed, stream, index);
  const uniform = () => (nextUint32(state) + 0.5) / 4294967296;
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

/** Distribution function of the standard normal, by Simpson's rule: to about 1e-12. */
export function phi(z) {
  const steps = 2000;
  const step = z / steps;
  const density = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(z);
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * density(k * step);
  return 0.5 + (sum * step) / 3;
}

/** The shift that gives an AUROC: Φ(shift / √2), by halving. */
export function shiftOf(auroc) {
  let [low, high] = [0, 10];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (phi(middle / Math.SQRT2) < auroc) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The first `positives` of `n` rows are positive. */
export const labelsOf = (n, positives) => Uint8Array.from({ length: n }, (_, k) => (k < positives ? 1 : 0));

/** The calibrated risk of a score where `prevalence` is the share of positives. */
export const riskOf = (score, shift, prevalence) =>
  1 / (1 + Math.exp(-(Math.log(prevalence / (1 - prevalence)) + shift * score - (shift * shift) / 2)));

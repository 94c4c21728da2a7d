import { type Generator, nextBelow, nextUint32 } from './random.js';

/** Replicates that are drawn together, one byte each of a 32-bit word per unit. */
export const LANES = 4;

const MOST = 15; // of one unit in the first step: more has a chance of 2e-14
const PAIR_BITS = 13;
const PAIRS = 1 << PAIR_BITS;
const UNSURE = 0x80;
const ONE_OVER_E = 0.36787944117144233;
const { sure, rest } = tabulatePairs();

/**
 * Draws units with replacement, as many as there are, four times over, and counts each: byte r of word u is how often
 * replicate r drew unit u. A multinomial is n independent Poisson(1) counts given that they sum to n (Devroye,
 * Non-Uniform Random Variate Generation, 1986, XI.1.4), so each unit's count is drawn from Poisson(1), and the sum, off
 * by about √n, is mended by single draws: uniform units are added, or counted ones taken away, each as likely.
 */
export function drawMultinomials(state: Generator, words: Int32Array): void {
  const sums = new Float64Array(LANES);
  const unsure: number[] = [];
  drawPoisson(state, words, sums, unsure);
  for (const half of unsure) {
    const [unit, lane] = [half >>> 1, (half & 1) * 2];
    const pair = drawRest(state);
    words[unit] = words[unit]! | (pair << (8 * lane));
    sums[lane] = sums[lane]! + (pair & 0xff);
    sums[lane + 1] = sums[lane + 1]! + (pair >>> 8);
  }
  for (let lane = 0; lane < LANES; lane++) mendSum(state, words, 8 * lane, words.length - sums[lane]!);
}

/**
 * Poisson(1) counts by table (Marsaglia, Communications of the ACM 6:37, 1963): 13 random bits give two counts, save for
 * one in 370, which are left 0 and listed in `unsure` as twice the unit, plus 1 for the upper half of its word.
 * The generator's state is in local variables (as nextUint32), since this is the innermost loop of the bootstrap.
 */
function drawPoisson(state: Generator, words: Int32Array, sums: Float64Array, unsure: number[]): void {
  const units = words.length;
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let unit = 0; unit < units; ) {
    const stop = Math.min(unit + 1024, units); // so that no sum of 16 bits overflows
    let even = 0;
    let odd = 0;
    for (; unit < stop; unit++) {
      const scrambled = Math.imul(b, 5);
      const bits = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      let word = sure[bits & (PAIRS - 1)]! | (sure[bits >>> (32 - PAIR_BITS)]! << 16);
      if ((word & 0x00800080) !== 0) {
        if ((word & UNSURE) !== 0) unsure.push(2 * unit);
        if ((word & 0x00800000) !== 0) unsure.push(2 * unit + 1);
        word &= 0x0f0f0f0f;
      }
      words[unit] = word;
      even = (even + (word & 0x00ff00ff)) | 0;
      odd = (odd + ((word >>> 8) & 0x00ff00ff)) | 0;
    }
    sums[0] = sums[0]! + (even & 0xffff);
    sums[1] = sums[1]! + (odd & 0xffff);
    sums[2] = sums[2]! + (even >>> 16);
    sums[3] = sums[3]! + (odd >>> 16);
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

/** Adds `missing` draws to the byte at `shift` of the words, or takes away so many of those counted. */
function mendSum(state: Generator, words: Int32Array, shift: number, missing: number): void {
  const one = 1 << shift;
  for (let left = missing; left > 0; left--) {
    const unit = nextBelow(state, words.length);
    words[unit] = words[unit]! + one;
  }
  for (let left = -missing; left > 0; ) {
    const unit = nextBelow(state, words.length);
    // A unit counted c times is taken with chance c / 16, so that each of its draws is as likely as any other.
    if (nextUint32(state) >>> 28 >= ((words[unit]! >>> shift) & 0xff)) continue;
    words[unit] = words[unit]! - one;
    left--;
  }
}

/** A pair from what the table leaves out of the distribution: first count in the low byte, second in the next. */
function drawRest(state: Generator): number {
  const chance = (nextUint32(state) / 4294967296) * rest.at(-1)!.upTo;
  return rest.find(({ upTo }) => chance < upTo)!.pair;
}

/**
 * Each pair of counts has a whole number of the 2^13 places, its probability rounded down; the fractions make up `rest`.
 * From one constant by products and quotients alone, so that every machine has the same table.
 */
function tabulatePairs() {
  const poisson = [ONE_OVER_E];
  for (let count = 1; count <= MOST; count++) poisson.push(poisson[count - 1]! / count);
  const table = new Uint16Array(PAIRS).fill(UNSURE);
  const fractions: { pair: number; upTo: number }[] = [];
  let at = 0;
  let upTo = 0;
  poisson.forEach((chance, first) => {
    poisson.forEach((other, second) => {
      const pair = first | (second << 8);
      const places = Math.floor(PAIRS * chance * other);
      table.fill(pair, at, at + places);
      at += places;
      upTo += PAIRS * chance * other - places;
      fractions.push({ pair, upTo });
    });
  });
  return { sure: table, rest: fractions };
}

/** State of a generator: four 32-bit words. */
export type Generator = Int32Array;

/**
 * A generator for (seed, stream, index): equal arguments give equal numbers on every machine, and each index has
 * numbers of its own, so that results don't depend on who computes which index.
 * The words are mixed into the state with a 32-bit splitmix (Steele, Lea, Flood 2014; constants of C. Wellons' search).
 */
export function createGenerator(seed: number, stream = 0, index = 0): Generator {
  let hash = 0;
  for (const word of [seed % 4294967296, Math.floor(seed / 4294967296), stream, index])
    hash = mix(hash ^ word);
  const state = new Int32Array(4);
  for (let i = 0; i < 4; i++) {
    hash = (hash + 0x9e3779b9) | 0;
    state[i] = mix(hash);
  }
  if (state.every((word) => word === 0)) state[0] = 1; // the one state that xoshiro never leaves
  return state;
}

function mix(value: number): number {
  let z = (value + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/** The next 32 bits, unsigned: xoshiro128** 1.1 (Blackman & Vigna, ACM TOMS 47:36, 2021). */
export function nextUint32(state: Generator): number {
  const s1 = state[1]!;
  const scrambled = Math.imul(s1, 5);
  const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  const s2 = state[2]! ^ state[0]!;
  const s3 = state[3]! ^ s1;
  state[1] = s1 ^ s2;
  state[0] = state[0]! ^ s3;
  state[2] = s2 ^ (s1 << 9);
  state[3] = (s3 << 11) | (s3 >>> 21);
  return result;
}

/** An integer from 0 to bound - 1 (bound at most 2^21 for an exact product); its bias is below bound / 2^32. */
export function nextBelow(state: Generator, bound: number): number {
  return Math.floor(nextUint32(state) * bound * 2.3283064365386963e-10);
}

/** Puts `items` into random order in place (Fisher-Yates, Durstenfeld 1964). */
export function shuffle(state: Generator, items: Uint32Array): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = nextBelow(state, i + 1);
    const held = items[i]!;
    items[i] = items[j]!;
    items[j] = held;
  }
}

import { expect, test } from '@jest/globals';
import { orderDescending } from './order.js';
import { createGenerator, nextUint32 } from './random.js';

const generator = createGenerator(1);
const chance = () => nextUint32(generator) / 4294967296;

/** What a sort by comparison gives. */
const expected = (values: Float64Array) =>
  Uint32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);

test.each<[string, (k: number) => number]>([
  ['anything', () => (chance() - 0.5) * 10 ** Math.floor(chance() * 600 - 300)],
  ['probabilities', chance],
  ['few decimals, many ties', () => Math.round(chance() * 20 - 10) / 10],
  ['differences far behind the point', () => 0.5 + chance() * 1e-9],
  ['zeros of both signs among the smallest numbers', (k) => [0, -0, 5e-324, -5e-324][k % 4]!],
  ['one value', () => 0.25],
  ['ascending', (k) => k],
  ['descending', (k) => -k],
])('%s', (_, value) => {
  for (const n of [0, 1, 2, 100, 5000]) {
    const values = Float64Array.from({ length: n }, (_, k) => value(k));
    expect(orderDescending(values)).toEqual(expected(values));
  }
});

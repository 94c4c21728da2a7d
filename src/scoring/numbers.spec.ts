import { expect, test } from '@jest/globals';
import { openNumbers, readNumber } from './numbers.js';
import { createGenerator, nextUint32 } from './random.js';

const generator = createGenerator(9);
const digits = (count: number) => Array.from({ length: count }, () => nextUint32(generator) % 10).join('');
const chance = () => (nextUint32(generator) / 4294967296 + (nextUint32(generator) >>> 11)) / 2 ** 21;

function read(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return readNumber(openNumbers(bytes), bytes, 0, bytes.length);
}

/** Those that differ from how the language itself reads them. */
const wrong = (texts: string[]) => texts.filter((text) => !Object.is(read(text), Number(text)));
const many = (text: (k: number) => string) => Array.from({ length: 30_000 }, (_, k) => text(k));

test.each<[string, (k: number) => string]>([
  ['the shortest form of doubles', () => String(chance())],
  ['small ones', () => String(chance() * 10 ** -(nextUint32(generator) % 12))],
  ['large ones', () => String(chance() * 10 ** (nextUint32(generator) % 30))],
  ['any number of decimals', (k) => `-0.${digits(1 + (k % 25))}`],
  ['digits before the point', (k) => `${digits(1 + (k % 12))}.${digits(1 + (k % 11))}`],
  ['zeros in front', (k) => `000.${'0'.repeat(k % 9)}${digits(17)}`],
  ['with an exponent', (k) => `${digits(3)}.${digits(k % 18)}e-${k % 25}`],
  ['nothing but nines', (k) => `0.${'9'.repeat(1 + (k % 24))}`],
])('%s are read exactly', (_, text) => {
  expect(wrong(many(text))).toEqual([]);
});

test('halfway between two doubles, and a digit beside it', () => {
  // 1 + 2^-53 lies halfway between 1 and the next double; 52 digits and more decide.
  const halfway = '1.00000000000000011102230246251565404236316680908203125';
  const texts = [halfway, `${halfway}1`, halfway.replace(/5$/, '4')];
  // Whole numbers above 2^53 that lie between two doubles, moved behind the point.
  for (let k = 0; k < 2_000; k++) {
    const odd = 2n ** 53n + 2n * BigInt(nextUint32(generator)) + 1n;
    texts.push(`${odd}.0`, `0.${odd}`, `${String(odd).slice(0, 3)}.${String(odd).slice(3)}`);
  }
  expect(wrong(texts)).toEqual([]);
});

import { describe, expect, test } from '@jest/globals';
import { createGenerator, nextBelow } from '../random.js';
import { createSample, createWeights } from '../sample.js';
import { auroc } from './auroc.js';

/** Labels and predictions of `rows` rows; the fewer values there are, the more ties. */
function sampleOf(rows: number, values: number, positivesInTen: number, seed: number) {
  const state = createGenerator(seed);
  const labels = Uint8Array.from({ length: rows }, () => (nextBelow(state, 10) < positivesInTen ? 1 : 0));
  return createSample(
    labels,
    Float64Array.from({ length: rows }, () => nextBelow(state, values) / values),
  );
}

describe('AUROC of four replicates at once', () => {
  test.each([
    ['no ties', 2_000, 1 << 20, 1],
    ['half positives', 3_000, 1 << 20, 5],
    ['many ties', 2_000, 40, 3],
    ['all tied', 700, 1, 5],
    ['long stretches of one class', 3_000, 1 << 20, 9],
    ['positives only', 300, 100, 10],
    ['one row', 1, 1, 5],
  ])('is what each of them gives by itself, to the last bit: %s', (_, rows, values, positives) => {
    for (let seed = 1; seed <= 5; seed++) {
      const sample = sampleOf(rows, values, positives, seed);
      const state = createGenerator(seed, 1);
      const words = new Int32Array(sample.n);
      const most = seed === 5 ? 256 : 4; // up to the largest count that a byte holds
      for (let k = 0; k < sample.n; k++)
        for (let lane = 0; lane < 4; lane++)
          words[k] = words[k]! | ((most === 256 ? 255 : nextBelow(state, most)) << (8 * lane));
      const figure = auroc.prepare(sample);
      const areas = new Float64Array(4);
      figure.lanes!(words, areas);
      for (let lane = 0; lane < 4; lane++) {
        const alone = figure(createWeights(Uint8Array.from(words, (word) => word >>> (8 * lane))));
        expect(areas[lane]).toBe(typeof alone === 'number' ? alone : Number.NaN);
      }
    }
  });
});

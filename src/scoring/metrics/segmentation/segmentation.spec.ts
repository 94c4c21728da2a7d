import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleTable } from '../../../../test/support/oracles.js';
import type { SegmentationSample } from '../../outcomes/samples.js';
import { squaredDistances } from './distance-transform.js';
import { hausdorff } from './hausdorff.js';
import { SEGMENTATION_FAMILIES } from './index.js';

const NAMES = SEGMENTATION_FAMILIES.map(({ name }) => name);
type Case = [Uint8Array, Uint8Array];

const sampleOf = (cases: Case[], width: number, height: number): SegmentationSample => ({
  n: cases.length,
  order: Uint32Array.from(cases.keys()),
  width,
  height,
  truth: cases.map(([truth]) => truth),
  predictions: cases.map(([, prediction]) => prediction),
});

const bits = (text: string): Uint8Array => Uint8Array.from(text, Number);

/** Rectangles with some noise; some masks are empty. */
function drawn(n: number, width: number, height: number, seed: number): Case[] {
  const mask = (k: number, stream: number): Uint8Array => {
    const [x, y, w, h] = numbers(4, seed + k, stream) as [number, number, number, number];
    const noise = numbers(width * height, seed + k, stream + 2);
    const empty = (k + stream) % 4 === 0;
    return Uint8Array.from(noise, (u, i) => {
      const [px, py] = [(i % width) / width, Math.floor(i / width) / height];
      return !empty && ((px >= x / 2 && px < x / 2 + w && py >= y / 2 && py < y / 2 + h) || u < 0.01) ? 1 : 0;
    });
  };
  return Array.from({ length: n }, (_, k) => [mask(k, 1), mask(k, 2)]);
}

describe('figures of the reference', () => {
  const { truth, prediction } = oracleTable('segmentation');
  const cases: Case[] = truth!.map((mask, k) => [bits(mask), bits(prediction![k]!)]);
  test.each(oracleCases('segmentation').map((one) => [one.id, one] as const))(
    '%s',
    (_, { metric, expected, tol }) => {
      const figures = cases.map(([a, b]) => {
        if (metric !== 'hausdorff_hd95_per_case') {
          return figureOf(metric.replace('_per_case', ''), sampleOf([[a, b]], 24, 24));
        }
        const largest = hausdorff(a, b, 24, 24, 1);
        return largest === null ? null : [largest, hausdorff(a, b, 24, 24, 0.95)];
      });
      expect([figures, agrees(figures, expected, tol)]).toEqual([figures, true]);
    },
  );
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 50])('does not depend on the order of rows (seed %d)', (seed) => {
    const cases = drawn(14, 9, 13, seed);
    const other = sampleOf(
      permuted(14, seed).map((k) => cases[k]!),
      9,
      13,
    );
    expect(agrees(figureOf(name, other), figureOf(name, sampleOf(cases, 9, 13)), 1e-12)).toBe(true);
  });
  test.each([100, 150])('takes a weight as that many rows (seed %d)', (seed) => {
    const cases = drawn(14, 9, 13, seed);
    const weights = counts(14, seed);
    const other = sampleOf(
      repeated(weights).map((k) => cases[k]!),
      9,
      13,
    );
    expect(agrees(figureOf(name, sampleOf(cases, 9, 13), weights), figureOf(name, other), 1e-12)).toBe(true);
  });
  test('is undefined without rows', () => {
    expect(figureOf(name, sampleOf([], 2, 2))).toEqual({ undefined: 'no_rows' });
  });
});

describe('against the definitions', () => {
  test.each([200, 250, 300])('distances pixel by pixel (seed %d)', (seed) => {
    const [width, height] = [17, 11];
    for (const [points] of drawn(6, width, height, seed)) {
      const squares = squaredDistances(points, width, height);
      squares.forEach((square, i) => {
        let least = Number.POSITIVE_INFINITY;
        points.forEach((point, j) => {
          const [dx, dy] = [(i % width) - (j % width), Math.floor(i / width) - Math.floor(j / width)];
          if (point === 1) least = Math.min(least, dx * dx + dy * dy);
        });
        expect(square).toBe(least);
      });
    }
  });
  test('empty masks', () => {
    const [none, some] = [bits('000000000000'), bits('000001000000')];
    const figures = (a: Uint8Array, b: Uint8Array) =>
      NAMES.map((name) => figureOf(name, sampleOf([[a, b]], 4, 3)));
    expect(NAMES).toEqual(['dice', 'iou', 'hd95']);
    expect(figures(none, none)).toEqual([1, 1, 0]);
    expect(figures(none, some)).toEqual([0, 0, 5]);
    expect(figures(some, none)).toEqual([0, 0, 5]);
    expect(figures(some, some)).toEqual([1, 1, 0]);
    expect(hausdorff(none, some, 4, 3, 0.95)).toBeNull();
  });
});

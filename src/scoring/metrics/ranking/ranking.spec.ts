import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleTable } from '../../../../test/support/oracles.js';
import type { RankingSample } from '../../outcomes/samples.js';
import { RANKING_FAMILIES } from './index.js';

const NAMES = RANKING_FAMILIES.map(({ name }) => name);

interface Document {
  query: number;
  relevance: number;
  score: number;
  /** Row of the truth. */
  row: number;
}

const sampleOf = (documents: Document[]): RankingSample => ({
  n: documents.length,
  order: Uint32Array.from(documents, ({ row }) => row),
  queries: documents.reduce((most, { query }) => Math.max(most, query + 1), 0),
  query: Uint32Array.from(documents, ({ query }) => query),
  relevance: Float64Array.from(documents, ({ relevance }) => relevance),
  score: Float64Array.from(documents, ({ score }) => score),
});

/** Scores in tenths; every fifth query has no relevant document. */
function drawn(queries: number, seed: number): Document[] {
  const [size, grade, noise] = [1, 2, 3].map((stream) => numbers(queries * 30, seed, stream)) as [
    number[],
    number[],
    number[],
  ];
  return Array.from({ length: queries }, (_, query) => query).flatMap((query) =>
    Array.from({ length: 3 + Math.floor(size[query]! * 20) }, (_, d) => {
      const k = query * 30 + d;
      const relevance = query % 5 === 0 ? 0 : Math.max(0, Math.floor(grade[k]! * 6) - 2);
      return { query, relevance, score: Math.floor(10 * noise[k]! + 2 * relevance) / 10, row: k };
    }),
  );
}

const ofDocuments = <T>(documents: Document[], figure: (query: Document[]) => T): T[] =>
  [...new Set(documents.map(({ query }) => query))].map((query) =>
    figure(documents.filter((one) => one.query === query)),
  );

describe('figures of scikit-learn', () => {
  const table = oracleTable('ranking');
  const ids = [...new Set(table.query!)];
  const sample = sampleOf(
    table.query!.map((query, row) => ({
      query: ids.indexOf(query),
      relevance: Number(table.relevance![row]),
      score: Number(table.score![row]),
      row,
    })),
  );
  test.each(oracleCases('ranking').map((one) => [one.id, one] as const))(
    '%s',
    (_, { metric, params, expected, tol }) => {
      const name = { ndcg_mean: `ndcg@${params.k}`, map_binary: 'mean_average_precision' }[metric] ?? metric;
      const figure = figureOf(name, sample);
      expect([figure, agrees(figure, expected, tol)]).toEqual([figure, true]);
    },
  );
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 2, 3])('does not depend on the order in which rows are given (seed %d)', (seed) => {
    const documents = drawn(20, seed);
    const other = sampleOf(permuted(documents.length, seed).map((k) => documents[k]!));
    expect(agrees(figureOf(name, other), figureOf(name, sampleOf(documents)), 1e-12)).toBe(true);
  });
  test.each([4, 5, 6])('takes the weight of a query as that many queries (seed %d)', (seed) => {
    const documents = drawn(20, seed);
    const each = counts(20, seed);
    const copies = repeated(each).flatMap((query, copy) =>
      documents.filter((one) => one.query === query).map((one) => ({ ...one, query: copy })),
    );
    const weights = documents.map(({ query }) => each[query]!);
    expect(
      agrees(figureOf(name, sampleOf(documents), weights), figureOf(name, sampleOf(copies)), 1e-12),
    ).toBe(true);
  });
  test('is undefined without rows or weight, and a query of which a part has no rows does not count', () => {
    expect(figureOf(name, sampleOf([]))).toEqual({ undefined: 'no_rows' });
    const documents = drawn(4, 7);
    expect(figureOf(name, sampleOf(documents), new Array(documents.length).fill(0))).toEqual({
      undefined: 'no_rows',
    });
    const gap = { ...sampleOf(documents), queries: 9 };
    expect(figureOf(name, gap)).toBe(figureOf(name, sampleOf(documents)));
  });
});

describe('against the definitions', () => {
  test.each([8, 9])('tied documents in NDCG: the mean over all their orders (seed %d)', (seed) => {
    const documents = drawn(12, seed).filter((_, k) => k % 4 !== 0);
    const gain = (list: Document[]) =>
      list.slice(0, 3).reduce((sum, { relevance }, place) => sum + relevance / Math.log2(place + 2), 0);
    const orders = (list: Document[]): Document[][] =>
      list.length <= 1
        ? [list]
        : list.flatMap((first, k) => orders(list.toSpliced(k, 1)).map((rest) => [first, ...rest]));
    const values = ofDocuments(documents, (all) => {
      const query = all.slice(0, 6);
      const sorted = (list: Document[]) => list.every((one, k) => k === 0 || list[k - 1]!.score >= one.score);
      const listings = orders(query).filter(sorted).map(gain);
      const best = Math.max(...orders(query).map(gain));
      return best === 0 ? 0 : listings.reduce((sum, value) => sum + value, 0) / listings.length / best;
    });
    const short = ofDocuments(documents, (all) => all.slice(0, 6)).flat();
    expect(figureOf('ndcg@3', sampleOf(short))).toBeCloseTo(
      values.reduce((sum, value) => sum + value, 0) / values.length,
      12,
    );
  });
  test('queries without relevant documents', () => {
    const none = [0, 1].map((row) => ({ query: 0, relevance: 0, score: row, row }));
    expect(figureOf('ndcg@10', sampleOf(none))).toBe(0);
    expect(figureOf('mrr', sampleOf(none))).toBe(0);
    expect(figureOf('mean_average_precision', sampleOf(none))).toEqual({ undefined: 'no_positives' });
  });
  test('equal scores keep the order of the truth in the reciprocal rank', () => {
    const flat = [0, 1, 2].map((row) => ({ query: 0, relevance: row === 2 ? 1 : 0, score: 0.5, row }));
    expect(figureOf('mrr', sampleOf(flat))).toBeCloseTo(1 / 3, 12);
    expect(figureOf('mrr', sampleOf(flat.toReversed()))).toBeCloseTo(1 / 3, 12);
  });
  test('grades near the largest double do not overflow', () => {
    const large = [1e308, 1e308, 0].map((relevance, row) => ({ query: 0, relevance, score: -row, row }));
    expect(figureOf('ndcg@3', sampleOf(large))).toBe(1);
  });
});

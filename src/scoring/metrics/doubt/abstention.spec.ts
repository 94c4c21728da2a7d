import { describe, expect, test } from '@jest/globals';
import { binary } from '../../outcomes/binary.js';
import type { BinarySchema } from '../../outcomes/schema.js';
import { coverageCurve, givenAnswers } from '../../report/coverage-curve.js';
import { createWeights, type Sample } from '../../sample.js';
import { metricNamed } from '../index.js';
import { byConfidence } from './by-confidence.js';

const SCHEMA: BinarySchema = {
  kind: 'binary',
  label: 'label',
  prediction: 'prediction',
  range: [0, 1],
  confidence: 'sure',
  abstention: 'unknown',
};

interface Row {
  label: number;
  p: number;
  sure: number;
  unknown: number;
}
const rows: Row[] = Array.from({ length: 400 }, (_, k) => ({
  label: (k * 7919) % 3 === 0 ? 1 : 0,
  p: ((k * 104_729) % 1000) / 999,
  sure: ((k * 15_485_863) % 50) / 49,
  unknown: k % 5 === 0 ? 1 : 0,
}));

function sampleOf(some: Row[], schema: BinarySchema = SCHEMA): Sample {
  const column = (name: keyof Row) => Float64Array.from(some, (row) => row[name]);
  const predictions = [
    column('p'),
    ...(schema.confidence ? [column('sure')] : []),
    ...(schema.abstention ? [column('unknown')] : []),
  ];
  return binary.createSample(schema, [column('label')], predictions, Uint32Array.from(some.keys()), null);
}

const equal = (sample: Sample) => createWeights(new Uint8Array(sample.n).fill(1));
const value = (name: string, some = rows, schema = SCHEMA) => {
  const sample = sampleOf(some, schema);
  return metricNamed(name).prepare(sample)(equal(sample));
};
const isWrong = ({ p, label }: Row) => (p >= 0.5 ? 1 : 0) !== label;

describe('figures of declared abstentions', () => {
  const answered = rows.filter(({ unknown }) => unknown === 0);
  const errors = answered.filter(isWrong).length;

  test('are what their definitions say', () => {
    expect(value('answered_share')).toBeCloseTo(answered.length / rows.length, 12);
    expect(value('selective_risk')).toBeCloseTo(errors / answered.length, 12);
    for (const penalty of [0, 1, 10]) {
      const expected = (answered.length - errors - penalty * errors) / rows.length;
      expect(value(`selective_score@${penalty}`)).toBeCloseTo(expected, 12);
    }
  });

  test('count a weight of w as w equal rows', () => {
    const weights = rows.map((_, k) => k % 3);
    const repeated = rows.flatMap((row, k) => new Array<Row>(weights[k]!).fill(row));
    const sample = sampleOf(rows);
    const each = Uint8Array.from(sample.order, (k) => weights[k]!);
    for (const name of ['answered_share', 'selective_risk', 'selective_score@2', 'aurc', 'augrc']) {
      const weighted = metricNamed(name).prepare(sample)(createWeights(each)) as number;
      expect([name, weighted]).toEqual([name, expect.closeTo(value(name, repeated) as number, 10)]);
    }
  });

  test('are undefined in words', () => {
    expect(
      value(
        'selective_risk',
        rows.map((row) => ({ ...row, unknown: 1 })),
      ),
    ).toEqual({
      undefined: 'no_answers',
    });
    expect(value('answered_share', rows, { ...SCHEMA, abstention: null })).toEqual({
      undefined: 'no_abstention',
    });
    expect(value('selective_risk', [])).toEqual({ undefined: 'no_rows' });
    expect(value('selective_score@1', [{ label: 1, p: 3, sure: 1, unknown: 0 }])).toEqual({
      undefined: 'not_probabilities',
    });
  });
});

describe('sureness', () => {
  test('is the declared one, and rows without an answer come last', () => {
    const sample = sampleOf(rows);
    const { rows: order, wrong, groupEnds } = byConfidence(sample);
    const ordered = [...order].map((k) => rows[sample.order[k]!]!);
    const rank = ({ unknown, sure }: Row) => (unknown === 1 ? -1 : sure);
    ordered.forEach((row, at) => {
      expect(wrong[at]).toBe(isWrong(row) ? 1 : 0);
      const next = ordered[at + 1];
      if (next) expect(rank(next)).toBeLessThanOrEqual(rank(row));
      expect(groupEnds[at]).toBe(next && rank(next) === rank(row) ? 0 : 1);
    });
    expect(order.length).toBe(rows.length);
  });

  test('alone changes no other metric', () => {
    const plain: BinarySchema = { ...SCHEMA, confidence: null, abstention: null };
    for (const name of ['auroc', 'brier', 'average_precision', 'f1@0.5'])
      expect(value(name)).toBe(value(name, rows, plain));
    expect(value('aurc')).not.toBe(value('aurc', rows, plain));
    const onlyUnknown: BinarySchema = { ...SCHEMA, confidence: null };
    const surest = rows.map((row) => ({ ...row, unknown: 0, sure: Math.max(row.p, 1 - row.p) }));
    expect(value('aurc', surest)).toBeCloseTo(value('aurc', surest, plain) as number, 12);
    expect(value('aurc', surest, onlyUnknown)).toBeCloseTo(value('aurc', surest, plain) as number, 12);
  });
});

test('a report says what is answered, and how much of that is wrong unless it is too little', () => {
  const answered = rows.filter(({ unknown }) => unknown === 0);
  expect(givenAnswers(sampleOf(rows))).toEqual({
    coverage: 0.8,
    risk: answered.filter(isWrong).length / answered.length,
  });
  const right = rows.map((row) => ({ ...row, p: row.label }));
  expect(givenAnswers(sampleOf(right))).toEqual({ coverage: 0.8, risk: null });
  expect(givenAnswers(sampleOf(rows, { ...SCHEMA, abstention: null }))).toBeNull();
  expect(coverageCurve(sampleOf(rows))!.at(-1)).toEqual({
    coverage: 1,
    risk: rows.filter(isWrong).length / rows.length,
  });
});

import { describe, expect, test } from '@jest/globals';
import type { OutcomeSchema } from '../../src/scoring/outcomes/schema.js';
import { parsePredictions } from '../../src/scoring/predictions.js';
import { parseTruth } from '../../src/scoring/truth.js';
import { KINDS, type Schema } from '../../web/src/lib/outcome.js';
import { csvOf, exampleEntry, exampleTruth } from '../../web/src/lib/outcome-example.js';
import {
  initialOutcome,
  type OutcomeValues,
  schemaOf,
  withKind,
} from '../../web/src/screens/set-up/outcome-values.js';
import { OUTCOME_CASES } from '../support/outcomes.js';

const usual = (kind: Schema['kind'], change: Partial<OutcomeValues> = {}): Schema =>
  schemaOf({ ...withKind(initialOutcome(undefined), kind), ...change });

/** What the page shows and offers for download is what the platform takes. */
function accepted(schema: Schema): unknown {
  const spec = { idColumn: 'stay', schema: schema as OutcomeSchema, split: { method: 'none' as const } };
  const truth = parseTruth(Buffer.from(csvOf(exampleTruth('stay', schema))), spec);
  if (!truth.ok) return truth.errors;
  const entry = parsePredictions(Buffer.from(csvOf(exampleEntry('stay', schema))), truth.truth, spec);
  return entry.ok ? truth.truth.rows : entry.errors;
}

describe('the files that are shown are files that are taken', () => {
  test.each(KINDS)('%s as the form starts', (kind) => {
    expect(accepted(usual(kind))).toBe(3);
  });

  test.each<[string, Schema]>([
    [
      'many classes',
      usual('multiclass', { classes: Array.from({ length: 40 }, (_, k) => `c${k}`).join('\n') }),
    ],
    ['no horizon', usual('survival', { horizons: '' })],
    ['several horizons', usual('survival', { horizons: '30\n90 = by_90\n365' })],
    ['bits', usual('segmentation', { encoding: 'bits', width: '8', height: '4' })],
    ['no abstention', usual('text', { mayAbstain: false })],
    ['a word for abstention', usual('text', { abstention: 'unknown, sorry' })],
    ['alarms alone', usual('sequence', { probability: '' })],
  ])('%s', (_, schema) => {
    expect(accepted(schema)).toBe(3);
  });
});

describe('the form', () => {
  test.each(OUTCOME_CASES.map(({ schema }) => [schema.kind, schema] as const))(
    'gives back the columns of %s that it was given',
    (_, schema) => {
      expect(schemaOf(initialOutcome(schema as Schema))).toEqual(schema);
    },
  );

  test('makes columns of names, and keeps an equals sign in a class', () => {
    expect(usual('multiclass', { classes: ' a \n\nb = second\nEF >= 50 = preserved' })).toMatchObject({
      classes: [
        { name: 'a', prediction: 'p_a' },
        { name: 'b', prediction: 'second' },
        { name: 'EF >= 50', prediction: 'preserved' },
      ],
    });
  });
});

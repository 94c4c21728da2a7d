import { describe, expect, test } from '@jest/globals';
import { METRIC_FAMILIES } from '../src/scoring/metrics/index.js';
import { outcomeOf } from '../src/scoring/outcomes/index.js';
import { OUTCOME_KINDS, type OutcomeSchema } from '../src/scoring/outcomes/schema.js';
import { parsePredictions } from '../src/scoring/predictions.js';
import { scoreAll, scoreEntry } from '../src/scoring/score.js';
import { parseTruth, type Truth, type TruthSpec } from '../src/scoring/truth.js';
import { describeTruth } from '../src/scoring/truth-summary.js';
import { csvOf, OUTCOME_CASES, type OutcomeCase, withCell } from './support/outcomes.js';

const byKind = OUTCOME_CASES.map((one) => [one.schema.kind, one] as const);
const NONE = { method: 'none' } as const;

function truthOf(csv: string, schema: OutcomeSchema, split: TruthSpec['split'] = NONE): Truth {
  const parsed = parseTruth(Buffer.from(csv), { idColumn: 'id', schema, split });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.truth;
}

const wholeTruth = ({ schema, truthHeader, truth }: OutcomeCase) =>
  truthOf(csvOf(truthHeader, truth), schema);

function read(one: OutcomeCase, csv: string, truth = wholeTruth(one)) {
  return parsePredictions(Buffer.from(csv), truth, { idColumn: 'id', schema: one.schema });
}

function predictionsOf(one: OutcomeCase, rows = one.entry, truth = wholeTruth(one)) {
  const parsed = read(one, csvOf(one.entryHeader, rows), truth);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.predictions;
}

/** Park & Miller: the same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function shuffled<T>(items: T[], seed: number): T[] {
  const random = numbers(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

test('every kind is among the cases, and every kind but those has a metric', () => {
  expect(['binary', ...byKind.map(([kind]) => kind)].sort()).toEqual([...OUTCOME_KINDS].sort());
  const scored = new Set([...METRIC_FAMILIES.values()].map(({ kind }) => kind));
  expect([...scored].sort()).toEqual([...OUTCOME_KINDS].sort());
});

describe.each(byKind)('%s', (kind, one) => {
  const metrics = Object.keys(one.expected);

  test('from the files to the figures of others', () => {
    const scores = scoreAll(wholeTruth(one), predictionsOf(one), metrics, { seed: 1, replicates: 0 });
    for (const [name, { value, tol }] of Object.entries(one.expected)) {
      const got = scores[name]!.value!;
      expect([name, Math.abs(got - value) <= tol * Math.max(1, Math.abs(value)), got]).toEqual([
        name,
        true,
        got,
      ]);
    }
  });

  test('rows of an entry may come in any order', () => {
    const predictions = predictionsOf(one);
    for (const seed of [2, 77]) expect(predictionsOf(one, shuffled(one.entry, seed))).toEqual(predictions);
  });

  test.each(one.wrong)('$column may not be $value', ({ column, value, code, named }) => {
    const result = read(one, withCell(one, column, value));
    expect(result.ok ? [] : result.errors.map((error) => error.code)).toEqual([code]);
    expect(!result.ok && result.errors[0]).toMatchObject({
      count: 1,
      examples: [{ line: 2, column: named ?? column }],
    });
  });

  test('columns are those that were declared, all and no more', () => {
    const last = one.entryHeader.at(-1)!;
    const codes = (header: string[]) => {
      const result = read(one, csvOf(header, one.entry));
      return result.ok ? [] : result.errors.map(({ code, examples }) => `${code} ${examples[0]!.value}`);
    };
    expect(codes([...one.entryHeader.slice(0, -1), 'other'])).toEqual([`BAD_HEADER ${last}`]);
    expect(codes([...one.entryHeader, 'more'])).toEqual(['BAD_HEADER more']);
  });

  test('an id that is missing, unknown or there twice', () => {
    const [first, second, ...rest] = one.entry;
    const result = read(
      one,
      csvOf(one.entryHeader, [second!, second!, ['stranger', ...first!.slice(1)], ...rest]),
    );
    expect(!result.ok && result.errors.map(({ code, count }) => [code, count])).toEqual([
      ['DUPLICATE_IDS', 1],
      ['UNKNOWN_IDS', 1],
      ['MISSING_IDS', 1],
    ]);
  });

  test('a drawn split parts no unit, does not follow the order of rows, and leaves both parts scorable', () => {
    const { truthHeader, truth, schema } = one;
    const unit = outcomeOf(schema).unitColumn(schema);
    const method = unit === null ? 'row' : 'cluster';
    for (const seed of [1, 20, 300]) {
      const split = { method, finalFraction: 0.7, seed } as const;
      const sides = (rows: string[][]) => {
        const drawn = truthOf(csvOf(truthHeader, rows), schema, split);
        return new Map(rows.map((row, k) => [row[0]!, drawn.isFinal[k]!]));
      };
      const drawn = sides(truth);
      const again = sides(shuffled(truth, seed + 1));
      for (const [id, side] of drawn) expect(again.get(id)).toBe(side);
      const share = [...drawn.values()].filter((side) => side === 1).length / truth.length;
      expect(share).toBeGreaterThan(0.5);
      expect(share).toBeLessThan(0.9);
      if (unit === null) continue;
      const at = truthHeader.indexOf(unit);
      const sideOf = new Map<string, number>();
      for (const row of truth) {
        const known = sideOf.get(row[at]!) ?? drawn.get(row[0]!)!;
        expect(drawn.get(row[0]!)).toBe(known);
        sideOf.set(row[at]!, known);
      }
    }
  });

  test('what organizers are shown are counts', () => {
    const summary = describeTruth(wholeTruth(one));
    expect(summary.public.rows).toBe(one.truth.length);
    const { positives, counts } = summary.public;
    if (positives !== null) expect(positives).toBeLessThanOrEqual(one.truth.length);
    if (kind === 'multiclass') expect(counts.reduce((sum, { rows }) => sum + rows, 0)).toBe(one.truth.length);
    if (kind === 'multilabel') expect(counts).toHaveLength(6);
  });

  test('has intervals, the same whatever the order of the entry', () => {
    const truth = wholeTruth(one);
    const primary = metrics[0]!;
    const score = (rows: string[][]) =>
      scoreEntry(truth, predictionsOf(one, rows, truth), [primary], { seed: 4, replicates: 60 }).public;
    const [result] = Object.values(score(one.entry));
    const [low, high] = result!.ci!;
    expect(low).toBeLessThanOrEqual(result!.value!);
    expect(high).toBeGreaterThanOrEqual(result!.value!);
    expect(Object.values(score(shuffled(one.entry, 9)))[0]).toEqual(result);
  });
});

describe('truths that are refused', () => {
  const refused = (schema: OutcomeSchema, csv: string, split: TruthSpec['split'] = NONE) => {
    const parsed = parseTruth(Buffer.from(csv), { idColumn: 'id', schema, split });
    return parsed.ok
      ? []
      : parsed.errors.map(({ code, examples: [first] }) =>
          [code, first?.column, first?.problem].filter(Boolean).join(' '),
        );
  };
  const schemaOf = (kind: string) => OUTCOME_CASES.find(({ schema }) => schema.kind === kind)!.schema;
  const half = { method: 'row', finalFraction: 0.5, seed: 1 } as const;

  test.each<[string, string, string[]]>([
    ['multiclass', 'id,label\na,Alive\n', ['UNKNOWN_CLASS label']],
    ['multiclass', 'id,label\na,0\n', ['UNKNOWN_CLASS label']],
    ['multilabel', 'id,y0,y1,y2,y3,y4,y5\na,0,1,0,2,0,0\n', ['OUT_OF_RANGE y3']],
    ['survival', 'id,time,event\na,-1,1\nb,2,0.5\n', ['OUT_OF_RANGE time']],
    ['text', 'id,answers\na,"[1,2]"\nb,[\n', ['BAD_ANSWERS answers']],
    ['ranking', 'id,query,relevance\na,,1\nb,q,-1\n', ['OUT_OF_RANGE relevance', 'MISSING_CLUSTER query']],
    ['segmentation', 'id,truth\na,01\n', ['BAD_MASK truth mask_length']],
    ['sequence', 'id,patient,hour,label\na,p,1,0\nb,p,1.0,1\n', ['DUPLICATE_HOURS hour']],
    ['sequence', 'id,patient,label\na,p,1\n', ['BAD_HEADER missing']],
  ])('%s %j', (kind, csv, errors) => {
    expect(refused(schemaOf(kind), csv)).toEqual(errors);
  });

  test.each<[string, string, string[]]>([
    ['regression', 'id,label\na,1\nb,1\n', ['ONE_CLASS constant']],
    ['multiclass', 'id,label\na,icu\nb,icu\n', ['ONE_CLASS one_class']],
    ['survival', 'id,time,event\na,1,0\nb,2,0\n', ['ONE_CLASS no_events']],
    ['survival', 'id,time,event\na,1,1\nb,2,0\nc,3,0\n', ['BAD_SPLIT no_events']],
  ])('%s that can not be scored: %j', (kind, csv, errors) => {
    expect(refused(schemaOf(kind), csv, half)).toEqual(errors);
  });
});

describe('answers and masks', () => {
  const text = (abstention: string | null): OutcomeSchema => ({
    kind: 'text',
    answers: 'answers',
    prediction: 'answer',
    abstention,
  });
  const csv = 'id,answers\na,"[""one"",""two""]"\nb,"plain, with a comma"\nc,[]\nd,\n';

  test('an array, one answer, and none', () => {
    expect(truthOf(csv, text(null)).values[0]).toEqual([['one', 'two'], ['plain, with a comma'], [], []]);
  });

  test.each<[string | null, (string | null)[] | string]>([
    ['', ['x', 'I DO NOT KNOW', null, 'i do not know']],
    ['I DO NOT KNOW', 'EMPTY_VALUE'],
    [null, 'EMPTY_VALUE'],
  ])('whoever abstains writes %j', (abstention, expected) => {
    const truth = truthOf(csv, text(abstention));
    const file = 'id,answer\na,x\nb,I DO NOT KNOW\nc,\nd,i do not know\n';
    const parsed = parsePredictions(Buffer.from(file), truth, { idColumn: 'id', schema: text(abstention) });
    if (!parsed.ok) expect(parsed.errors.map(({ code }) => code)).toEqual([expected]);
    else {
      const rows = Uint32Array.of(0, 1, 2, 3);
      const sample = outcomeOf(truth.schema).createSample(
        truth.schema,
        truth.values,
        parsed.predictions,
        rows,
        null,
      );
      expect((sample as unknown as { predictions: unknown }).predictions).toEqual(expected);
    }
  });

  test('runs are the mask that bits spell', () => {
    const schema = (encoding: 'bits' | 'runs'): OutcomeSchema => ({
      kind: 'segmentation',
      mask: 'm',
      prediction: 'm',
      width: 4,
      height: 3,
      encoding,
    });
    const masks = (encoding: 'bits' | 'runs', cell: string) =>
      truthOf(`id,m\na,${cell}\n`, schema(encoding)).values[0];
    expect(masks('runs', '1 3 10 2')).toEqual(masks('bits', '111000000110'));
    expect(masks('runs', '')).toEqual(masks('bits', '000000000000'));
    expect(masks('runs', '1 12')).toEqual(masks('bits', '111111111111'));
    for (const wrong of ['0 1', '1', '1 0', '12 2', '3 2 4 1', '1 2 ', '1  2', '1,2', 'x', '1 99999999999']) {
      const parsed = parseTruth(Buffer.from(`id,m\na,"${wrong}"\n`), {
        idColumn: 'id',
        schema: schema('runs'),
        split: NONE,
      });
      expect([wrong, !parsed.ok && parsed.errors[0]!.code]).toEqual([wrong, 'BAD_MASK']);
    }
  });

  test('masks that together would fill the memory', () => {
    const schema: OutcomeSchema = {
      kind: 'segmentation',
      mask: 'm',
      prediction: 'm',
      width: 2048,
      height: 2048,
      encoding: 'runs',
    };
    const rows = Array.from({ length: 65 }, (_, k) => `${k},\n`).join('');
    const parsed = parseTruth(Buffer.from(`id,m\n${rows}`), { idColumn: 'id', schema, split: NONE });
    expect(!parsed.ok && parsed.errors.map(({ code }) => code)).toEqual(['TOO_LARGE']);
  });
});

describe('probabilities of classes', () => {
  const schema: OutcomeSchema = {
    kind: 'multiclass',
    label: 'label',
    classes: ['x', 'y', 'z'].map((name) => ({ name, prediction: name })),
  };
  const truth = truthOf('id,label\na,x\nb,y\n', schema);
  const accepted = (row: string) =>
    parsePredictions(Buffer.from(`id,x,y,z\na,${row}\nb,0,1,0\n`), truth, { idColumn: 'id', schema }).ok;
  test('sum to 1 within a millionth', () => {
    expect(accepted('0.3333333,0.3333333,0.3333333')).toBe(true);
    expect(accepted('0.1,0.2,0.7')).toBe(true);
    expect(accepted('0.333333,0.333333,0.333332')).toBe(false);
    expect(accepted('0.5,0.5,0.5')).toBe(false);
  });
});

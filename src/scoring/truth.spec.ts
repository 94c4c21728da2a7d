import { describe, expect, test } from '@jest/globals';
import { BINARY_SCHEMA } from './outcomes/schema.js';
import { scoreAll, scoreEntry } from './score.js';
import { IGNORED, keepSides, parseTruth, type Truth, type TruthSpec } from './truth.js';
import { describeTruth } from './truth-summary.js';

const BASE = { idColumn: 'id', schema: { ...BINARY_SCHEMA, label: 'died', range: null } };
const NONE = { ...BASE, split: { method: 'none' as const } };
const read = (csv: string, spec: TruthSpec) => parseTruth(Buffer.from(csv), spec);

function truthOf(csv: string, spec: TruthSpec): Truth {
  const parsed = read(csv, spec);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.truth;
}

function problems(csv: string, spec: TruthSpec) {
  const parsed = read(csv, spec);
  return parsed.ok
    ? []
    : parsed.errors.map(({ code, count, examples }) => [
        code,
        count,
        examples[0]?.problem ?? examples[0]?.value,
      ]);
}

/** 60 patients of one to three stays; every fifth patient has one death. */
const stays = Array.from({ length: 60 }, (_, patient) =>
  Array.from(
    { length: 1 + (patient % 3) },
    (_, stay) => `s${patient}_${stay},p${patient},${patient % 5 === 0 && stay === 0 ? 1 : 0},f`,
  ),
).flat();
const cohort = `id,patient,died,sex\n${stays.join('\n')}\n`;

describe('labels', () => {
  test('further columns are kept by name', () => {
    expect(describeTruth(truthOf('id,died,sex\na,0,f\nb,1.0,m\n', NONE))).toEqual({
      rows: 2,
      columns: ['id', 'died', 'sex'],
      clusters: null,
      public: { rows: 2, units: 2, positives: 1, prevalence: 0.5, counts: [] },
      final: { rows: 0, units: 0, positives: 0, prevalence: 0, counts: [] },
    });
  });

  test.each<[string, unknown[]]>([
    ['id,died\na,2\nb,0\n', [['OUT_OF_RANGE', 1, '2']]],
    ['id,died\na,0.5\nb,-1\n', [['OUT_OF_RANGE', 2, 'not_whole']]],
    ['id,died\na,yes\nb,\n', [['NOT_A_NUMBER', 2, 'yes']]],
    ['id,died\na,inf\nb,1\n', [['NOT_FINITE', 1, 'inf']]],
    ['id,died\na,0\na,1\n', [['DUPLICATE_IDS', 1, 'a']]],
    ['id,died\na,0,1\nb,1\n', [['RAGGED_ROW', 1, 'columns']]],
    ['id,Died\na,0\n', [['BAD_HEADER', 1, 'missing']]],
    ['id,died,x,x\na,0,1,1\n', [['BAD_HEADER', 1, 'duplicate']]],
    ['', [['EMPTY_FILE', 1, undefined]]],
  ])('%j', (csv, expected) => {
    expect(problems(csv, NONE)).toEqual(expected);
  });

  test('a task needs both classes', () => {
    const spec: TruthSpec = { ...BASE, split: { method: 'row', finalFraction: 0.5, seed: 1 } };
    expect(problems('id,died\na,0\nb,0\n', spec)).toEqual([['ONE_CLASS', 1, 'one_class']]);
    expect(problems('id,died\na,1\nb,0\nc,0\n', spec)).toEqual([['BAD_SPLIT', 1, 'one_class']]);
    expect(problems('id,died\n', spec)).toEqual([['EMPTY_FILE', 1, undefined]]);
  });
});

describe('a split from a column', () => {
  const spec: TruthSpec = { ...BASE, split: { method: 'column', column: 'part' } };
  const rows = 'a,0,public\nb,1,public\nc,0,final\nd,1,private\n';
  test('public, final, and private for final', () => {
    expect([...truthOf(`id,died,part\n${rows}`, spec).isFinal]).toEqual([0, 0, 1, 1]);
  });
  test('other values, an empty part, a part of one class', () => {
    expect(problems(`id,died,part\n${rows}e,0,test\nf,0,\n`, spec)).toEqual([['BAD_SPLIT', 2, 'value']]);
    expect(problems('id,died,part\na,0,public\nb,1,public\n', spec)).toEqual([['BAD_SPLIT', 1, 'empty']]);
    expect(problems(`id,died,part\na,0,public\n${rows.slice(rows.indexOf('c,'))}`, spec)).toEqual([
      ['BAD_SPLIT', 1, 'one_class'],
    ]);
  });
  test('a patient may not be on both sides', () => {
    const csv = 'id,died,part,patient\na,0,public,p\nb,1,public,q\nc,0,final,p\nd,1,final,r\n';
    expect(problems(csv, { ...spec, clusterColumn: 'patient' })).toEqual([
      ['CLUSTER_IN_BOTH_SPLITS', 1, 'p'],
    ]);
  });
});

describe('a drawn split', () => {
  const byRow: TruthSpec = { ...BASE, split: { method: 'row', finalFraction: 0.7, seed: 11 } };
  const byPatient: TruthSpec = {
    ...BASE,
    clusterColumn: 'patient',
    split: { method: 'cluster', finalFraction: 0.7, seed: 11 },
  };
  const finalIds = (csv: string, spec: TruthSpec) => {
    const ids = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0]!);
    const { isFinal } = truthOf(csv, spec);
    return ids.filter((_, row) => isFinal[row] === 1).sort();
  };

  test('is stratified', () => {
    const summary = describeTruth(truthOf(cohort, byRow));
    expect(summary.rows).toBe(120);
    expect([summary.final.positives, summary.public.positives]).toEqual([9, 3]); // 70% of 12, rounded up
    expect(summary.final.rows).toBe(9 + 76); // and of 108
  });

  test('does not depend on the order of the rows', () => {
    const turned = `id,patient,died,sex\n${stays.toReversed().join('\n')}\n`;
    for (const spec of [byRow, byPatient]) expect(finalIds(turned, spec)).toEqual(finalIds(cohort, spec));
  });

  test('depends on the seed', () => {
    expect(
      finalIds(cohort, { ...byRow, split: { method: 'row', finalFraction: 0.7, seed: 12 } }),
    ).not.toEqual(finalIds(cohort, byRow));
  });

  test('keeps a patient on one side', () => {
    const truth = truthOf(cohort, byPatient);
    const side = new Map<number, number>();
    truth.cluster!.forEach((patient, row) => {
      expect(side.get(patient) ?? truth.isFinal[row]).toBe(truth.isFinal[row]);
      side.set(patient, truth.isFinal[row]!);
    });
    const { clusters, final, public: shown } = describeTruth(truth);
    expect(clusters).toBe(60);
    expect(final.rows).toBeGreaterThanOrEqual(0.7 * 120 - 1);
    expect(shown.positives!).toBeGreaterThan(0);
  });

  test('by row is refused where it would part a patient, and by cluster without clusters', () => {
    expect(problems(cohort, { ...byRow, clusterColumn: 'patient' })[0]![0]).toBe('CLUSTER_IN_BOTH_SPLITS');
    expect(problems(cohort, { ...byPatient, clusterColumn: null })).toEqual([
      ['BAD_SPLIT', 1, 'no_cluster_column'],
    ]);
    expect(problems(cohort, { ...byRow, split: { method: 'row', finalFraction: 1, seed: 1 } })).toEqual([
      ['BAD_SPLIT', 1, 'fraction'],
    ]);
    expect(problems('id,died,patient\na,0,\nb,1,x\n', { ...byPatient })).toEqual([
      ['MISSING_CLUSTER', 1, 'a'],
    ]);
  });
});

describe('corrected labels', () => {
  const byRow: TruthSpec = { ...BASE, split: { method: 'row', finalFraction: 0.7, seed: 11 } };
  const byColumn: TruthSpec = { ...BASE, split: { method: 'column', column: 'part' } };

  test('may leave rows unscored, which files must have all the same', () => {
    const csv = 'id,died,part\na,0,public\nb,1,public\nc,0,final\nd,1,final\ne,1,ignored\n';
    const truth = truthOf(csv, byColumn);
    expect(truth.rows).toBe(5);
    expect([...truth.isFinal]).toEqual([0, 0, 1, 1, IGNORED]);
    const { public: shown, final } = describeTruth(truth);
    expect([shown.rows, final.rows]).toEqual([2, 2]);
    const scores = (last: number) =>
      scoreEntry(truth, [Float64Array.of(0.1, 0.9, 0.9, 0.1, last)], ['brier'], { seed: 1, replicates: 20 });
    expect(scores(0)).toEqual(scores(1));
    expect(problems(csv.replace('ignored', 'constructor'), byColumn)).toEqual([['BAD_SPLIT', 1, 'value']]);
  });

  test('keep the sides of their rows, in any order; rows that are new become final', () => {
    const before = truthOf(cohort, byRow);
    const [header, ...rows] = cohort.trim().split('\n');
    const flipped = rows.map((row, k) =>
      k === 7 ? row.replace(/,([01]),/, (_, label) => `,${1 - label},`) : row,
    );
    const truth = truthOf([header, 'new,p-new,1,f', ...flipped.reverse()].join('\n'), byRow);
    expect(keepSides(truth, before)).toEqual([]);
    expect([...truth.isFinal]).toEqual([1, ...[...before.isFinal].reverse()]);
  });

  test('keep patients on one side: new rows go where their patient is, and a row of another side’s patient is refused', () => {
    const split = 'id,died,part,patient\na,0,public,p\nb,1,public,q\nc,0,final,r\nd,1,final,s\n';
    const before = truthOf(split, { ...byColumn, clusterColumn: 'patient' });
    const of = (csv: string) => truthOf(csv, { ...NONE, clusterColumn: 'patient' });
    const more = of('id,died,patient\ne,1,p\na,0,p\nb,1,q\nc,0,r\nd,1,s\nf,0,new\n');
    expect(keepSides(more, before)).toEqual([]);
    expect([...more.isFinal]).toEqual([0, 0, 0, 1, 1, 1]);
    const moved = of('id,died,patient\na,0,p\nb,1,q\nc,0,p\nd,1,s\n');
    expect(keepSides(moved, before)).toMatchObject([{ code: 'CLUSTER_IN_BOTH_SPLITS', count: 1 }]);
  });

  test('say when a part can no longer be scored', () => {
    const before = truthOf('id,died,part\na,0,public\nb,1,public\nc,0,final\nd,1,final\n', byColumn);
    const after = truthOf('id,died\na,0\nb,0\nc,0\nd,1\n', NONE);
    expect(keepSides(after, before)).toMatchObject([{ code: 'BAD_SPLIT', count: 1 }]);
  });
});

describe('scores', () => {
  test('of both parts are of their own rows', () => {
    const csv = 'id,died,part\na,0,public\nb,1,public\nc,0,final\nd,1,final\n';
    const truth = truthOf(csv, { ...BASE, split: { method: 'column', column: 'part' } });
    const predictions = [Float64Array.of(0.1, 0.9, 0.9, 0.1)];
    const scores = scoreEntry(truth, predictions, ['auroc', 'brier'], { seed: 1, replicates: 50 });
    expect(scores.public.auroc!.value).toBe(1);
    expect(scores.final.auroc!.value).toBe(0);
    expect(scores.final.brier!.value).toBeCloseTo(0.81, 12);
    expect(scores.public.auroc).toEqual({ value: 1, ci: null, flags: ['too_few_positives', 'degenerate'] });
    expect(scoreAll(truth, predictions, ['auroc'], { seed: 1 }).auroc!.value).toBe(0.5);
  });

  test('patients are drawn together: the interval of AUROC is bootstrapped', () => {
    const split = { method: 'none' as const };
    const predictions = [Float64Array.from({ length: 120 }, (_, k) => ((k * 37) % 101) / 101)];
    const options = { seed: 5, replicates: 200 };
    const rows = scoreAll(truthOf(cohort, { ...BASE, split }), predictions, ['auroc'], options);
    const patients = scoreAll(
      truthOf(cohort, { ...BASE, clusterColumn: 'patient', split }),
      predictions,
      ['auroc'],
      options,
    );
    expect(patients.auroc!.value).toBe(rows.auroc!.value);
    expect(patients.auroc!.ci).not.toEqual(rows.auroc!.ci);
  });

  test('an undefined metric is null with its reason', () => {
    const truth = truthOf('id,died\na,0\nb,0\n', NONE);
    expect(scoreAll(truth, [Float64Array.of(3, 4)], ['auroc', 'brier'], { seed: 1 })).toEqual({
      auroc: { value: null, ci: null, undefined: 'one_class' },
      brier: { value: null, ci: null, undefined: 'not_probabilities' },
    });
  });
});

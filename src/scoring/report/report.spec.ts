import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { drawMultinomials, LANES } from '../multinomial.js';
import { createGenerator } from '../random.js';
import { createSample } from '../sample.js';
import { parseTruth } from '../truth.js';
import { groupGaps, worstGroup } from './gaps.js';
import { type GroupFigures, groupFigures } from './group-figures.js';
import { createReport } from './report.js';
import { mergeUntilLarge, shownGroups } from './suppression.js';

const ORACLES = new URL('../../../test/oracles/', import.meta.url);
const { cases } = JSON.parse(readFileSync(new URL('expected.json', ORACLES), 'utf8'));
const csv = readFileSync(new URL('data/groups.csv', ORACLES));
const rows = csv
  .toString()
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const COLUMNS = ['sex', 'ethnicity', 'age_band'];

const sampleOf = (some: string[][]) =>
  createSample(
    Uint8Array.from(some, (row) => Number(row[1])),
    Float64Array.from(some, (row) => Number(row[2])),
  );

function figuresBy(column: string): Map<string, GroupFigures> {
  const at = 3 + COLUMNS.indexOf(column);
  const names = [...new Set(rows.map((row) => row[at]!))];
  return new Map(
    names.map((name) => [
      name,
      groupFigures(sampleOf(rows.filter((row) => row[at] === name)), 0.3, null, { seed: 7, stream: 1 }),
    ]),
  );
}

interface GroupCase {
  id: string;
  metric: string;
  params: { group: string };
  expected: never;
  tol: number;
}
const groupCases: GroupCase[] = cases.filter(({ data }: { data: string }) => data === 'groups');

const close = (got: number | null, expected: number, tol: number) =>
  expect(Math.abs(got! - expected)).toBeLessThanOrEqual(tol * Math.max(1, Math.abs(expected)));

describe('groups, against scikit-learn, statsmodels and the definitions of fairlearn', () => {
  test('there are all', () => expect(groupCases.length).toBe(18));
  test.each(groupCases.map((one) => [one.id, one] as const))('%s', (_, { metric, params, expected, tol }) => {
    const groups = figuresBy(params.group);
    const bothClasses = [...groups.values()].filter(
      ({ positives, rows: n }) => positives > 0 && positives < n,
    );
    switch (metric) {
      case 'by_group':
        for (const [name, given] of Object.entries<Record<string, number | boolean | null>>(expected)) {
          const got = groups.get(name)!;
          const pairs: [number | null, keyof typeof given][] = [
            [got.rows, 'n'],
            [got.positives, 'n_pos'],
            [got.prevalence, 'prevalence'],
            [got.meanPrediction, 'mean_prediction'],
            [got.brier, 'brier'],
            [got.auroc, 'auroc'],
            [got.averagePrecision, 'average_precision'],
            [got.selectionRate, 'selection_rate'],
            [got.tpr, 'tpr'],
            [got.fpr, 'fpr'],
            [got.ppv, 'ppv'],
            [got.calibrationInTheLarge, 'calibration_in_the_large'],
          ];
          for (const [value, key] of pairs) {
            const wanted = given[key];
            if (typeof wanted === 'number') close(value, wanted, tol);
            else if (wanted === null && got.positives > 0) expect([key, value]).toEqual([key, null]);
          }
          const slope = given.calibration_slope;
          if (Math.min(got.positives, got.rows - got.positives) >= 20) {
            close(got.calibrationSlope, slope as number, tol);
          } else {
            expect(got.calibrationSlope).toBeNull();
          }
          const isSmall = got.positives < 11 || got.rows - got.positives < 11;
          expect([name, isSmall]).toEqual([name, given.suppress_lt11]);
        }
        break;
      case 'equal_opportunity_difference':
        close(groupGaps(bothClasses).equalOpportunity, expected, tol);
        break;
      case 'fpr_difference':
        close(groupGaps(bothClasses).falsePositiveRates, expected, tol);
        break;
      case 'equalized_odds_difference':
        close(groupGaps(bothClasses).equalizedOdds, expected, tol);
        break;
      case 'demographic_parity_difference':
        close(groupGaps([...groups.values()]).demographicParity, expected, tol);
        break;
      default: {
        const { group, auroc } = expected as { group: string; auroc: number };
        const large = [...groups].filter(
          ([, { positives, rows: n }]) => positives >= 11 && n - positives >= 11,
        );
        const worst = large[worstGroup(large.map(([, figures]) => figures))]!;
        expect(worst[0]).toBe(group);
        close(worst[1].auroc, auroc, tol);
      }
    }
  });
});

describe('suppression', () => {
  const of = (...sizes: number[]) => sizes.map((size) => ({ positives: size, negatives: size + 100 }));
  test.each([
    [
      [20, 30],
      [0, 1],
    ],
    [
      [20, 5, 30, 40],
      [2, 3],
    ], // with one hidden, the next smallest too
    [
      [20, 6, 5, 30],
      [0, 3],
    ], // two hidden that are large together
    [[20, 3, 2, 30], [3]], // together they are small
    [[5, 30], []],
    [[], []],
  ])('of groups with %j positives %j are shown', (sizes, shown) => {
    expect(shownGroups(of(...sizes))).toEqual(shown);
  });

  test('neighbours are put together until large', () => {
    expect(mergeUntilLarge(of(4, 4, 4, 11, 2))).toEqual([3, 5]);
    expect(mergeUntilLarge(of(4, 4))).toEqual([]);
  });
});

interface NaiveRow {
  label: number;
  prediction: number;
  unit: number;
}

/** By the definition: every pair of rows in every replicate, counted as often as their patients were drawn. */
function naiveClusterInterval(given: NaiveRow[], seed: number): number[] {
  const positives = given.filter(({ label }) => label === 1);
  const negatives = given.filter(({ label }) => label === 0);
  const drawn = new Int32Array(Math.max(...given.map(({ unit }) => unit)) + 1);
  const values = Array.from({ length: 1000 }, (_, replicate) => {
    drawMultinomials(createGenerator(seed, 1, Math.floor(replicate / LANES)), drawn);
    const times = ({ unit }: NaiveRow) => (drawn[unit]! >>> (8 * (replicate % LANES))) & 0xff;
    let won = 0;
    let pairs = 0;
    for (const one of positives) {
      for (const other of negatives) {
        const weight = times(one) * times(other);
        pairs += weight;
        won +=
          weight * (one.prediction > other.prediction ? 1 : one.prediction === other.prediction ? 0.5 : 0);
      }
    }
    return won / pairs;
  }).sort((a, b) => a - b);
  return [0.025, 0.975].map((probability) => {
    const at = (values.length - 1) * probability;
    const below = values[Math.floor(at)]!;
    return below + (values[Math.ceil(at)]! - below) * (at - Math.floor(at));
  });
}

describe('a report', () => {
  const header = 'id,label,prediction,sex,ethnicity,age_band,split\n';
  const body = rows.map((row, k) => [...row, k % 5 === 0 ? 'public' : 'final'].join(',')).join('\n');
  const parsed = parseTruth(Buffer.from(header + body), {
    idColumn: 'id',
    schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
    split: { method: 'column', column: 'split' },
    groupColumns: ['sex', 'ethnicity'],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const report = createReport(
    parsed.truth,
    [Float64Array.from(rows, (row) => Number(row[2]))],
    0.3,
    7,
    'final',
  );
  const finals = rows.filter((_, k) => k % 5 !== 0);

  test('is of the public part alone where that is asked for', () => {
    const ofPublic = createReport(
      parsed.truth,
      [Float64Array.from(rows, (row) => Number(row[2]))],
      0.3,
      7,
      'public',
    );
    const publics = rows.filter((_, k) => k % 5 === 0);
    expect(ofPublic.rows).toBe(publics.length);
    expect(ofPublic.overall).toEqual(groupFigures(sampleOf(publics), 0.3, null, { seed: 7, stream: 0 }));
  });

  test('is of the final part alone', () => {
    expect(report.rows).toBe(finals.length);
    expect(report.columns.map(({ column }) => column)).toEqual(['sex', 'ethnicity']);
    const females = sampleOf(finals.filter((row) => row[3] === 'F'));
    expect(report.columns[0]!.groups[0]).toEqual({
      name: 'F',
      ...groupFigures(females, 0.3, null, { seed: 7, stream: 1 }),
    });
  });

  test('names no hidden group, and no figure of one', () => {
    const ethnicity = report.columns[1]!;
    expect(ethnicity.groups.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(ethnicity.hidden).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(report)).not.toContain('"D"');
  });

  test('holds curves whose steps have at least 11 of each class', () => {
    const { calibration, decision, coverage } = report;
    expect(calibration!.bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(report.rows);
    for (const { rows: n, observed } of calibration!.bins) {
      expect(Math.round(n * observed)).toBeGreaterThanOrEqual(11);
      expect(Math.round(n * (1 - observed))).toBeGreaterThanOrEqual(11);
    }
    expect(calibration!.histogram.reduce((sum, bar) => sum + bar, 0)).toBe(report.rows);
    expect(calibration!.line!.slope).toBeCloseTo(report.overall.calibrationSlope!, 10);
    let above = finals;
    for (const { threshold, netBenefit } of decision!) {
      const next = finals.filter((row) => Number(row[2]) >= threshold);
      const left = above.filter((row) => Number(row[2]) < threshold);
      expect(left.filter((row) => row[1] === '1').length).toBeGreaterThanOrEqual(11);
      expect(left.filter((row) => row[1] === '0').length).toBeGreaterThanOrEqual(11);
      const tp = next.filter((row) => row[1] === '1').length;
      const expected = (tp - ((next.length - tp) * threshold) / (1 - threshold)) / finals.length;
      expect(netBenefit).toBeCloseTo(expected, 12);
      above = next;
    }
    expect(decision!.length).toBeGreaterThan(3);
    const wrong = finals.filter((row) => Number(Number(row[2]) >= 0.5) !== Number(row[1])).length;
    expect(coverage!.at(-1)).toEqual({ coverage: 1, risk: wrong / finals.length });
    expect(coverage!.length).toBeGreaterThan(3);
  });

  test('rows of patients have an interval that draws patients', () => {
    const some = rows.slice(0, 240);
    const doubled = parseTruth(
      Buffer.from(
        `id,label,patient,split\n${some.map((row, k) => `${row[0]},${row[1]},p${Math.floor(k / 4)},final\n`).join('')}x,0,px,public\ny,1,px,public\n`,
      ),
      {
        idColumn: 'id',
        clusterColumn: 'patient',
        schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
        split: { method: 'column', column: 'split' },
      },
    );
    if (!doubled.ok) throw new Error(JSON.stringify(doubled.errors));
    const all = Float64Array.from([...some, ['', '', '0.5'], ['', '', '0.5']], (row) => Number(row[2]));
    const { overall } = createReport(doubled.truth, [all], 0.3, 7, 'final');
    const [low, high] = naiveClusterInterval(
      some.map((row, k) => ({ label: Number(row[1]), prediction: Number(row[2]), unit: Math.floor(k / 4) })),
      7,
    );
    expect(overall.aurocInterval![0]).toBeCloseTo(low!, 12);
    expect(overall.aurocInterval![1]).toBeCloseTo(high!, 12);
    expect(low).toBeLessThan(overall.auroc!);
    expect(high).toBeGreaterThan(overall.auroc!);
    expect(overall.tprInterval).toBeNull();
    expect(overall.aurocInterval).not.toEqual(
      createReport(doubled.truth, [all], 0.3, 8, 'final').overall.aurocInterval,
    );
  });

  test('does not depend on the order of the rows', () => {
    const lines = rows.slice(0, 240).map((row, k) => `${row[0]},${row[1]},p${k % 70},${row[3]},final`);
    const edges = ['x,0,px,F,public', 'y,1,px,F,public'];
    const given = new Map(rows.map((row) => [row[0]!, Number(row[2])]));
    const of = (some: string[]) => {
      const csvText = ['id,label,patient,sex,split', ...some, ...edges].join('\n');
      const truth = parseTruth(Buffer.from(`${csvText}\n`), {
        idColumn: 'id',
        clusterColumn: 'patient',
        groupColumns: ['sex'],
        schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
        split: { method: 'column', column: 'split' },
      });
      if (!truth.ok) throw new Error(JSON.stringify(truth.errors));
      const ids = [...some, ...edges].map((line) => line.split(',')[0]!);
      const predictions = Float64Array.from(ids, (id) => given.get(id) ?? 0.5);
      return createReport(truth.truth, [predictions], 0.3, 7, 'final');
    };
    const report = of(lines);
    expect(report.overall.aurocInterval).not.toBeNull();
    expect(of(lines.toReversed())).toEqual(report);
  });

  test('a group of many rows of two patients is hidden: it is as large as it has patients', () => {
    const line = (id: string, label: number, patient: string, ward: string) =>
      `${id},${label},${patient},${ward},final\n`;
    const wards = ['large', 'other'].flatMap((ward) =>
      Array.from({ length: 40 }, (_, k) => line(`${ward}${k}`, k % 2, `${ward}-${k}`, ward)),
    );
    const few = Array.from({ length: 24 }, (_, k) => line(`few${k}`, k % 2, `few-${k % 2}`, 'tiny'));
    const parse = (clusterColumn: string | null) =>
      parseTruth(
        Buffer.from(
          `id,label,patient,ward,split\n${[...wards, ...few].join('')}x,0,px,tiny,public\ny,1,py,tiny,public\n`,
        ),
        {
          idColumn: 'id',
          clusterColumn,
          schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
          split: { method: 'column', column: 'split' },
          groupColumns: ['ward'],
        },
      );
    const shownBy = (clusterColumn: string | null) => {
      const parsed = parse(clusterColumn);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      const guesses = new Float64Array(parsed.truth.rows).map((_, k) => (k % 7) / 7);
      return createReport(parsed.truth, [guesses], 0.5, 1, 'final').columns[0]!.groups.map(
        ({ name }) => name,
      );
    };
    expect(shownBy(null)).toEqual(['large', 'other', 'tiny']);
    // The next smallest is hidden along with it, or it could be had by subtraction.
    expect(shownBy('patient')).not.toContain('tiny');
    expect(shownBy('patient').length).toBeLessThan(2);
  });

  test('a column of names of rows has no groups', () => {
    const ids = parseTruth(Buffer.from(header + body), {
      idColumn: 'id',
      schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] },
      split: { method: 'column', column: 'split' },
      groupColumns: ['prediction'],
    });
    if (!ids.ok) throw new Error('refused');
    const { columns } = createReport(ids.truth, [new Float64Array(rows.length)], 0.3, 7, 'final');
    expect(columns[0]).toMatchObject({ groups: [], worst: null });
  });
});

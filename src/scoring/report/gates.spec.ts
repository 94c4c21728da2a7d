import { describe, expect, test } from '@jest/globals';
import { type Gate, judgeGate } from './gates.js';
import { liveReport } from './live-report.js';
import type { EntryReport } from './report.js';

const figures = (auroc: number | null, more: object = {}) => ({
  rows: 200,
  positives: 60,
  prevalence: 0.3,
  meanPrediction: 0.31,
  auroc,
  aurocInterval: null,
  averagePrecision: 0.5,
  brier: 0.123456,
  calibrationInTheLarge: 0,
  calibrationSlope: null,
  tpr: 0.8,
  tprInterval: null,
  fpr: 0.2,
  fprInterval: null,
  ppv: 0.6,
  selectionRate: 0.4,
  ...more,
});
const gaps = (auroc: number | null, equalizedOdds: number | null) => ({
  auroc,
  equalizedOdds,
  equalOpportunity: null,
  falsePositiveRates: null,
  demographicParity: null,
});

const report: EntryReport = {
  rows: 400,
  positives: 120,
  threshold: 0.5,
  overall: figures(0.8),
  columns: [
    {
      column: 'site',
      groups: [
        { name: 'North', ...figures(0.85) },
        { name: 'South', ...figures(0.7) },
      ],
      hidden: 2,
      worst: 'South',
      gaps: gaps(0.15, 0.1),
    },
    {
      column: 'sex',
      groups: [
        { name: 'F', ...figures(0.79) },
        { name: 'M', ...figures(null) },
      ],
      hidden: 0,
      worst: 'F',
      gaps: gaps(null, 0.3),
    },
    { column: 'age', groups: [], hidden: 3, worst: null, gaps: gaps(null, null) },
  ],
  calibration: null,
  decision: [{ threshold: 0.15, netBenefit: 0.04, treatAll: 0.02 }],
  answers: null,
  coverage: [
    { coverage: 0.4, risk: 0.05 },
    { coverage: 0.8, risk: 0.15 },
    { coverage: 1, risk: 0.2 },
  ],
};

const gate = (given: Partial<Gate>): Gate => ({
  of: 'group',
  figure: 'auroc',
  column: null,
  at: null,
  min: null,
  max: null,
  ...given,
});
const judged = (given: Partial<Gate>) => judgeGate(report, gate(given));

describe('a gate', () => {
  test('is failed by the group farthest beyond it, wherever that is', () => {
    expect(judged({ min: 0.82 })).toEqual({
      verdict: 'failed',
      value: 0.7,
      column: 'site',
      group: 'South',
    });
    expect(judged({ min: 0.8, column: 'sex' })).toMatchObject({ verdict: 'failed', group: 'F' });
  });
  test('is kept at the limit itself', () => {
    expect(judged({ min: 0.7, column: 'site' })).toMatchObject({ verdict: 'kept', value: 0.7 });
    expect(judged({ max: 0.85, column: 'site' })).toMatchObject({ verdict: 'kept', value: 0.85 });
  });
  test('is unknown where a figure is missing and no other fails it, or no group is shown', () => {
    expect(judged({ min: 0.7 })).toMatchObject({ verdict: 'unknown', value: 0.7 });
    expect(judged({ min: 0.7, column: 'age' })).toEqual({
      verdict: 'unknown',
      value: null,
      column: null,
      group: null,
    });
    expect(judged({ figure: 'calibrationSlope', min: 0.8, max: 1.2 })).toMatchObject({ verdict: 'unknown' });
  });
  test('may ask for gaps and for everybody', () => {
    expect(judged({ of: 'gap', figure: 'equalizedOdds', max: 0.2, column: 'site' }).verdict).toBe('kept');
    expect(judged({ of: 'gap', figure: 'equalizedOdds', max: 0.2 })).toMatchObject({
      verdict: 'failed',
      value: 0.3,
      column: 'sex',
      group: null,
    });
    expect(judged({ of: 'everybody', min: 0.8 })).toEqual({
      verdict: 'kept',
      value: 0.8,
      column: null,
      group: null,
    });
    expect(judged({ of: 'everybody', figure: 'fpr', min: 0.3, max: 0.5 }).verdict).toBe('failed');
  });
  test('may ask for a point of a curve, where the curve has it', () => {
    const benefit = { of: 'everybody', figure: 'netBenefit', min: 0.03 } as const;
    expect(judged({ ...benefit, at: 3 / 20 })).toMatchObject({ verdict: 'kept', value: 0.04 });
    expect(judged({ ...benefit, at: 0.2 })).toMatchObject({ verdict: 'unknown', value: null });
    const risk = { of: 'everybody', figure: 'riskAtCoverage', max: 0.1 } as const;
    expect(judged({ ...risk, at: 0.6 }).value).toBeCloseTo(0.1, 12);
    expect(judged({ ...risk, at: 0.4 })).toMatchObject({ verdict: 'kept', value: 0.05 });
    expect(judged({ ...risk, at: 1 })).toMatchObject({ verdict: 'failed', value: 0.2 });
    expect(judged({ ...risk, at: 0.2 }).verdict).toBe('unknown');
    const none = { ...report, decision: null, coverage: null };
    expect(judgeGate(none, gate({ ...risk, at: 1 })).verdict).toBe('unknown');
    expect(judgeGate(none, gate({ ...benefit, at: 0.15 })).verdict).toBe('unknown');
  });
});

test('a live report is rounded all through, and has no Brier score where these are withheld', () => {
  const shown = liveReport(report, 2, false);
  expect(JSON.stringify(shown)).not.toMatch(/\.\d{3}/);
  expect([shown.overall.brier, shown.columns[0]!.groups[0]!.brier]).toEqual([null, null]);
  expect(liveReport(report, 3, true).overall.brier).toBe(0.123);
  expect(shown.columns[1]!.groups[1]!.auroc).toBeNull();
  expect(report.overall.brier).toBe(0.123456);
});

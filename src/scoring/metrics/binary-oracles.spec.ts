import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { clopperPearson } from '../proportions/clopper-pearson.js';
import { wilson } from '../proportions/wilson.js';
import { createSample, createWeights, type Sample } from '../sample.js';
import { fitLogistic, logits } from './calibration/logistic.js';
import { findMetric } from './index.js';
import { confusionAt } from './threshold/confusion.js';

// Every case of the oracles on a binary outcome, whatever it is about.

interface OracleCase {
  id?: string;
  data: string;
  metric: string;
  params: Record<string, number>;
  expected: unknown;
  tol: number;
}

const ORACLES = new URL('../../../test/oracles/', import.meta.url);
const casesOf = (name: string): OracleCase[] =>
  JSON.parse(readFileSync(new URL(name, ORACLES), 'utf8')).cases.filter(({ data }: OracleCase) =>
    /^(bin|tiny)_/.test(data),
  );

function tableOf(name: string): Record<string, number[]> {
  const [header, ...rows] = readFileSync(new URL(`data/${name}.csv`, ORACLES), 'utf8')
    .trim()
    .split('\n');
  return Object.fromEntries(
    header!.split(',').map((column, k) => [column, rows.map((row) => Number(row.split(',')[k]))]),
  );
}

/** The sample of a file, and its weights in sorted order. */
function read(name: string, isWeighted: boolean) {
  const { label, prediction, weight } = tableOf(name);
  const sample = createSample(Uint8Array.from(label!), Float64Array.from(prediction!));
  const weights = createWeights(Float64Array.from(sample.order, (row) => (isWeighted ? weight![row]! : 1)));
  return { sample, weights };
}

/** Our name of a figure of the oracles, where it differs. */
const NAMES: Record<string, string> = {
  partial_auroc_mcclish: 'partial_auroc',
  youden_max: 'youden',
  ks_statistic: 'ks',
  precision: 'ppv',
  recall: 'sensitivity',
  cohen_kappa: 'kappa',
  'log_loss_clip1e-15': 'log_loss_kaggle',
  brier_skill_scaled: 'scaled_brier',
  ece_equal_width_10: 'ece',
  mce_equal_width_10: 'mce',
  ece_equal_mass_10: 'ece_equal_mass',
};

function figure(one: OracleCase): unknown {
  const isWeighted = one.metric.endsWith('_weighted');
  const asked = one.metric.replace(/_weighted$/, '');
  const { sample, weights } = read(one.data, isWeighted);
  const parameter = Object.values(one.params)[0];
  const valueNamed = (name: string) =>
    findMetric(parameter === undefined ? name : `${name}@${parameter}`)!.prepare(sample)(weights);
  const lineOf = (slope: 'free' | 1) => {
    const found = fitLogistic(sample, logits(sample.predictions)!, weights, slope);
    if (typeof found === 'string') throw new Error(found);
    return found;
  };
  switch (asked) {
    case 'confusion':
      return confusionAt(sample, parameter!)(weights);
    case 'sensitivity_wilson95':
    case 'sensitivity_clopper_pearson95': {
      const metric = findMetric(`sensitivity@${parameter}`)!;
      const interval = asked.includes('wilson') ? wilson : clopperPearson;
      return [metric.prepare(sample)(weights), ...interval(metric.proportion!(sample))];
    }
    case 'calibration_slope':
      expect(valueNamed('calibration_slope')).toBeCloseTo(lineOf('free').slope, 10);
      return { slope: lineOf('free').slope, se: lineOf('free').slopeError };
    case 'calibration_intercept_joint':
      return lineOf('free').intercept;
    case 'calibration_in_the_large':
      expect(valueNamed('calibration_in_the_large')).toBeCloseTo(lineOf(1).intercept, 10);
      return { intercept: lineOf(1).intercept, se: lineOf(1).interceptError };
    case 'hosmer_lemeshow_10': {
      const chi2 = valueNamed('hosmer_lemeshow') as number;
      return { chi2, p_df8: upperTail(chi2) };
    }
    default:
      return valueNamed(NAMES[asked] ?? asked);
  }
}

/** Of the chi-squared distribution with 8 degrees of freedom, in closed form. */
function upperTail(chi2: number): number {
  const half = chi2 / 2;
  return Math.exp(-half) * (1 + half + half ** 2 / 2 + half ** 3 / 6);
}

function expectClose(got: unknown, expected: unknown, tol: number): void {
  if (typeof expected === 'number') {
    expect(typeof got).toBe('number');
    expect(Math.abs((got as number) - expected)).toBeLessThanOrEqual(tol * Math.max(1, Math.abs(expected)));
    return;
  }
  expect(Object.keys(got as object)).toEqual(Object.keys(expected as object));
  for (const [key, value] of Object.entries(expected as object)) {
    expectClose((got as Record<string, unknown>)[key], value, tol);
  }
}

describe('scikit-learn, statsmodels, scipy', () => {
  const cases = casesOf('expected.json');
  test('there are all of them', () => expect(cases.length).toBe(371));
  test.each(cases.map((one) => [one.id!, one] as const))('%s', (_, one) => {
    expectClose(figure(one), one.expected, one.tol);
  });
});

describe('R', () => {
  const cases = casesOf('expected_r.json');
  const find = (metric: string) => cases.find((one) => one.metric === metric)!;
  const { sample, weights } = read('bin_clean', false);

  test('partial area of pROC', () => {
    const { expected, tol } = find('partial_auc_spec_1_0.9_corrected');
    expectClose(findMetric('partial_auroc@0.1')!.prepare(sample)(weights), expected, tol);
  });

  test('val.prob of rms: what is not binned or smoothed there', () => {
    const { expected, tol } = find('val_prob');
    const given = expected as Record<string, number>;
    const fit = fitLogistic(sample, logits(sample.predictions)!, weights, 'free');
    if (typeof fit === 'string') throw new Error(fit);
    expectClose(fit.intercept, given.Intercept, tol);
    expectClose(fit.slope, given.Slope, tol);
    expectClose(findMetric('brier')!.prepare(sample)(weights), given.Brier, tol);
    expectClose(findMetric('spiegelhalter_z')!.prepare(sample)(weights), given['S:z'], tol);
  });

  test('the C of val.prob is binned, so it is not ours', () => {
    const auroc = findMetric('auroc')!.prepare(sample as Sample)(weights) as number;
    const binned = (find('val_prob').expected as Record<string, number>)['C (ROC)']!;
    expect(Math.abs(auroc - binned)).toBeGreaterThan(1e-5);
  });
});

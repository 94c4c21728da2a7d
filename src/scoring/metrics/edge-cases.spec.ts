import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parsePredictions } from '../predictions.js';
import { createSample, createWeights } from '../sample.js';
import { parseTruth, type TruthSpec } from '../truth.js';
import { type MetricValue, metricNamed } from './index.js';

// What scikit-learn does on the edges of the figures for yes-or-no outcomes, and where we do something else.
// docs/metrics.md says why.

interface EdgeCase {
  case: string;
  fn: string;
  y: (number | string)[];
  p: (number | string | boolean)[];
  sklearn: { value?: number | 'NaN'; error?: string };
}

const OURS: Record<string, string> = {
  roc_auc_score: 'auroc',
  average_precision_score: 'average_precision',
  brier_score_loss: 'brier',
  log_loss: 'log_loss',
  f1_score: 'f1@0.5',
  precision_score: 'ppv@0.5',
  recall_score: 'sensitivity@0.5',
  matthews_corrcoef: 'mcc@0.5',
  cohen_kappa_score: 'kappa@0.5',
  balanced_accuracy_score: 'balanced_accuracy@0.5',
  accuracy_score: 'accuracy@0.5',
};

const undefinedAs = (reason: string) => ({ undefined: reason }) as MetricValue;

/** Where our figure is another one than scikit-learn's, or we have one where it has none. */
const DIFFERENT: Record<string, MetricValue> = {
  // One class: both are needed to rank; positives are needed to find some.
  'roc_auc_score/single_class_all0': undefinedAs('one_class'),
  'roc_auc_score/single_class_all1': undefinedAs('one_class'),
  'average_precision_score/single_class_all0': undefinedAs('no_positives'),
  'f1_score/no_true_pos_no_pred': undefinedAs('no_positives'),
  'f1_score/no_true_pos_some_pred': undefinedAs('no_positives'),
  'recall_score/no_true_pos_no_pred': undefinedAs('no_positives'),
  'recall_score/no_true_pos_some_pred': undefinedAs('no_positives'),
  'matthews_corrcoef/no_true_pos_no_pred': undefinedAs('one_class'),
  'matthews_corrcoef/no_true_pos_some_pred': undefinedAs('one_class'),
  'matthews_corrcoef/all_pos': undefinedAs('one_class'),
  'cohen_kappa_score/no_true_pos_no_pred': undefinedAs('one_class'),
  'cohen_kappa_score/no_true_pos_some_pred': undefinedAs('one_class'),
  'cohen_kappa_score/all_pos': undefinedAs('one_class'),
  'balanced_accuracy_score/no_true_pos_no_pred': undefinedAs('one_class'),
  'balanced_accuracy_score/no_true_pos_some_pred': undefinedAs('one_class'),
  'balanced_accuracy_score/all_pos': undefinedAs('one_class'),
  // The mean of losses needs no second class.
  'log_loss/single_class_all0': 0.22839300363692283,
  'log_loss/single_class_all1': -Math.log(0.1 * 0.2 * 0.3) / 3,
  // Beyond [0, 1]: clipped there, and silently.
  'log_loss/out_of_range_high': undefinedAs('not_probabilities'),
  'log_loss/out_of_range_low': undefinedAs('not_probabilities'),
  'log_loss/huge_1e308': undefinedAs('not_probabilities'),
  // An error there.
  'brier_score_loss/out_of_range_high': undefinedAs('not_probabilities'),
  'brier_score_loss/out_of_range_low': undefinedAs('not_probabilities'),
  'brier_score_loss/huge_1e308': undefinedAs('not_probabilities'),
  'roc_auc_score/empty': undefinedAs('no_rows'),
  'average_precision_score/empty': undefinedAs('no_rows'),
  'brier_score_loss/empty': undefinedAs('no_rows'),
  'log_loss/empty': undefinedAs('no_rows'),
};

/** What never becomes a sample: the file is refused, with these codes of labels or predictions. */
const REFUSED: Record<string, string> = {
  nan_prediction: 'NOT_A_NUMBER',
  inf_prediction: 'NOT_FINITE',
  length_mismatch: 'MISSING_IDS',
  labels_2: 'OUT_OF_RANGE',
};

const all: EdgeCase[] = JSON.parse(
  readFileSync(new URL('../../../test/oracles/edge_cases_sklearn_1.2.1.json', import.meta.url), 'utf8'),
);
const cases = all.filter(({ fn }) => fn in OURS);

const SPEC: TruthSpec = {
  idColumn: 'id',
  schema: { kind: 'binary', label: 'label', prediction: 'prediction', range: null },
  split: { method: 'none' },
};
const csv = (column: string, values: unknown[]) =>
  Buffer.from(`id,${column}\n${values.map((value, k) => `r${k},${value}\n`).join('')}`);

function codes(one: EdgeCase): string[] {
  const truth = parseTruth(csv('label', one.y), SPEC);
  if (!truth.ok) return truth.errors.map(({ code }) => code);
  const read = parsePredictions(csv('prediction', one.p), truth.truth, SPEC);
  return read.ok ? [] : read.errors.map(({ code }) => code);
}

describe('edge cases of scikit-learn 1.2.1', () => {
  test('all for yes-or-no outcomes are here', () => {
    expect([all.length, cases.length]).toEqual([109, 81]);
    const known = cases.map(({ fn, case: name }) => `${fn}/${name}`);
    expect(Object.keys(DIFFERENT).filter((key) => !known.includes(key))).toEqual([]);
  });

  test.each(cases.map((one) => [`${one.fn}/${one.case}`, one] as const))('%s', (key, one) => {
    const refused = REFUSED[one.case];
    if (refused !== undefined) {
      expect(codes(one)).toContain(refused);
      return;
    }
    const sample = createSample(Uint8Array.from(one.y, Number), Float64Array.from(one.p, Number));
    const weights = createWeights(new Uint8Array(sample.n).fill(1));
    const got = metricNamed(OURS[one.fn]!).prepare(sample)(weights);
    const expected = key in DIFFERENT ? DIFFERENT[key]! : one.sklearn.value;
    if (typeof expected === 'number') expect(got).toBeCloseTo(expected, 12);
    else expect(got).toEqual(expected);
    // What is listed as different is.
    if (key in DIFFERENT) expect(got).not.toBe(one.sklearn.value);
  });
});

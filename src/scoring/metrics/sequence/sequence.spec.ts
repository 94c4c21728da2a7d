import { describe, expect, test } from '@jest/globals';
import { counts, figureOf, numbers, permuted, repeated } from '../../../../test/support/figures.js';
import { agrees, oracleCases, oracleTable } from '../../../../test/support/oracles.js';
import type { SequenceSample } from '../../outcomes/samples.js';
import { rowsByUnit } from '../unit-mean.js';
import { SEQUENCE_FAMILIES } from './index.js';
import { patientUtilities, patientUtility } from './sepsis-utility.js';

const NAMES = SEQUENCE_FAMILIES.map(({ name }) => name);

interface Hour {
  patient: number;
  hour: number;
  label: number;
  decision: number;
  probability: number;
}

const sampleOf = (hours: Hour[]): SequenceSample => ({
  n: hours.length,
  order: Uint32Array.from(hours.keys()),
  patients: hours.reduce((most, { patient }) => Math.max(most, patient + 1), 0),
  patient: Uint32Array.from(hours, ({ patient }) => patient),
  hour: Float64Array.from(hours, ({ hour }) => hour),
  truth: Uint8Array.from(hours, ({ label }) => label),
  decision: Uint8Array.from(hours, ({ decision }) => decision),
  probability: Float64Array.from(hours, ({ probability }) => probability),
});

/** Every third patient has a sepsis; probabilities in tenths, 0 and 1 among them. */
function drawn(patients: number, seed: number): Hour[][] {
  const stay = numbers(patients, seed, 1);
  return stay.map((u, patient) => {
    const length = 4 + Math.floor(u * 30);
    const from = patient % 3 === 0 ? Math.floor(length * 0.6) : length;
    return numbers(length, seed, patient + 2).map((noise, hour) => {
      const label = hour >= from ? 1 : 0;
      const probability = Math.round(Math.min(1, noise + 0.2 * label) * 10) / 10;
      return { patient, hour, label, decision: probability > 0.6 ? 1 : 0, probability };
    });
  });
}

/**
 * The challenge's compute_auc: it begins its curves at the hours whose probability is exactly 1 instead of at (0, 0), so
 * that what these hours add to either area is lost.
 */
function scriptAreas({ n, truth, probability }: SequenceSample): [number, number] {
  const share = (label: number, least: number) =>
    probability!.filter((p, k) => truth[k] === label && p >= least).length /
    truth.filter((one) => one === label).length;
  const thresholds = [...new Set([1, ...probability!])].sort((a, b) => b - a).filter((p) => p > 0);
  let [auroc, auprc] = [0, 0];
  thresholds.slice(1).forEach((threshold, j) => {
    const before = thresholds[j]!;
    const gain = share(1, threshold) - share(1, before);
    const named = probability!.filter((p) => p >= threshold).length;
    const hits = probability!.filter((p, k) => p >= threshold && truth[k] === 1).length;
    auroc += 0.5 * gain * (2 - share(0, threshold) - share(0, before));
    auprc += gain * (hits / named);
  });
  expect(n).toBe(probability!.length);
  return [auroc, auprc];
}

describe('figures of the challenge', () => {
  const table = oracleTable('sepsis_utility');
  const ids = [...new Set(table.patient!)];
  const column = (name: string) => table[name]!.map(Number);
  const [hour, label, probability, decision] = ['hour', 'label', 'probability', 'prediction'].map(
    column,
  ) as number[][];
  const sample = sampleOf(
    table.patient!.map((id, k) => ({
      patient: ids.indexOf(id),
      hour: hour![k]!,
      label: label![k]!,
      decision: decision![k]!,
      probability: probability![k]!,
    })),
  );
  const figures: Record<string, () => unknown> = {
    utility_per_patient: () =>
      patientUtilities(sample, rowsByUnit(sample.patient, sample.patients)).map(({ decided }) => decided),
    normalized_utility: () => figureOf('sepsis_utility', sample),
    physionet_auroc_auprc: () => scriptAreas(sample),
  };
  test.each(oracleCases('sepsis_utility').map((one) => [one.id, one] as const))(
    '%s',
    (_, { metric, expected, tol }) => {
      const figure = figures[metric]!();
      expect([figure, agrees(figure, expected, tol)]).toEqual([figure, true]);
    },
  );
  test("the script's areas are wrong where a probability is 1, and ours are not", () => {
    const [auroc, auprc] = scriptAreas(sample);
    const [ours, precision] = ['hourly_auroc', 'hourly_average_precision'].map((name) =>
      figureOf(name, sample),
    );
    expect(ours).toBeCloseTo(0.8691948081410423, 12); // scikit-learn's roc_auc_score
    expect(precision).toBeCloseTo(0.5085816471063003, 12); // its average_precision_score
    expect(auroc).toBeLessThan(ours as number);
    expect(auprc).toBeLessThan(precision as number);
    const inside = {
      ...sample,
      probability: sample.probability!.map((p) => Math.min(Math.max(p, 1e-9), 1 - 1e-9)),
    };
    expect(figureOf('hourly_auroc', inside)).toBeCloseTo(scriptAreas(inside)[0], 12);
  });
});

describe.each(NAMES)('%s', (name) => {
  test.each([1, 2, 3])('does not depend on the order of patients (seed %d)', (seed) => {
    const patients = drawn(20, seed);
    const other = permuted(20, seed).flatMap((k) => patients[k]!);
    expect(agrees(figureOf(name, sampleOf(other)), figureOf(name, sampleOf(patients.flat())), 1e-12)).toBe(
      true,
    );
  });
  test.each([4, 5, 6])('takes the weight of a patient as that many patients (seed %d)', (seed) => {
    const patients = drawn(20, seed);
    const each = counts(20, seed);
    const copies = repeated(each).flatMap((k, patient) => patients[k]!.map((one) => ({ ...one, patient })));
    const weights = patients.flat().map(({ patient }) => each[patient]!);
    const figure = figureOf(name, sampleOf(patients.flat()), weights);
    expect(agrees(figure, figureOf(name, sampleOf(copies)), 1e-12)).toBe(true);
  });
  test('is undefined without rows, and without anybody with a sepsis', () => {
    expect(figureOf(name, sampleOf([]))).toEqual({ undefined: 'no_rows' });
    const healthy = drawn(3, 7).slice(1).flat();
    expect(figureOf(name, sampleOf(healthy))).toEqual({
      undefined: expect.stringMatching(/^(no_positives|one_class)$/),
    });
  });
});

describe('worth of an alarm', () => {
  const labels = Array.from({ length: 30 }, (_, hour) => (hour >= 14 ? 1 : 0)); // onset at hour 20
  const alarmAt = (hour: number) => {
    const decisions = labels.map((_, k) => (k === hour ? 1 : 0));
    const { decided, silent } = patientUtility(labels, decisions);
    return decided - silent;
  };
  test('rises from twelve to six hours before onset and falls until three hours after it', () => {
    expect(alarmAt(2)).toBeCloseTo(-0.05, 12); // far too early
    expect(alarmAt(8)).toBeCloseTo(0, 12);
    expect(alarmAt(11)).toBeCloseTo(0.5, 12);
    expect(alarmAt(14)).toBeCloseTo(1, 12);
    expect(alarmAt(20)).toBeCloseTo(1 / 3 + 4 / 3, 12); // and silence would have cost
    expect(alarmAt(23)).toBeCloseTo(2, 12);
    expect(alarmAt(24)).toBe(0);
  });
  test('the best decisions have utility 1, none at all 0', () => {
    const patients = drawn(12, 8).flat();
    const ideal = (decide: (hour: Hour, first: number) => boolean) =>
      sampleOf(
        patients.map((one) => {
          const first = patients.find(({ patient, label }) => patient === one.patient && label === 1)?.hour;
          return { ...one, decision: first !== undefined && decide(one, first) ? 1 : 0 };
        }),
      );
    expect(
      figureOf(
        'sepsis_utility',
        ideal(({ hour }, first) => hour >= first - 6 && hour <= first + 9),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      figureOf(
        'sepsis_utility',
        ideal(() => false),
      ),
    ).toBe(0);
  });
});

test('hours without probabilities have decisions alone', () => {
  const sample = { ...sampleOf(drawn(5, 9).flat()), probability: null };
  expect(figureOf('hourly_auroc', sample)).toEqual({ undefined: 'no_probabilities' });
  expect(figureOf('sepsis_utility', sample)).toEqual(expect.any(Number));
});

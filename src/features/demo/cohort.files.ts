import { ageBand, type Stay } from './cohort.js';

/** Column of a file and what stands in it. */
const FEATURES: [name: string, value: (stay: Stay) => string | number | null][] = [
  ['stay_id', (stay) => stay.stayId],
  ['patient_id', (stay) => stay.patientId],
  ['sex', (stay) => stay.sex],
  ['age', (stay) => stay.age],
  ['age_band', (stay) => ageBand(stay.age)],
  ['icu_type', (stay) => stay.icuType],
  ['emergency', (stay) => stay.emergency],
  ['comorbidities', (stay) => stay.comorbidities],
  ['heart_rate', (stay) => stay.heartRate],
  ['mean_pressure', (stay) => stay.meanPressure],
  ['resp_rate', (stay) => stay.breaths],
  ['spo2', (stay) => stay.spo2],
  ['temperature', (stay) => stay.temperature],
  ['gcs', (stay) => stay.gcs],
  ['lactate', (stay) => stay.lactate],
  ['creatinine', (stay) => stay.creatinine],
  ['bilirubin', (stay) => stay.bilirubin],
  ['platelets', (stay) => stay.platelets],
  ['wbc', (stay) => stay.whiteCells],
  ['urine_24h', (stay) => stay.urine],
  ['ventilated', (stay) => stay.ventilated],
  ['vasopressor', (stay) => stay.vasopressor],
];

export const ID_COLUMN = 'stay_id';
export const PREDICTION_COLUMN = 'probability';
export const LABEL_COLUMN = 'died';
export const CLUSTER_COLUMN = 'patient_id';

/** What the organizers upload as the truth: labels, patients, and the groups that a fair model serves equally. */
export const truthCsv = (stays: Stay[]): string =>
  csv(
    [ID_COLUMN, CLUSTER_COLUMN, LABEL_COLUMN, 'sex', 'age_band', 'icu_type'],
    stays.map((stay) => [stay.stayId, stay.patientId, stay.died, stay.sex, ageBand(stay.age), stay.icuType]),
  );

export const trainCsv = (stays: Stay[]): string =>
  csv(
    [...FEATURES.map(([name]) => name), LABEL_COLUMN],
    stays.map((stay) => [...FEATURES.map(([, value]) => value(stay)), stay.died]),
  );

export const testCsv = (stays: Stay[]): string =>
  csv(
    FEATURES.map(([name]) => name),
    stays.map((stay) => FEATURES.map(([, value]) => value(stay))),
  );

export const predictionsCsv = (stays: Stay[], predictions: number[]): string =>
  csv(
    [ID_COLUMN, PREDICTION_COLUMN],
    stays.map((stay, k) => [stay.stayId, predictions[k]!.toFixed(5)]),
  );

/** No value here needs quotation marks. */
const csv = (header: string[], rows: (string | number | null)[][]): string =>
  `${[header, ...rows].map((cells) => cells.map((cell) => cell ?? '').join(',')).join('\n')}\n`;

import type { SequenceSample } from '../../outcomes/samples.js';
import type { Metric } from '../metric.js';
import { rowsByUnit, unitWeight } from '../unit-mean.js';

// Hours relative to the onset of sepsis, and what a decision is worth (Reyna et al. 2020, figure 1).
const EARLIEST = -12;
const BEST = -6;
const LATEST = 3;
const ALARM_AT_BEST = 1;
const SILENCE_AT_LATEST = -2;
const FALSE_ALARM = -0.05;

/** What the alarms of one patient are worth: as decided, at best, and without any. */
export interface PatientUtility {
  decided: number;
  best: number;
  silent: number;
}

/**
 * `labels` are 1 from six hours before onset on, so onset is the first of them and six; a patient without any has no onset.
 * Hours are counted from the patient's first row. After the third hour past onset nothing counts any more.
 */
export function patientUtility(labels: ArrayLike<number>, decisions: ArrayLike<number>): PatientUtility {
  const first = Array.prototype.indexOf.call(labels, 1);
  const onset = first === -1 ? null : first - BEST;
  const utility: PatientUtility = { decided: 0, best: 0, silent: 0 };
  for (let hour = 0; hour < labels.length; hour++) {
    const alarm = onset === null ? FALSE_ALARM : alarmWorth(hour - onset);
    const silence = onset === null ? 0 : silenceWorth(hour - onset);
    const bestIsAlarm = onset !== null && hour >= onset + EARLIEST && hour <= onset + LATEST;
    utility.decided += decisions[hour] === 1 ? alarm : silence;
    utility.best += bestIsAlarm ? alarm : silence;
    utility.silent += silence;
  }
  return utility;
}

/** Worth of an alarm, hours after onset: rises from the earliest useful hour to the best one, falls to the latest. */
function alarmWorth(hours: number): number {
  if (hours > LATEST) return 0;
  if (hours <= BEST) return Math.max((ALARM_AT_BEST * (hours - EARLIEST)) / (BEST - EARLIEST), FALSE_ALARM);
  return (ALARM_AT_BEST * (LATEST - hours)) / (LATEST - BEST);
}

/** Worth of no alarm: nothing up to the best hour, then ever worse. */
function silenceWorth(hours: number): number {
  if (hours <= BEST || hours > LATEST) return 0;
  return (SILENCE_AT_LATEST * (hours - BEST)) / (LATEST - BEST);
}

/**
 * Normalized utility of the PhysioNet/CinC Challenge 2019 (Reyna et al., Critical Care Medicine 48:210, 2020): the worth
 * of all alarms above that of none, over the best possible. At most 1; 0 is as good as no alarm at all, negative is worse.
 * Higher is better; undefined without a patient to whom an alarm would be of use. The unit drawn and weighed is the patient.
 */
export const sepsisUtility: Metric<'sequence'> = {
  name: 'sepsis_utility',
  kind: 'sequence',
  direction: 'higher',
  range: [null, 1],
  needsProbabilities: false,
  prepare(sample) {
    const patients = rowsByUnit(sample.patient, sample.patients);
    const utilities = patientUtilities(sample, patients);
    return ({ each, cumulative }) => {
      if (cumulative[sample.n] === 0) return { undefined: 'no_rows' };
      let gained = 0;
      let possible = 0;
      for (let p = 0; p < patients.length; p++) {
        const weight = unitWeight(patients[p]!, each);
        const { decided, best, silent } = utilities[p]!;
        gained += weight * (decided - silent);
        possible += weight * (best - silent);
      }
      return possible > 0 ? gained / possible : { undefined: 'no_positives' };
    };
  },
};

/** Of every patient, given the rows of each. */
export function patientUtilities(
  { truth, decision }: SequenceSample,
  patients: Uint32Array[],
): PatientUtility[] {
  return patients.map((rows) =>
    patientUtility(
      rows.map((row) => truth[row]!),
      rows.map((row) => decision[row]!),
    ),
  );
}

import { createGenerator } from '../../scoring/random.js';
import { normal, type Stay, sigmoid } from './cohort.js';

/** What a model gets: the stays to predict, and what decides about the luck of one particular training. */
interface Given {
  stays: Stay[];
  /** Which stays count for the public board; only somebody who probes that board would ever learn it. */
  isPublic: boolean[];
  seed: number;
}

/**
 * Results as teams of a datathon hand them in. Those that say so are true models of the features; the rest mix the
 * hidden risk with noise, which gives a model of any wanted quality without training one.
 */
export const RECIPES = {
  /** The share of deaths, for everyone. */
  prior: ({ stays }) => stays.map(() => 0.14),
  age: ({ stays }) => stays.map((stay) => sigmoid(-2.3 + 0.032 * (stay.age - 66))),
  /** Points at the bedside, as on a printed card: many stays get the same number. */
  points: ({ stays }) => stays.map((stay) => sigmoid(-4 + 0.42 * points(stay))),
  logistic: ({ stays, seed }) => {
    const random = createGenerator(seed);
    return stays.map((stay) => sigmoid(weighedSum(stay) + 0.25 * normal(random)));
  },
  boosted: (given) => mixture(given, 0.955, 1),
  ensemble: (given) => mixture(given, 0.98, 1),
  /** Ranks well, but every probability is close to 0 or 1. */
  overconfident: (given) => mixture(given, 0.945, 4.5),
  /** Learned the training stays by heart. */
  overfitted: (given) => mixture(given, 0.55, 2.2),
  /** Tuned to the public board by trial and error: what it gained there it does not have elsewhere. */
  probed: ({ stays, isPublic, seed }) => {
    const random = createGenerator(seed);
    return stays.map((stay, k) => {
      const guess = weighedSum(stay) + 0.4 * normal(random);
      return sigmoid(isPublic[k] ? guess + 0.95 * (stay.died - 0.14) : guess - 0.2);
    });
  },
  /** Used what is known only after the patient has died. */
  leak: (given) => mixture(given, 0.97, 1).map((p, k) => 0.6 * p + 0.3 * given.stays[k]!.died + 0.02),
} satisfies Record<string, (given: Given) => number[]>;

export type Recipe = keyof typeof RECIPES;

/** @param skill 1: knows the risk; 0: knows nothing. @param sharpness 1: as sure as it may be; more: too sure */
function mixture({ stays, seed }: Given, skill: number, sharpness: number): number[] {
  const random = createGenerator(seed);
  const spread = 1.9 * Math.sqrt(1 - skill * skill);
  return stays.map((stay) => {
    const logit = -2.6 + skill * (stay.risk + 2.6) + spread * normal(random);
    return sigmoid(-1.8 + sharpness * (logit + 1.8));
  });
}

function points(stay: Stay): number {
  return [
    stay.age >= 65,
    stay.age >= 80,
    (stay.lactate ?? 0) >= 2,
    (stay.lactate ?? 0) >= 4,
    (stay.meanPressure ?? 80) < 65,
    (stay.gcs ?? 15) < 12,
    (stay.creatinine ?? 1) >= 2,
    (stay.urine ?? 1_500) < 500,
    stay.ventilated === 1,
    stay.vasopressor === 1,
    stay.comorbidities >= 4,
  ].filter(Boolean).length;
}

/** A logistic regression with missing values replaced by usual ones, and its coefficients rounded. */
function weighedSum(stay: Stay): number {
  return (
    -3.1 +
    0.032 * (stay.age - 66) +
    0.4 * stay.emergency +
    0.16 * (stay.comorbidities - 2) +
    0.022 * ((stay.heartRate ?? 88) - 88) -
    0.03 * ((stay.meanPressure ?? 80) - 80) +
    0.06 * ((stay.breaths ?? 19) - 19) -
    0.13 * ((stay.spo2 ?? 97) - 97) -
    0.13 * ((stay.gcs ?? 14) - 14) +
    (stay.lactate === null ? -0.25 : 0.85 * Math.log(stay.lactate / 1.6)) +
    0.35 * Math.log(stay.creatinine ?? 1) +
    0.3 * Math.log((stay.bilirubin ?? 0.7) / 0.7) -
    0.0003 * ((stay.urine ?? 1_700) - 1_700) +
    0.55 * stay.ventilated +
    0.6 * stay.vasopressor -
    (stay.icuType === 'CSICU' ? 0.6 : 0)
  );
}

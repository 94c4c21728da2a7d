import { createGenerator, type Generator, nextBelow, nextUint32 } from '../../scoring/random.js';

export const ICU_TYPES = ['MICU', 'SICU', 'CCU', 'CSICU', 'NCU'] as const;
export const AGE_BANDS = ['18-44', '45-64', '65-74', '75-84', '85+'] as const;

/** A measurement of the first day; null where nobody took it. */
type Measured = number | null;

/** One stay in intensive care of a patient who does not exist. */
export interface Stay {
  stayId: string;
  patientId: string;
  sex: 'F' | 'M';
  age: number;
  icuType: (typeof ICU_TYPES)[number];
  emergency: 0 | 1;
  comorbidities: number;
  heartRate: Measured;
  meanPressure: Measured;
  breaths: Measured;
  spo2: Measured;
  temperature: Measured;
  gcs: Measured;
  lactate: Measured;
  creatinine: Measured;
  bilirubin: Measured;
  platelets: Measured;
  whiteCells: Measured;
  urine: Measured;
  ventilated: 0 | 1;
  vasopressor: 0 | 1;
  /** Log odds of dying, which no file for people contains. */
  risk: number;
  died: 0 | 1;
}

/** Stays to learn from and stays to predict; no patient is in both. */
export interface Cohort {
  train: Stay[];
  test: Stay[];
}

const TRAIN_STREAM = 1;
const TEST_STREAM = 2;

/** Excess log odds of each unit over the medical one. */
const UNIT_RISK: Record<Stay['icuType'], number> = { MICU: 0, SICU: -0.35, CCU: -0.2, CSICU: -0.8, NCU: 0.1 };

/** The same seed gives the same cohort. Each part has exactly `stays` stays. */
export function makeCohort(seed: number, stays = 2_000): Cohort {
  return {
    train: makePart(seed, TRAIN_STREAM, stays),
    test: makePart(seed, TEST_STREAM, stays),
  };
}

export function ageBand(age: number): (typeof AGE_BANDS)[number] {
  if (age < 45) return '18-44';
  if (age < 65) return '45-64';
  if (age < 75) return '65-74';
  return age < 85 ? '75-84' : '85+';
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Standard normal (Box and Muller, 1958). */
export function normal(random: Generator): number {
  const radius = Math.sqrt(-2 * Math.log((nextUint32(random) + 1) / 4294967297));
  return radius * Math.cos(2 * Math.PI * uniform(random));
}

export const uniform = (random: Generator): number => nextUint32(random) / 4294967296;

const happens = (random: Generator, probability: number): 0 | 1 => (uniform(random) < probability ? 1 : 0);

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

function makePart(seed: number, part: number, wanted: number): Stay[] {
  const stays: Stay[] = [];
  for (let patient = 1; stays.length < wanted; patient++) {
    stays.push(...staysOfPatient(createGenerator(seed, part, patient), part, patient, wanted - stays.length));
  }
  // Ids that follow the patients would say who belongs together; in the order of ids, patients are mixed.
  const order = stays.map((_, k) => k);
  const random = createGenerator(seed, part, 0);
  for (let k = order.length - 1; k > 0; k--) {
    const other = nextBelow(random, k + 1);
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order.map((from, k) => ({ ...stays[from]!, stayId: `S${part}${String(k + 1).padStart(5, '0')}` }));
}

/** Most patients come once. Whoever dies has no later stay. */
function staysOfPatient(random: Generator, part: number, patient: number, room: number): Stay[] {
  const person = {
    patientId: `P${part}${String(patient).padStart(5, '0')}`,
    sex: happens(random, 0.57) ? ('M' as const) : ('F' as const),
    age: Math.round(between(18, 66 + 15 * normal(random), 97)),
    frailty: normal(random),
  };
  const draw = uniform(random);
  const planned = draw < 0.76 ? 1 : draw < 0.92 ? 2 : draw < 0.98 ? 3 : 4;
  const stays: Stay[] = [];
  while (stays.length < Math.min(planned, room) && stays.at(-1)?.died !== 1)
    stays.push(oneStay(random, person));
  return stays;
}

function oneStay(
  random: Generator,
  person: { patientId: string; sex: 'F' | 'M'; age: number; frailty: number },
): Stay {
  const { patientId, sex, age, frailty } = person;
  const acuity = normal(random);
  const noise = () => normal(random);
  const icuType = ICU_TYPES[[0, 0, 0, 1, 1, 2, 2, 3, 3, 4][nextBelow(random, 10)]!]!;
  const emergency = happens(random, sigmoid(0.8 + 0.5 * acuity - (icuType === 'CSICU' ? 1.6 : 0)));
  const comorbidities = Math.round(between(0, 2 + 1.3 * frailty + 0.8 * noise(), 9));
  const risk =
    -2.76 +
    1.5 * acuity +
    0.55 * frailty +
    0.034 * (age - 66) +
    0.35 * emergency +
    UNIT_RISK[icuType] +
    // What a model of plain sums misses: being very ill weighs more on the old.
    (acuity > 0.8 && age >= 75 ? 0.9 : 0);
  // Sicker patients are measured more, so that a missing value says something too.
  const taken = (missing: number, value: number, digits: number): Measured =>
    uniform(random) < missing ? null : rounded(value, digits);
  return {
    stayId: '',
    patientId,
    sex,
    age,
    icuType,
    emergency,
    comorbidities,
    heartRate: taken(0.01, between(35, 88 + 7 * acuity + 14 * noise(), 190), 0),
    meanPressure: taken(0.02, between(35, 80 - 6 * acuity + 9 * noise(), 130), 0),
    breaths: taken(0.03, between(6, 19 + 2.2 * acuity + 4 * noise(), 48), 0),
    spo2: taken(0.02, between(70, 96.6 - acuity + 1.7 * noise(), 100), 0),
    temperature: taken(0.06, between(33, 36.9 + 0.1 * acuity + 0.7 * noise(), 41), 1),
    gcs: taken(
      0.05,
      between(3, 14.4 - 1.6 * Math.max(0, acuity) - (icuType === 'NCU' ? 2.2 : 0) + 1.6 * noise(), 15),
      0,
    ),
    lactate: taken(sigmoid(-0.3 - acuity), Math.exp(0.5 + 0.36 * acuity + 0.28 * noise()), 1),
    creatinine: taken(0.03, Math.exp(0.05 + 0.2 * frailty + 0.22 * acuity + 0.4 * noise()), 2),
    bilirubin: taken(sigmoid(-0.6 - 0.6 * acuity), Math.exp(-0.3 + 0.25 * acuity + 0.55 * noise()), 1),
    platelets: taken(0.03, between(8, 212 - 24 * acuity - 12 * frailty + 72 * noise(), 720), 0),
    whiteCells: taken(0.03, Math.exp(2.35 + 0.12 * acuity + 0.36 * noise()), 1),
    urine: taken(0.08, between(0, 1_700 - 300 * acuity + 520 * noise(), 5_200), 0),
    ventilated: happens(random, sigmoid(-0.6 + 1.1 * acuity)),
    vasopressor: happens(random, sigmoid(-1.2 + 1.3 * acuity)),
    risk,
    died: happens(random, sigmoid(risk)),
  };
}

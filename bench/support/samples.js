// Samples of every kind of outcome but yes or no, the same in every run, and how to copy some of their units.
import { createGenerator, nextUint32 } from '../../dist/src/scoring/random.js';

const CLASSES = 5;
const LABELS = 10;
const DOCUMENTS = 20; // of a query
const HOURS = 40; // of a patient
const SIDE = 32; // of a mask
const WORDS = ['acute', 'heart', 'failure', 'the', 'sepsis', 'shock', 'of', 'left', 'ventricle'];

const uniform = (length, seed) => {
  const state = createGenerator(seed);
  return Float64Array.from({ length }, () => nextUint32(state) / 4294967296);
};
const rowsOf = (n) => Uint32Array.from({ length: n }, (_, k) => k);
const pick = (values, rows, width = 1) => {
  const picked = new values.constructor(rows.length * width);
  rows.forEach((row, k) => {
    for (let c = 0; c < width; c++) picked[k * width + c] = values[row * width + c];
  });
  return picked;
};
/** Each row is a unit. */
const byRow = (sample) => ({ sample, units: sample.n, unitOf: rowsOf(sample.n) });
const base = (rows) => ({ n: rows.length, order: rowsOf(rows.length) });

/** Rows of units of `size` rows each, and the unit that each becomes in the copy. */
const ofUnits = (units, size) => ({
  rows: units.flatMap((unit) => Array.from({ length: size }, (_, k) => unit * size + k)),
  unit: Uint32Array.from({ length: units.length * size }, (_, k) => Math.floor(k / size)),
});

/** By kind. */
export const SAMPLES = {
  regression: {
    create(n) {
      const truth = uniform(n, 1).map((u) => Math.round(1000 * u) / 10);
      const noise = uniform(n, 2);
      return byRow({ ...base(truth), truth, predictions: truth.map((y, k) => y + 40 * noise[k] - 15) });
    },
    take: ({ truth, predictions }, rows) => ({
      ...base(rows),
      truth: pick(truth, rows),
      predictions: pick(predictions, rows),
    }),
  },
  multiclass: {
    create(n) {
      const truth = Uint16Array.from(uniform(n, 1), (u) => Math.floor(CLASSES * u * u));
      const probabilities = uniform(n * CLASSES, 2);
      for (let k = 0; k < n; k++) {
        probabilities[k * CLASSES + truth[k]] += 0.5;
        const own = probabilities.subarray(k * CLASSES, (k + 1) * CLASSES);
        const sum = own.reduce((all, p) => all + p, 0);
        own.forEach((p, c) => {
          own[c] = p / sum;
        });
      }
      return byRow({ ...base(truth), classes: CLASSES, truth, probabilities });
    },
    take: ({ classes, truth, probabilities }, rows) => ({
      ...base(rows),
      classes,
      truth: pick(truth, rows),
      probabilities: pick(probabilities, rows, classes),
    }),
  },
  multilabel: {
    create(n) {
      const truth = Uint8Array.from(uniform(n * LABELS, 1), (u, cell) =>
        u < 1 / (2 + (cell % LABELS)) ? 1 : 0,
      );
      const noise = uniform(n * LABELS, 2);
      const probabilities = noise.map((u, cell) => (u + truth[cell] / 2) / 1.5);
      return byRow({ n, order: rowsOf(n), labels: LABELS, truth, probabilities });
    },
    take: ({ labels, truth, probabilities }, rows) => ({
      ...base(rows),
      labels,
      truth: pick(truth, rows, labels),
      probabilities: pick(probabilities, rows, labels),
    }),
  },
  survival: {
    create(n) {
      const risk = uniform(n, 1);
      const onset = uniform(n, 2).map((u, k) => Math.ceil((-600 * Math.log(1 - u)) / (0.5 + risk[k])));
      const censoring = uniform(n, 3).map((u) => Math.ceil(1500 * u));
      return byRow({
        ...base(risk),
        time: onset.map((t, k) => Math.min(t, censoring[k])),
        event: Uint8Array.from(onset, (t, k) => (t <= censoring[k] ? 1 : 0)),
        risk,
        horizons: [365],
        eventBy: risk.map((r) => 1 - Math.exp((-365 * (0.5 + r)) / 600)),
      });
    },
    take: ({ time, event, risk, horizons, eventBy }, rows) => ({
      ...base(rows),
      time: pick(time, rows),
      event: pick(event, rows),
      risk: pick(risk, rows),
      horizons,
      eventBy: pick(eventBy, rows, horizons.length),
    }),
  },
  ranking: {
    create(n) {
      const queries = Math.floor(n / DOCUMENTS);
      const rows = queries * DOCUMENTS;
      const query = Uint32Array.from({ length: rows }, (_, k) => Math.floor(k / DOCUMENTS));
      const relevance = uniform(rows, 1).map((u) => Math.max(0, Math.floor(5 * u) - 1));
      const score = uniform(rows, 2).map((u, k) => u + relevance[k] / 4);
      return {
        sample: { n: rows, order: rowsOf(rows), queries, query, relevance, score },
        units: queries,
        unitOf: query,
      };
    },
    take({ relevance, score }, queries) {
      const { rows, unit } = ofUnits(queries, DOCUMENTS);
      return {
        ...base(rows),
        queries: queries.length,
        query: unit,
        relevance: pick(relevance, rows),
        score: pick(score, rows),
      };
    },
  },
  text: {
    create(n) {
      const chosen = uniform(n * 8, 1).map((u) => Math.floor(u * WORDS.length));
      const words = (k, from, to) =>
        [...chosen.subarray(k * 8 + from, k * 8 + to)].map((w) => WORDS[w]).join(' ');
      return byRow({
        n,
        order: rowsOf(n),
        answers: Array.from({ length: n }, (_, k) => (k % 9 === 0 ? [] : [words(k, 0, 2), words(k, 2, 5)])),
        predictions: Array.from({ length: n }, (_, k) => (k % 7 === 0 ? null : words(k, 3, 8))),
      });
    },
    take: ({ answers, predictions }, rows) => ({
      ...base(rows),
      answers: rows.map((row) => answers[row]),
      predictions: rows.map((row) => predictions[row]),
    }),
  },
  segmentation: {
    create(n) {
      const size = uniform(n * 4, 1);
      const disc = (k, at) => {
        const [radius, shift] = [4 + 8 * size[k * 4 + at], 3 * size[k * 4 + at + 1]];
        return Uint8Array.from({ length: SIDE * SIDE }, (_, i) =>
          Math.hypot((i % SIDE) - 14 - shift, Math.floor(i / SIDE) - 15) < radius ? 1 : 0,
        );
      };
      return byRow({
        n,
        order: rowsOf(n),
        width: SIDE,
        height: SIDE,
        truth: Array.from({ length: n }, (_, k) => disc(k, 0)),
        predictions: Array.from({ length: n }, (_, k) => disc(k, 2)),
      });
    },
    take: ({ width, height, truth, predictions }, rows) => ({
      ...base(rows),
      width,
      height,
      truth: rows.map((row) => truth[row]),
      predictions: rows.map((row) => predictions[row]),
    }),
  },
  sequence: {
    create(n) {
      const patients = Math.floor(n / HOURS);
      const rows = patients * HOURS;
      const patient = Uint32Array.from({ length: rows }, (_, k) => Math.floor(k / HOURS));
      const onset = uniform(patients, 1).map((u) => (u < 0.2 ? Math.floor(HOURS * u * 5) : HOURS));
      const truth = Uint8Array.from(patient, (p, k) => (k % HOURS >= onset[p] ? 1 : 0));
      const probability = uniform(rows, 2).map((u, k) => (u + truth[k] / 2) / 1.5);
      return {
        sample: {
          n: rows,
          order: rowsOf(rows),
          patients,
          patient,
          hour: Float64Array.from({ length: rows }, (_, k) => k % HOURS),
          truth,
          decision: Uint8Array.from(probability, (p) => (p > 0.6 ? 1 : 0)),
          probability,
        },
        units: patients,
        unitOf: patient,
      };
    },
    take({ hour, truth, decision, probability }, patients) {
      const { rows, unit } = ofUnits(patients, HOURS);
      return {
        ...base(rows),
        patients: patients.length,
        patient: unit,
        hour: pick(hour, rows),
        truth: pick(truth, rows),
        decision: pick(decision, rows),
        probability: pick(probability, rows),
      };
    },
  },
};

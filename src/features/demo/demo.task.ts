import type { BinarySchema } from '../../scoring/outcomes/schema.js';
import type { TruthSpec } from '../../scoring/truth.js';
import { CLUSTER_COLUMN, ID_COLUMN, LABEL_COLUMN, PREDICTION_COLUMN } from './cohort.files.js';

/** Of the cohort, of the split and of the bootstrap. */
export const SEED = 20251017;

/** The larger part is final, so that the last word has the narrower interval. */
export const FINAL_FRACTION = 0.6;

/** Probabilities of death. */
export const SCHEMA: BinarySchema = {
  kind: 'binary',
  label: LABEL_COLUMN,
  prediction: PREDICTION_COLUMN,
  range: [0, 1],
};

/** How the platform will read the truth; the demo needs it beforehand to know which stays are public. */
export const TRUTH_SPEC: TruthSpec = {
  idColumn: ID_COLUMN,
  schema: SCHEMA,
  clusterColumn: CLUSTER_COLUMN,
  split: { method: 'cluster', finalFraction: FINAL_FRACTION, seed: SEED },
};

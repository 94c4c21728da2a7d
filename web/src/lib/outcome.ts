import { predictionColumnNames, truthColumnNames } from '../../../src/scoring/outcomes/index.js';
import type { OutcomeSchema } from '../../../src/scoring/outcomes/schema.js';
import type { components } from '../api/schema.js';

export type Schema = components['schemas']['TaskView']['schema'];
export type Kind = Schema['kind'];

/** All kinds of outcome, in the order in which they are offered. */
export const KINDS: readonly Kind[] = [
  'binary',
  'regression',
  'multiclass',
  'multilabel',
  'survival',
  'ranking',
  'text',
  'segmentation',
  'sequence',
];

/** Columns of predictions that every entry of the task has, beside its ids. */
export const predictionColumns = (schema: Schema): string[] => predictionColumnNames(schema as OutcomeSchema);

/** Columns of the labels, beside the ids. */
export const truthColumns = (schema: Schema): string[] => truthColumnNames(schema as OutcomeSchema);

/** Kinds whose own column keeps rows together: documents of a query, hours of a patient. */
export const isUnitKind = (kind: Kind): boolean => kind === 'ranking' || kind === 'sequence';

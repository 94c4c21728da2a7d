import type { Task } from '../api/client.js';

export type Schema = Task['schema'];
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
export function predictionColumns(schema: Schema): string[] {
  switch (schema.kind) {
    case 'multiclass':
      return schema.classes.map(({ prediction }) => prediction);
    case 'multilabel':
      return schema.labels.map(({ prediction }) => prediction);
    case 'survival':
      return [schema.risk, ...schema.horizons.map(({ prediction }) => prediction)];
    case 'ranking':
      return [schema.score];
    case 'sequence':
      return schema.probability ? [schema.decision, schema.probability] : [schema.decision];
    default:
      return [schema.prediction];
  }
}

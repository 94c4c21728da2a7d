import type { OutcomeKind } from './samples.js';

/** The columns of one kind of outcome: which of them the truth has beside its ids, and which a team's file has. */
export type OutcomeSchema =
  | BinarySchema
  | RegressionSchema
  | MulticlassSchema
  | MultilabelSchema
  | SurvivalSchema
  | RankingSchema
  | TextSchema
  | SegmentationSchema
  | SequenceSchema;

/**
 * `label` 0 or 1; `prediction` within `range`, or any finite number where that is null. Where a task asks for it, an entry
 * also says how sure each of its answers is (`confidence`, in [0, 1]) and which ones it does not give (`abstention`, 1: "I
 * don't know").
 */
export interface BinarySchema {
  kind: 'binary';
  label: string;
  prediction: string;
  range: [number, number] | null;
  confidence?: string | null;
  abstention?: string | null;
}

/** Any finite numbers; `range` binds predictions alone. */
export interface RegressionSchema {
  kind: 'regression';
  label: string;
  prediction: string;
  range: [number, number] | null;
}

/** `label` holds one of the classes' names; one column of probabilities for each class, summing to 1 in every row. */
export interface MulticlassSchema {
  kind: 'multiclass';
  label: string;
  classes: { name: string; prediction: string }[];
}

/** Several questions of yes (1) or no (0), each with a column of labels and one of probabilities. */
export interface MultilabelSchema {
  kind: 'multilabel';
  labels: { label: string; prediction: string }[];
}

/**
 * Right-censored: `time` not negative, `event` 1 where it was seen and 0 where the row was censored. Predicted are a `risk`
 * (higher: earlier) and the probability of an event by each horizon, which does not fall from one horizon to the next.
 */
export interface SurvivalSchema {
  kind: 'survival';
  time: string;
  event: string;
  risk: string;
  horizons: { at: number; prediction: string }[];
  /** Of times and horizons, for people to read. */
  unit?: TimeUnit | null;
}

export const TIME_UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Documents of queries: `relevance` not negative, a higher `score` is listed first. One row per document, with an id. */
export interface RankingSchema {
  kind: 'ranking';
  query: string;
  relevance: string;
  score: string;
}

/**
 * `answers`: a JSON array of all right answers (`[]`: the question has none) or one answer as plain text. A prediction
 * equal to `abstention` says "I don't know"; null: there is no such way out.
 */
export interface TextSchema {
  kind: 'text';
  answers: string;
  prediction: string;
  abstention: string | null;
}

/**
 * Masks of `width` × `height`, row by row from the top left. `bits`: a 0 or 1 for each pixel. `runs`: pairs of a start
 * (the first pixel is 1) and a length, ascending and not overlapping, nothing for an empty mask.
 */
export interface SegmentationSchema {
  kind: 'segmentation';
  mask: string;
  prediction: string;
  width: number;
  height: number;
  encoding: 'bits' | 'runs';
}

/** Hours of patients: `label` and `decision` 0 or 1; `probability` null where decisions alone are asked for. */
export interface SequenceSchema {
  kind: 'sequence';
  patient: string;
  hour: string;
  label: string;
  decision: string;
  probability: string | null;
}

export type SchemaOf<Kind extends OutcomeKind> = Extract<OutcomeSchema, { kind: Kind }>;

/** All kinds, in the order in which they are offered. */
export const OUTCOME_KINDS: readonly OutcomeKind[] = [
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

/** Probabilities of labels 0 and 1, in the columns that are usual. */
export const BINARY_SCHEMA: BinarySchema = {
  kind: 'binary',
  label: 'label',
  prediction: 'prediction',
  range: [0, 1],
};

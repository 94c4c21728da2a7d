import type { FileErrorCode } from '../errors.js';
import type { ColumnRule, ColumnValues } from './columns.js';
import type { OutcomeKind, Samples } from './samples.js';
import type { SchemaOf } from './schema.js';

/** What is wrong with a row though each of its cells alone is right. */
export interface RowProblem {
  code: FileErrorCode;
  column: string;
  value: string;
}

/** Why some rows of a truth can't be scored on their own. */
export type PartProblem = 'one_class' | 'constant' | 'no_events';

/** How often a class or a label occurs. */
export interface NamedCount {
  name: string;
  rows: number;
}

/** What the engine asks of a kind of outcome: its columns, their rules, and the sample that its metrics take. */
export interface Outcome<Kind extends OutcomeKind = OutcomeKind> {
  kind: Kind;
  /** Columns of the truth beside its ids; `values` below follow this order. */
  truthColumns(schema: SchemaOf<Kind>): ColumnRule[];
  /** Columns of a team's file beside its ids. */
  predictionColumns(schema: SchemaOf<Kind>): ColumnRule[];
  /** The column of the truth whose rows make one unit (the documents of a query, the hours of a patient), or null. */
  unitColumn(schema: SchemaOf<Kind>): string | null;
  /** What only several cells of a row show, e.g. that its probabilities sum to 1. */
  rowProblem?(schema: SchemaOf<Kind>, values: ColumnValues[], row: number): RowProblem | null;
  /** Stratum of each row of the truth: the draw of a split keeps the strata's shares. The highest of a unit's rows counts. */
  strata(values: ColumnValues[]): Uint32Array;
  /** 1 for each row that counts as positive; null where there is no such thing. */
  positives(values: ColumnValues[]): Uint8Array | null;
  /** Whether these rows can be scored at all. */
  partProblem(values: ColumnValues[], rows: Uint32Array): PartProblem | null;
  /** How often each class or label occurs among these rows; empty where there are none. */
  counts(schema: SchemaOf<Kind>, values: ColumnValues[], rows: Uint32Array): NamedCount[];
  /** The sample of these rows; `unit` of every row of the truth where the kind has units. */
  createSample(
    schema: SchemaOf<Kind>,
    truth: ColumnValues[],
    predictions: ColumnValues[],
    rows: Uint32Array,
    unit: Uint32Array | null,
  ): Samples[Kind];
}

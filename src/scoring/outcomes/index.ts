import { binary } from './binary.js';
import { multiclass } from './multiclass.js';
import { multilabel } from './multilabel.js';
import type { Outcome } from './outcome.js';
import { ranking } from './ranking.js';
import { regression } from './regression.js';
import type { OutcomeKind } from './samples.js';
import type { OutcomeSchema } from './schema.js';
import { segmentation } from './segmentation.js';
import { sequence } from './sequence.js';
import { survival } from './survival.js';
import { text } from './text.js';

const OUTCOMES: { [Kind in OutcomeKind]: Outcome<Kind> } = {
  binary,
  regression,
  multiclass,
  multilabel,
  survival,
  ranking,
  text,
  segmentation,
  sequence,
};

/** What the engine knows of the kind of a schema. */
export const outcomeOf = (schema: OutcomeSchema): Outcome => OUTCOMES[schema.kind] as Outcome;

/** Names of the columns of the truth beside its ids, clusters and split. */
export function truthColumnNames(schema: OutcomeSchema): string[] {
  const outcome = outcomeOf(schema);
  const unit = outcome.unitColumn(schema);
  return [...(unit === null ? [] : [unit]), ...outcome.truthColumns(schema).map(({ name }) => name)];
}

/** Names of the columns of a team's file beside its ids. */
export const predictionColumnNames = (schema: OutcomeSchema): string[] =>
  outcomeOf(schema)
    .predictionColumns(schema)
    .map(({ name }) => name);

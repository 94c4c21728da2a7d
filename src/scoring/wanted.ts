import type { ColumnRule } from './outcomes/columns.js';
import { outcomeOf } from './outcomes/index.js';
import type { PredictionSpec } from './predictions.js';
import type { TruthSpec } from './truth.js';

/** A column that is read, the ids' first, and what it may hold where columns have types. `key`: text or whole numbers. */
export interface WantedColumn {
  name: string;
  holds: 'key' | 'number' | 'text';
}

/** Columns of a file of labels that are read; it may have more. */
export function wantedOfTruth(spec: TruthSpec): WantedColumn[] {
  const { idColumn, schema, clusterColumn, groupColumns = [], split } = spec;
  const outcome = outcomeOf(schema);
  const unit = outcome.unitColumn(schema) ?? clusterColumn;
  const wanted: WantedColumn[] = [{ name: idColumn, holds: 'key' }];
  if (unit && unit !== idColumn) wanted.push({ name: unit, holds: 'key' });
  wanted.push(...groupColumns.map((name) => ({ name, holds: 'key' as const })));
  if (split.method === 'column') wanted.push({ name: split.column, holds: 'text' });
  return [...wanted, ...outcome.truthColumns(schema).map(wantedCells)];
}

/** Columns of a team's file. */
export function wantedOfPredictions({ idColumn, schema }: PredictionSpec): WantedColumn[] {
  return [{ name: idColumn, holds: 'key' }, ...outcomeOf(schema).predictionColumns(schema).map(wantedCells)];
}

function wantedCells({ name, read }: ColumnRule): WantedColumn {
  return { name, holds: read === 'number' ? 'number' : read === 'class' ? 'key' : 'text' };
}

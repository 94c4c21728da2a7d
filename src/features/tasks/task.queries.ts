import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Task } from './task.entity.js';

/** @param lock holds the row until the transaction ends. @throws NOT_FOUND */
export async function findTask(manager: EntityManager, id: string, lock = false): Promise<Task> {
  const options = { where: { id }, ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}) };
  const task = await manager.findOne(Task, options);
  if (!task) throw new DomainError(NOT_FOUND);
  return task;
}

/** Whether a team has handed something in that was, or may still be, scored against the truth. */
export async function hasEntries(manager: EntityManager, taskId: string): Promise<boolean> {
  const [row] = await manager.query(
    `SELECT EXISTS (SELECT 1 FROM submission WHERE task_id = $1 AND status <> 'cancelled') AS found`,
    [taskId],
  );
  return row.found;
}

/**
 * How many labels a part has that are independent of each other, in SQL: patients where rows belong to them. Several rows of a
 * patient are little more to learn from, and to tell, than one. Summaries that were written before have rows alone.
 */
export const labelCount = (summary: string, part: 'public' | 'final'): string =>
  `coalesce((${summary} -> '${part}' ->> 'units')::int, (${summary} -> '${part}' ->> 'rows')::int)`;

/** What is counted as a label. */
export type LabelUnit = 'label' | 'patient' | 'query';

export interface Labels {
  public: number;
  final: number;
  unit: LabelUnit;
}

/** How many labels each part has, and of what; null until they are there. */
export async function labelsOf(
  manager: EntityManager,
  { truthId, clusterColumn, schema }: Pick<Task, 'truthId' | 'clusterColumn' | 'schema'>,
): Promise<Labels | null> {
  if (truthId === null) return null;
  const [row] = await manager.query(
    `SELECT ${labelCount('summary', 'public')} AS public, ${labelCount('summary', 'final')} AS final,
            (summary -> 'public' ->> 'units') IS NOT NULL AS "hasUnits" FROM truth WHERE id = $1`,
    [truthId],
  );
  if (!row) return null;
  const isClustered = row.hasUnits && clusterColumn !== null;
  const unit = !isClustered ? 'label' : schema.kind === 'ranking' ? 'query' : 'patient';
  return { public: row.public, final: row.final, unit };
}

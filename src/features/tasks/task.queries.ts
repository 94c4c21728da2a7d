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

/** How many labels each part has; null until they are there. */
export async function labelsOf(
  manager: EntityManager,
  { truthId }: Pick<Task, 'truthId'>,
): Promise<{ public: number; final: number } | null> {
  if (truthId === null) return null;
  const [row] = await manager.query(
    `SELECT (summary -> 'public' ->> 'rows')::int AS public, (summary -> 'final' ->> 'rows')::int AS final
     FROM truth WHERE id = $1`,
    [truthId],
  );
  return row ?? null;
}

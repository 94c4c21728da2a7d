import type { EntityManager } from 'typeorm';

/** Whether a notebook's entry waits for its hidden run, or failed before that gave something to score. */
export const lacksPredictions = (entry: { kind: string; storageKey: string }): boolean =>
  entry.kind === 'notebook' && entry.storageKey.startsWith('notebooks/');

/**
 * Ends the run of an entry on the hidden data; whoever executes it hears of it at once.
 * @returns whether it had begun: then something may have been learned from how long it took, and the entry counts
 */
export async function cancelHiddenRun(
  manager: EntityManager,
  submissionId: string,
  accountId: string,
): Promise<boolean> {
  const [[row]] = await manager.query(
    `UPDATE notebook_run r SET status = 'cancelled', verdict = 'cancelled', cancelled_by = $2, ended_at = clock_timestamp(),
       lease_id = NULL, lease_until = NULL
     FROM (SELECT id, status FROM notebook_run WHERE submission_id = $1 AND stage = 'hidden' FOR UPDATE) before
     WHERE r.id = before.id AND before.status IN ('waiting', 'staged', 'running', 'collected')
     RETURNING before.status`,
    [submissionId, accountId],
  );
  return row?.status === 'running' || row?.status === 'collected';
}

/** Lets the run of an entry that failed on our side begin anew. */
export async function retryHiddenRun(manager: EntityManager, submissionId: string): Promise<void> {
  await manager.query(
    `UPDATE notebook_run SET status = 'waiting', attempts = 0, not_before = NULL, fault = NULL, ended_at = NULL,
       lease_id = NULL, lease_until = NULL
     WHERE submission_id = $1 AND stage = 'hidden' AND status = 'failed'`,
    [submissionId],
  );
}

import type { EntityManager } from 'typeorm';

/** Entries of the task ($1) that have a score in force: each needs a new one in a rescoring. Withdrawn ones too, they may show. */
const SCORED = `SELECT s.id, s.withdrawn_at FROM submission s WHERE s.task_id = $1 AND s.status = 'scored'`;

/** How far a rescoring is. */
export async function progress(
  manager: EntityManager,
  rescoring: { id: string; taskId: string },
): Promise<{ total: number; done: number; refused: number }> {
  const [row] = await manager.query(
    `SELECT count(*)::int AS total, count(r.scored_at)::int AS done,
            (count(*) FILTER (WHERE r.refused IS NOT NULL AND s.withdrawn_at IS NULL))::int AS refused
     FROM (${SCORED}) s LEFT JOIN rescored_entry r ON r.submission_id = s.id AND r.rescoring_id = $2`,
    [rescoring.taskId, rescoring.id],
  );
  return row;
}

/**
 * Takes an entry that has no new score yet and that nobody has in hands, in the order of acceptance. A worker that
 * dies leaves a lease that runs out. @returns null when there is none
 */
export async function claimEntry(
  manager: EntityManager,
  rescoring: { id: string; taskId: string },
  leaseSeconds: number,
): Promise<{ submissionId: string; storageKey: string; attempts: number } | null> {
  const [row] = await manager.query(
    `INSERT INTO rescored_entry (rescoring_id, submission_id, lease_until, attempts)
     SELECT $2, s.id, clock_timestamp() + make_interval(secs => $3), 1
     FROM submission s LEFT JOIN rescored_entry r ON r.submission_id = s.id AND r.rescoring_id = $2
     WHERE s.task_id = $1 AND s.status = 'scored' AND r.scored_at IS NULL
       AND (r.lease_until IS NULL OR r.lease_until < clock_timestamp())
     ORDER BY s.seq LIMIT 1
     ON CONFLICT (rescoring_id, submission_id) DO UPDATE
       SET lease_until = excluded.lease_until, attempts = rescored_entry.attempts + 1
       WHERE rescored_entry.scored_at IS NULL
         AND (rescored_entry.lease_until IS NULL OR rescored_entry.lease_until < clock_timestamp())
     RETURNING submission_id AS "submissionId", attempts,
       (SELECT storage_key FROM submission WHERE id = submission_id) AS "storageKey"`,
    [rescoring.taskId, rescoring.id, leaseSeconds],
  );
  return row ?? null;
}

/** The board's newest rows with what a rescoring would show in their place; a table for the board's queries. */
export const replayedBy = (rescoring: { id: string; scoring: number }): string => `(
  SELECT e.submission_id, e.task_id, e.team_id, e.seq, e.submitted_at, e.version, e.superseded_version,
         e.withdrawn_version, r.shown_id, ${Number(rescoring.scoring)} AS scoring, r.released_public, r.released_final
  FROM board_entry e
  JOIN rescored_entry r ON r.submission_id = e.submission_id AND r.rescoring_id = '${rescoring.id}'::uuid
  WHERE e.superseded_version IS NULL AND r.released_public IS NOT NULL)`;

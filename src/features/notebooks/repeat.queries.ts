import type { EntityManager } from 'typeorm';

/**
 * Puts the notebooks of scored entries into the queue once more, each with the data, limits and seed that it had, unless
 * a repetition of it waits or runs already. @returns ids of the runs
 */
export async function repeatRuns(
  manager: EntityManager,
  submissionIds: string[],
  accountId: string | null,
): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `INSERT INTO notebook_run (event_id, task_id, team_id, notebook_id, submission_id, stage, requested_by, environment,
       limits, seed, inputs, code_sha256)
     SELECT r.event_id, r.task_id, r.team_id, r.notebook_id, r.submission_id, 'repeat', $2, r.environment,
       r.limits, r.seed, r.inputs, r.code_sha256
     FROM notebook_run r JOIN submission s ON s.id = r.submission_id
     WHERE r.submission_id = ANY($1) AND r.stage = 'hidden' AND r.status = 'done' AND r.verdict = 'finished'
       AND s.status = 'scored'
       AND NOT EXISTS (SELECT 1 FROM notebook_run p WHERE p.submission_id = r.submission_id AND p.stage = 'repeat'
         AND p.status IN ('waiting', 'staged', 'running', 'collected'))
     RETURNING id`,
    [submissionIds, accountId],
  );
  return rows.map(({ id }) => id);
}

/** Selected entries of notebooks whose final board is out, so that nobody chooses any more, and that were never repeated. */
export const UNREPEATED = `
  SELECT s.id FROM submission s JOIN task k ON k.id = s.task_id
  WHERE k.final_published_at IS NOT NULL AND k.entry_kind <> 'results' AND s.kind = 'notebook' AND s.selected
    AND s.status = 'scored' AND NOT EXISTS (
      SELECT 1 FROM notebook_run p WHERE p.submission_id = s.id AND p.stage = 'repeat')
  LIMIT 100`;

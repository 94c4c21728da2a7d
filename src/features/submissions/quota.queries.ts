import type { EntityManager } from 'typeorm';
import { COUNTED } from './submission.policy.js';

/** Entries of a team that count, in the day given and in all. Call it with the team's row locked to decide anything. */
export async function usedQuota(
  manager: EntityManager,
  taskId: string,
  teamId: string,
  day: { start: Date; end: Date },
): Promise<{ today: number; total: number }> {
  const [row] = await manager.query(
    `SELECT count(*)::int AS total,
            (count(*) FILTER (WHERE accepted_at >= $4 AND accepted_at < $5))::int AS today
     FROM submission WHERE team_id = $1 AND task_id = $2 AND status = ANY($3)`,
    [teamId, taskId, COUNTED, day.start, day.end],
  );
  return row;
}

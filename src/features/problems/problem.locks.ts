import type { EntityManager } from 'typeorm';
import { Problem } from './problem.entity.js';

/**
 * One at a time: decisions on a problem, its texts, and teams that take a place of it. After the locks of the event
 * and of the team.
 */
export function lockProblem(manager: EntityManager, id: string): Promise<Problem | null> {
  return manager.findOne(Problem, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** Teams that work on a problem. One without members has ended, and holds no place. */
export async function teamsOn(manager: EntityManager, problemId: string): Promise<string[]> {
  const rows: { teamId: string }[] = await manager.query(
    `SELECT c.team_id AS "teamId" FROM problem_choice c
     WHERE c.problem_id = $1 AND EXISTS (SELECT 1 FROM team_member t WHERE t.team_id = c.team_id)
     ORDER BY c.team_id`,
    [problemId],
  );
  return rows.map(({ teamId }) => teamId);
}

import type { EntityManager } from 'typeorm';
import { answerBits } from '../../scoring/release.js';
import type { Task } from './task.entity.js';
import { showsLive, taskMetrics } from './task.policy.js';
import type { FeedbackView } from './tasks.dto.js';

/** How much teams may have learned about the public labels so far, at most; see answerBits. */
export async function feedbackGiven(
  manager: EntityManager,
  task: Task,
  publicLabels: number,
): Promise<FeedbackView> {
  const shown = taskMetrics(task).filter((metric) => showsLive(task, publicLabels, metric)).length;
  const teams: { entries: number; released: number }[] = await manager.query(
    `SELECT count(*)::int AS entries, (count(*) FILTER (WHERE b.shown_id = b.submission_id))::int AS released
     FROM board_entry b JOIN team g ON g.id = b.team_id
     WHERE b.task_id = $1 AND b.superseded_version IS NULL GROUP BY coalesce(g.merged_into_id, g.id)`,
    [task.id],
  );
  const bits = teams.map(
    ({ entries, released }) =>
      released * answerBits(true, shown, task.decimals) +
      (entries - released) * answerBits(false, shown, task.decimals),
  );
  const total = (of: number[]) => of.reduce((sum, one) => sum + one, 0);
  return {
    bits: Math.round(total(bits)),
    largestTeam: Math.round(Math.max(0, ...bits)),
    labels: publicLabels,
    entries: total(teams.map(({ entries }) => entries)),
    released: total(teams.map(({ released }) => released)),
  };
}

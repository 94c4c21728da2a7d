import type { EntityManager } from 'typeorm';
import { answerBits } from '../../scoring/release.js';
import type { Task } from './task.entity.js';
import { showsLive, taskMetrics } from './task.policy.js';
import type { FeedbackView } from './tasks.dto.js';

interface Told {
  entries: number;
  released: number;
  /** Numbers in the reports of the released ones. */
  figures: number;
}

/** $2: whether reports are shown live. */
const TOLD = `
  SELECT count(*)::int AS entries, (count(*) FILTER (WHERE b.shown_id = b.submission_id))::int AS released,
         coalesce(sum(f.numbers) FILTER (WHERE b.shown_id = b.submission_id), 0)::int AS figures
  FROM board_entry b JOIN team g ON g.id = b.team_id
  LEFT JOIN LATERAL (
    SELECT count(*) AS numbers
    FROM submission_report r, jsonb_path_query(r.public_report, 'strict $.** ? (@.type() == "number")')
    WHERE $2 AND r.submission_id = b.submission_id AND r.scoring = b.scoring
  ) f ON true
  WHERE b.task_id = $1 AND b.superseded_version IS NULL GROUP BY coalesce(g.merged_into_id, g.id)`;

/** How much teams may have learned about the public labels so far, at most; see answerBits. */
export async function feedbackGiven(
  manager: EntityManager,
  task: Task,
  publicLabels: number,
): Promise<FeedbackView> {
  const metrics = taskMetrics(task).filter((metric) => showsLive(task, publicLabels, metric)).length;
  const told: Told[] = await manager.query(TOLD, [task.id, task.liveReports]);
  const shown = { metrics, decimals: task.decimals, teams: told.length, figures: 0 };
  const bits = told.map(
    ({ entries, released, figures }) =>
      (released === 0 ? 0 : released * answerBits(true, { ...shown, figures: figures / released })) +
      (entries - released) * answerBits(false, shown),
  );
  const total = (of: number[]) => of.reduce((sum, one) => sum + one, 0);
  return {
    bits: Math.round(total(bits)),
    largestTeam: Math.round(Math.max(0, ...bits)),
    labels: publicLabels,
    entries: total(told.map(({ entries }) => entries)),
    released: total(told.map(({ released }) => released)),
  };
}

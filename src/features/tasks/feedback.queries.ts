import type { EntityManager } from 'typeorm';
import { answerBits } from '../../scoring/release.js';
import type { Task } from './task.entity.js';
import { showsLive, taskMetrics } from './task.policy.js';
import type { FeedbackView } from './tasks.dto.js';

interface Told {
  entries: number;
  /** As many as entries where nothing was scored anew. */
  answers: number;
  released: number;
  /** Numbers in the reports of the released ones. */
  figures: number;
}

/**
 * $2: whether reports are shown live. Every row that the board ever had counts: what a rescoring or a late entry changed was
 * told before and after it.
 */
const TOLD = `
  WITH told AS (
    SELECT DISTINCT submission_id, scoring, shown_id, team_id FROM board_entry WHERE task_id = $1
  )
  SELECT count(DISTINCT b.submission_id)::int AS entries, count(*)::int AS answers, (count(*) FILTER (WHERE b.shown_id = b.submission_id))::int AS released,
         coalesce(sum(f.numbers) FILTER (WHERE b.shown_id = b.submission_id), 0)::int AS figures
  FROM told b JOIN team g ON g.id = b.team_id
  LEFT JOIN LATERAL (
    SELECT count(*) AS numbers
    FROM submission_report r, jsonb_path_query(r.public_report, 'strict $.** ? (@.type() == "number")')
    WHERE $2 AND r.submission_id = b.submission_id AND r.scoring = b.scoring
  ) f ON true
  GROUP BY coalesce(g.merged_into_id, g.id)`;

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
    ({ answers, released, figures }) =>
      (released === 0 ? 0 : released * answerBits(true, { ...shown, figures: figures / released })) +
      (answers - released) * answerBits(false, shown),
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

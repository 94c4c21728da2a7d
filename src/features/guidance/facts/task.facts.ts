import type { EntityManager } from 'typeorm';
import { closesFor } from '../../submissions/quota.queries.js';
import type { TaskFacts } from './facts.js';

export function taskFacts(
  manager: EntityManager,
  eventId: string,
  teamId: string | null,
): Promise<TaskFacts[]> {
  return manager.query(
    `SELECT k.slug, k.name, coalesce(k.opens_at, e.starts_at) AS "opensAt",
       ${closesFor('$2')} AS "closesAt", k.truth_id IS NOT NULL AS "isReady",
       k.final_published_at AS "finalPublishedAt", k.max_selected AS "maxSelected",
       coalesce(s.entries, 0) AS entries, coalesce(s.selected, 0) AS selected
     FROM task k JOIN event e ON e.id = k.event_id
     LEFT JOIN LATERAL (
       SELECT count(*)::int AS entries, (count(*) FILTER (WHERE selected))::int AS selected FROM submission
       WHERE task_id = k.id AND team_id IN (SELECT o.id FROM team o WHERE o.id = $2 OR o.merged_into_id = $2) AND status IN ('executing', 'queued', 'running', 'scored') AND withdrawn_at IS NULL
     ) s ON true
     WHERE k.event_id = $1 ORDER BY "closesAt", k.created_at, k.id LIMIT 50`,
    [eventId, teamId],
  );
}

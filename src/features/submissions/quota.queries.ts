import type { EntityManager } from 'typeorm';

/** What organizers have given a team beyond a task's limits, in force on the day given. */
export interface Allowance {
  extraTotal: number;
  extraToday: number;
  /** The latest closing that was given; null: none. */
  closesAt: Date | null;
}

/** Of the team and of those that have become part of it. */
export async function allowanceOf(
  manager: EntityManager,
  teamId: string,
  taskId: string,
  day: { start: Date; end: Date },
): Promise<Allowance> {
  const [row] = await manager.query(
    `SELECT coalesce(sum(extra_total), 0)::int AS "extraTotal",
       coalesce(sum(extra_today) FILTER (WHERE granted_at >= $3 AND granted_at < $4), 0)::int AS "extraToday",
       max(closes_at) AS "closesAt"
     FROM team_allowance
     WHERE team_id IN (SELECT id FROM team WHERE id = $1 OR merged_into_id = $1) AND task_id = $2 AND revoked_at IS NULL`,
    [teamId, taskId, day.start, day.end],
  );
  return row;
}

/** As SQL, when a task `k` of an event `e` closes for a team: later than for others where organizers gave it time. */
export const closesFor = (teamId: string): string => `
  greatest(coalesce(k.closes_at, e.ends_at), (SELECT max(w.closes_at) FROM team_allowance w
    WHERE w.task_id = k.id AND w.revoked_at IS NULL
      AND w.team_id IN (SELECT o.id FROM team o WHERE o.id = ${teamId} OR o.merged_into_id = ${teamId})))`;

/** The team that answers for what a team handed in: itself, or the one that it has become part of. */
export async function ownerOf(manager: EntityManager, teamId: string): Promise<string> {
  const [row] = await manager.query('SELECT coalesce(merged_into_id, id) AS id FROM team WHERE id = $1', [
    teamId,
  ]);
  return row.id;
}

/** The team and those that have become part of it. */
export async function lineageOf(manager: EntityManager, teamId: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    'SELECT id FROM team WHERE id = $1 OR merged_into_id = $1',
    [teamId],
  );
  return rows.map(({ id }) => id);
}

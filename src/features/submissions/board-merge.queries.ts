import type { EntityManager } from 'typeorm';

/**
 * From the next version of each board on, entries of one team stand in the row of the other. Boards whose final ranking is
 * published stay as they are. Within the transaction of the merger, which holds the locks of both teams.
 *
 * A team selects so many entries for the final ranking and no more: those of the team that goes on stay selected, those
 * of the other as far as there is room, in the order of acceptance.
 */
export async function joinBoards(
  manager: EntityManager,
  eventId: string,
  fromTeamId: string,
  intoTeamId: string,
): Promise<{ taskIds: string[]; deselected: string[] }> {
  // One after another in one order: a worker that records a score holds one task and no second.
  const tasks: { id: string }[] = await manager.query(
    'SELECT id FROM task WHERE event_id = $1 AND final_published_at IS NULL ORDER BY id',
    [eventId],
  );
  const taskIds: string[] = [];
  const deselected: string[] = [];
  for (const { id } of tasks) {
    const [[row]] = await manager.query(
      `UPDATE task SET board_version = board_version + 1 WHERE id = $1 AND final_published_at IS NULL
       RETURNING board_version AS version, max_selected AS "maxSelected"`,
      [id],
    );
    if (!row) continue;
    // What had become part of the one before becomes part of the other now.
    await manager.query(
      `INSERT INTO board_merge (task_id, from_team_id, into_team_id, version, at)
       SELECT $1, g.id, $3, $4, clock_timestamp() FROM team g
       WHERE g.id = $2 OR g.id IN (SELECT from_team_id FROM board_merge WHERE task_id = $1 AND into_team_id = $2)`,
      [id, fromTeamId, intoTeamId, row.version],
    );
    const [dropped]: [{ id: string }[], number] = await manager.query(
      `UPDATE submission SET selected = false WHERE id IN (
         SELECT s.id FROM submission s JOIN team g ON g.id = s.team_id
         WHERE s.task_id = $1 AND s.selected AND (g.id = $2 OR g.merged_into_id = $2)
         ORDER BY EXISTS (SELECT 1 FROM board_merge m WHERE m.task_id = $1 AND m.from_team_id = g.id AND m.version = $3),
           s.seq OFFSET $4)
       RETURNING id`,
      [id, intoTeamId, row.version, row.maxSelected],
    );
    taskIds.push(id);
    deselected.push(...dropped.map((one) => one.id));
  }
  return { taskIds, deselected };
}

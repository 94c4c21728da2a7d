import type { EntityManager } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';

/**
 * What counts of a team's entries. Refused files never become entries; cancelled and failed ones cost nothing; notebooks
 * that gave nothing to score do.
 */
export const COUNTED_STATUSES = ['executing', 'queued', 'running', 'scored', 'unscored'] as const;

/**
 * Teams whose entries count for the team $1, and until when: its own and those that have become part of it; and of every
 * team that a member belonged to, the entries until they left, since these are what they may have learned from.
 * $2 (uuid[]): people who are counted as if they were members already.
 *
 * Decide by it under the lock of the team: who is in it cannot change then, and whoever left another team took that
 * team's lock, so that no entry of the time before is still on its way.
 */
const PARTS = `
  SELECT team_id, max(until) AS until FROM (
    SELECT id AS team_id, 'infinity'::timestamptz AS until FROM team WHERE id = $1 OR merged_into_id = $1
    UNION ALL
    SELECT m.team_id, coalesce(m.left_at, 'infinity') FROM team_member t
      JOIN team_membership m ON m.event_id = t.event_id AND m.account_id = t.account_id
      WHERE t.team_id = $1
    UNION ALL
    SELECT m.team_id, coalesce(m.left_at, 'infinity') FROM team_membership m
      WHERE m.account_id = ANY($2::uuid[]) AND m.event_id = (SELECT event_id FROM team WHERE id = $1)
  ) belonged GROUP BY team_id`;

const COUNTED = `
  SELECT s.* FROM (${PARTS}) part JOIN submission s ON s.team_id = part.team_id AND s.accepted_at < part.until
  WHERE s.status = ANY($3)`;

/** Entries that count for a team in one task, in the day given and in all. */
export async function usedEntries(
  manager: EntityManager,
  teamId: string,
  taskId: string,
  day: { start: Date; end: Date },
): Promise<{ today: number; total: number }> {
  const [row] = await manager.query(
    `SELECT count(*)::int AS total, (count(*) FILTER (WHERE accepted_at >= $5 AND accepted_at < $6))::int AS today
     FROM (${COUNTED} AND s.task_id = $4) counted`,
    [teamId, [], COUNTED_STATUSES, taskId, day.start, day.end],
  );
  return row;
}

/** Where a team's used entries of each task come from. */
export interface UsedFrom {
  taskId: string;
  teamId: string;
  teamName: string;
  entries: number;
}

export function usedByTeam(manager: EntityManager, teamId: string): Promise<UsedFrom[]> {
  return manager.query(
    `SELECT c.task_id AS "taskId", g.id AS "teamId", g.name AS "teamName", count(*)::int AS entries
     FROM (${COUNTED}) c JOIN team g ON g.id = c.team_id
     GROUP BY c.task_id, g.id, g.name ORDER BY g.id <> $1, g.name`,
    [teamId, [], COUNTED_STATUSES],
  );
}

/** What joining would do to the entries that a team has left in one task. */
export interface Brought {
  task: { id: string; slug: string; name: Texts };
  /** Used by the team as it is. */
  used: number;
  /** Added by the newcomers. */
  brings: number;
  limitTotal: number | null;
}

/** For each task of the event in which newcomers bring used entries along. */
export async function brought(
  manager: EntityManager,
  teamId: string,
  newcomers: string[],
): Promise<Brought[]> {
  const count = (people: string[]): Promise<{ id: string; used: number }[]> =>
    manager.query(`SELECT c.task_id AS id, count(*)::int AS used FROM (${COUNTED}) c GROUP BY c.task_id`, [
      teamId,
      people,
      COUNTED_STATUSES,
    ]);
  const together = await count(newcomers);
  if (together.length === 0) return [];
  const alone = new Map((await count([])).map(({ id, used }) => [id, used]));
  const tasks: { id: string; slug: string; name: Texts; limitTotal: number | null }[] = await manager.query(
    `SELECT id, slug, name, limit_total AS "limitTotal" FROM task WHERE id = ANY($1) ORDER BY created_at, id`,
    [together.map(({ id }) => id)],
  );
  return tasks
    .map(({ limitTotal, ...task }) => {
      const used = alone.get(task.id) ?? 0;
      return {
        task,
        used,
        brings: (together.find(({ id }) => id === task.id)?.used ?? 0) - used,
        limitTotal,
      };
    })
    .filter(({ brings }) => brings > 0);
}

/** Entries of earlier teams that count for whoever takes these people in, by person. */
export async function carriedBy(
  manager: EntityManager,
  eventId: string,
  people: string[],
): Promise<{ accountId: string; entryId: string }[]> {
  return manager.query(
    `SELECT m.account_id AS "accountId", s.id AS "entryId" FROM team_membership m
     JOIN submission s ON s.team_id = m.team_id AND s.accepted_at < coalesce(m.left_at, 'infinity')
     WHERE m.event_id = $1 AND m.account_id = ANY($2) AND s.status = ANY($3)`,
    [eventId, people, COUNTED_STATUSES],
  );
}

export const sumOf = (list: Brought[]): number => list.reduce((sum, { brings }) => sum + brings, 0);

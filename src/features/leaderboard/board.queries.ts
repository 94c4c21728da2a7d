import type { EntityManager } from 'typeorm';

/** One team on a board, before ranking. */
export interface Standing {
  teamId: string;
  name: string;
  /** The team has ended, and is part of no other. */
  hasEnded: boolean;
  /** The entry that stands for the team, and which of its scorings. */
  submissionId: string;
  scoring: number;
  /** As shown; null: undefined. */
  value: number | null;
  /** Not rounded. */
  exact: number | null;
  ci: [number, number] | null;
  flags: string[] | null;
  entries: number;
  submittedAt: Date;
  /** On the final board: whether the team chose its entries, or its publicly best ones stand. */
  bySelection?: boolean;
}

/**
 * Entries on the board as it stood at version $2: those made by then and not yet taken away by then, each in the row of the
 * team that its team had become part of by then. `source`: the table of entries, or one of its form.
 */
const seen = (source: string, further = '', joined = '') => `
  SELECT coalesce(m.into_team_id, b.team_id) AS team_id, b.seq, b.submitted_at, b.released_public, b.released_final,
    b.submission_id, b.scoring, b.shown_id <> b.submission_id AS is_kept, s.selected ${further}
  FROM ${source} b JOIN submission s ON s.id = b.submission_id ${joined}
  LEFT JOIN LATERAL (
    SELECT into_team_id FROM board_merge m
    WHERE m.task_id = b.task_id AND m.from_team_id = b.team_id AND m.version <= $2 ORDER BY m.version DESC LIMIT 1
  ) m ON true
  WHERE b.task_id = $1 AND b.version <= $2 AND (b.superseded_version IS NULL OR b.superseded_version > $2)
    AND (b.withdrawn_version IS NULL OR b.withdrawn_version > $2)`;

const value = (part: 'public' | 'final') => `(released_${part} -> $3 ->> 'value')::float8`;

/** `$4`: 1 where higher is better, -1 where lower is; undefined (null) sorts last in both directions. */
const best = (part: 'public' | 'final') => `${value(part)} * $4 DESC NULLS LAST, seq`;

const COLUMNS = (part: 'public' | 'final') => `
  team_id AS "teamId", g.name, g.dissolved_at IS NOT NULL AND g.merged_into_id IS NULL AS "hasEnded",
  submission_id AS "submissionId", scoring, ${value(part)} AS value,
  coalesce((r.${part} -> $3 ->> 'value')::float8, ${value(part)}) AS exact, released_${part} -> $3 -> 'ci' AS ci,
  released_${part} -> $3 -> 'flags' AS flags, entries, submitted_at AS "submittedAt"`;

const NAMES = 'JOIN team g ON g.id = team_id LEFT JOIN submission_score r USING (submission_id, scoring)';

/**
 * The best entry of every team on the public part, of those whose own score was released: of the others a team knows only
 * that they are no significant change.
 */
export const publicBoard = (source: string): string => `
  WITH seen AS (${seen(source)}), counted AS (
    SELECT seen.*, (count(*) OVER (PARTITION BY team_id))::int AS entries,
           row_number() OVER (PARTITION BY team_id ORDER BY is_kept, ${best('public')}) AS place
    FROM seen
  )
  SELECT ${COLUMNS('public')} FROM counted ${NAMES} WHERE place = 1 AND NOT is_kept`;

/** Not rounded: decimals are for showing, and must not decide who is first. */
const EXACT_FINAL = `, coalesce((x.final -> $3 ->> 'value')::float8, (b.released_final -> $3 ->> 'value')::float8) AS exact_final`;
const EXACT_SCORES = `LEFT JOIN submission_score x ON x.submission_id = b.submission_id AND x.scoring = b.scoring`;

/**
 * The best entry of every team on the final part, of those that the team selected; of its publicly best ones where it
 * selected none, released ones first. Of both at most $5.
 */
export const finalBoard = (source: string): string => `
  WITH seen AS (${seen(source, EXACT_FINAL, EXACT_SCORES)}), counted AS (
    SELECT seen.*, (count(*) OVER (PARTITION BY team_id))::int AS entries,
           bool_or(selected) OVER (PARTITION BY team_id) AS has_selected,
           row_number() OVER (PARTITION BY team_id, selected ORDER BY is_kept, ${best('public')}) AS public_place
    FROM seen
  ), chosen AS (
    SELECT counted.*, row_number() OVER (PARTITION BY team_id ORDER BY exact_final * $4 DESC NULLS LAST, seq) AS place
    FROM counted WHERE selected = has_selected AND public_place <= $5
  )
  SELECT ${COLUMNS('final')}, has_selected AS "bySelection" FROM chosen ${NAMES} WHERE place = 1`;

/** The version that the board had at a moment: what a frozen board is read by. */
export async function versionAt(manager: EntityManager, taskId: string, moment: Date): Promise<number> {
  const [row] = await manager.query(
    `SELECT greatest(
       (SELECT max(version) FROM board_entry WHERE task_id = $1 AND at <= $2),
       (SELECT max(withdrawn_version) FROM board_entry WHERE task_id = $1 AND withdrawn_at <= $2),
       (SELECT max(version) FROM board_merge WHERE task_id = $1 AND at <= $2), 0) AS version`,
    [taskId, moment],
  );
  return row.version;
}

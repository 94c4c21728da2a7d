import type { EntityManager } from 'typeorm';
import { climbLadder } from '../../scoring/ladder.js';
import { roundResults, usualSteps } from '../../scoring/release.js';
import { pairedError, type Replicates } from '../../scoring/replicates.js';
import { metricDirection } from '../tasks/task.policy.js';
import { labelCount } from '../tasks/task.queries.js';
import { countedThen, type Move } from './release.policy.js';
import { readReplicates } from './replicates.queries.js';
import type { Scores } from './submission-score.entity.js';

/** A scored entry of a team, or of one that has become part of it, as it stands on the newest board. */
export interface TeamEntry {
  id: string;
  seq: string;
  teamId: string;
  acceptedAt: Date;
  withdrawnAt: Date | null;
  scoring: number;
  shownId: string | null;
  value: number | null;
}

/** How scores of a task are released. */
export interface ReleaseRules {
  taskId: string;
  /** The board's version that this release makes. */
  version: number;
  metric: string;
  decimals: number;
  steps: number;
}

/** Takes the next version of a task's board. Its row is locked from here on, so versions and times have the same order. */
export async function nextVersion(
  manager: EntityManager,
  taskId: string,
  truthId: string,
): Promise<ReleaseRules> {
  const [[task]] = await manager.query(
    `UPDATE task SET board_version = board_version + 1 WHERE id = $1 RETURNING board_version AS version, metric`,
    [taskId],
  );
  return releaseRules(manager, taskId, truthId, task);
}

/** By a version of the labels and a metric that need not be in force. */
export async function releaseRules(
  manager: EntityManager,
  taskId: string,
  truthId: string,
  { version, metric }: Pick<ReleaseRules, 'version' | 'metric'>,
): Promise<ReleaseRules> {
  const [task] = await manager.query(
    'SELECT decimals, ladder_steps AS "ladderSteps" FROM task WHERE id = $1',
    [taskId],
  );
  const [truth] = await manager.query(
    `SELECT ${labelCount('summary', 'public')} AS "publicLabels" FROM truth WHERE id = $1`,
    [truthId],
  );
  const { decimals, ladderSteps } = task;
  return { taskId, version, metric, decimals, steps: ladderSteps ?? usualSteps(truth.publicLabels) };
}

/**
 * Puts a scored entry onto the board: a row with what its team is shown. Where entries that were accepted after it have been
 * released already (it had failed on our side), they are released anew, since the order of acceptance decides and
 * not the order in which workers finished. Earlier versions of the board keep what they showed.
 */
export async function releaseEntry(
  manager: EntityManager,
  rules: ReleaseRules,
  entry: { id: string; seq: string; teamId: string; acceptedAt: Date },
  scores: { public: Scores; final: Scores },
): Promise<void> {
  const value = scores.public[rules.metric]?.value ?? null;
  const others = await entriesOf(manager, rules, entry.teamId);
  const entries = [...others, { ...entry, withdrawnAt: null, scoring: 1, shownId: null, value }].sort(
    (a, b) => Number(BigInt(a.seq) - BigInt(b.seq)),
  );
  const from = entries.findIndex(({ id }) => id === entry.id);
  const shown = await shownEntries(manager, rules, entries, from);
  for (let k = from; k < entries.length; k++) {
    const one = entries[k]!;
    const shownId = entries[shown[k]!]!.id;
    if (one.shownId !== shownId)
      await writeRow(manager, rules, one, shownId, one.id === entry.id ? scores : null);
  }
}

/** Index of the entry whose score is shown for each; what came before `from` stands. */
export async function shownEntries(
  manager: EntityManager,
  { metric, steps, taskId }: ReleaseRules,
  entries: TeamEntry[],
  from: number,
): Promise<number[]> {
  const index = new Map(entries.map(({ id }, k) => [id, k]));
  const before = entries.slice(0, from).map(({ shownId }) => index.get(shownId ?? '')!);
  const moves = await movesOf(manager, taskId);
  const needed = entries.filter((one, k) => k >= from || one.shownId === one.id);
  const replicates =
    steps > 0 ? await readReplicates(manager, 'public', needed) : new Map<string, Replicates>();
  return climbLadder(
    entries,
    {
      direction: metricDirection(metric),
      steps,
      counted: (earlier, one) => countedThen(earlier, one, moves),
      standardError: (one, best) => {
        const [a, b] = [replicates.get(one.id), replicates.get(best.id)];
        return a && b ? pairedError(a, b) : Number.NaN;
      },
    },
    before,
  );
}

async function entriesOf(manager: EntityManager, { taskId, metric }: ReleaseRules, teamId: string) {
  return (await manager.query(
    `WITH latest AS (
       SELECT DISTINCT ON (from_team_id) from_team_id, into_team_id FROM board_merge
       WHERE task_id = $1 ORDER BY from_team_id, version DESC
     ), owner AS (SELECT coalesce((SELECT into_team_id FROM latest WHERE from_team_id = $2), $2::uuid) AS id)
     SELECT b.submission_id AS id, b.seq, b.team_id AS "teamId", b.submitted_at AS "acceptedAt",
       b.withdrawn_at AS "withdrawnAt", b.scoring, b.shown_id AS "shownId", (r.public -> $3 ->> 'value')::float8 AS value
     FROM board_entry b JOIN submission_score r USING (submission_id, scoring)
     WHERE b.task_id = $1 AND b.superseded_version IS NULL AND (b.team_id = (SELECT id FROM owner)
       OR b.team_id IN (SELECT from_team_id FROM latest WHERE into_team_id = (SELECT id FROM owner)))`,
    [taskId, teamId, metric],
  )) as TeamEntry[];
}

const movesOf = (manager: EntityManager, taskId: string): Promise<Move[]> =>
  manager.query(
    `SELECT from_team_id AS "from", into_team_id AS "into", at FROM board_merge WHERE task_id = $1 ORDER BY version`,
    [taskId],
  );

/** @param scores of an entry that is new; null: it has a row already, which this one takes the place of */
async function writeRow(
  manager: EntityManager,
  { taskId, version, decimals }: ReleaseRules,
  entry: TeamEntry,
  shownId: string,
  scores: { public: Scores; final: Scores } | null,
): Promise<void> {
  const raw = scores ?? (await rawScores(manager, entry));
  const released =
    shownId === entry.id ? roundResults(raw.public, decimals) : await shownScores(manager, shownId);
  const [[before] = []]: [{ version: number; withdrawnAt: Date }[]] = await manager.query(
    `UPDATE board_entry SET superseded_version = $2 WHERE submission_id = $1 AND superseded_version IS NULL
     RETURNING withdrawn_version AS version, withdrawn_at AS "withdrawnAt"`,
    [entry.id, version],
  );
  await manager.query(
    `INSERT INTO board_entry (submission_id, task_id, team_id, seq, submitted_at, shown_id, scoring,
       released_public, released_final, version, at, withdrawn_version, withdrawn_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp(), $11, $12)`,
    [
      entry.id,
      taskId,
      entry.teamId,
      entry.seq,
      entry.acceptedAt,
      shownId,
      entry.scoring,
      JSON.stringify(released),
      JSON.stringify(roundResults(raw.final, decimals)),
      version,
      before?.version ?? null,
      before?.withdrawnAt ?? null,
    ],
  );
}

async function rawScores(
  manager: EntityManager,
  { id, scoring }: TeamEntry,
): Promise<{ public: Scores; final: Scores }> {
  const [row] = await manager.query(
    'SELECT public, final FROM submission_score WHERE submission_id = $1 AND scoring = $2',
    [id, scoring],
  );
  return row;
}

async function shownScores(manager: EntityManager, id: string): Promise<Scores> {
  const [row] = await manager.query(
    'SELECT released_public AS released FROM board_entry WHERE submission_id = $1 AND superseded_version IS NULL',
    [id],
  );
  return row.released;
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Live } from '../../platform/live/live.js';
import { roundResults } from '../../scoring/release.js';
import {
  type ReleaseRules,
  releaseRules,
  shownEntries,
  type TeamEntry,
} from '../submissions/release.queries.js';
import { ScoringTokens } from '../submissions/scoring.job.js';
import type { Scores } from '../submissions/submission-score.entity.js';
import { boardTopic } from '../submissions/topics.js';
import { findTask } from '../tasks/task.queries.js';
import { Rescoring } from './rescoring.entity.js';
import { progress } from './rescoring.queries.js';

/** A current row of the board with its new scores, in the row of the team that its team has become part of. */
interface Rescored extends TeamEntry {
  ownerId: string;
  public: Scores;
  final: Scores;
}

/** Works out what the new scores would show, and puts them in place once that was decided. */
@Injectable()
export class RescoringApplication {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: ScoringTokens,
    private readonly live: Live,
  ) {}

  /** Call when every entry has its new score. @returns whether something was done */
  async settle(id: string): Promise<boolean> {
    const changed = await this.database.transaction(async (manager) => {
      const [locked] = await manager.query(
        `SELECT task_id AS "taskId" FROM rescoring WHERE id = $1 AND status IN ('scoring', 'ready', 'applying')
         FOR UPDATE SKIP LOCKED`,
        [id],
      );
      if (!locked) return null;
      const rescoring = await manager.findOneByOrFail(Rescoring, { id });
      if (rescoring.status === 'applying') return this.apply(manager, rescoring);
      const { boardVersion } = await findTask(manager, rescoring.taskId);
      if (rescoring.status === 'ready' && rescoring.replayedVersion === boardVersion) return null;
      await this.replay(manager, rescoring, boardVersion);
      await manager.query(`UPDATE rescoring SET status = 'ready', replayed_version = $2 WHERE id = $1`, [
        id,
        boardVersion,
      ]);
      return { taskId: rescoring.taskId, isApplied: false };
    });
    if (changed) this.live.changed(`rescoring:${changed.taskId}`);
    if (changed?.isApplied) {
      this.live.changed(boardTopic(changed.taskId), `task:${changed.taskId}`);
      this.tokens.add();
    }
    return changed !== null;
  }

  /**
   * All in one transaction. Entries that a worker has in hands are taken from it and scored by the new rules, since
   * their labels are no longer in force. Locks entries before the task, as everyone who scores does.
   */
  private async apply(manager: EntityManager, rescoring: Rescoring) {
    const { id, taskId, truthId, metric, furtherMetrics, scoring, decidedAt } = rescoring;
    const held: { id: string }[] = await manager.query(
      `SELECT id FROM submission WHERE task_id = $1 AND status IN ('queued', 'running') ORDER BY id FOR NO KEY UPDATE`,
      [taskId],
    );
    const { boardVersion: before, finalPublishedAt } = await findTask(manager, taskId, true);
    const { total, done, refused } = await progress(manager, rescoring);
    const [{ slipped }] = await manager.query(
      `SELECT count(*)::int AS slipped FROM submission
       WHERE task_id = $1 AND status IN ('queued', 'running') AND NOT id = ANY($2)`,
      [taskId, held.map((one) => one.id)],
    );
    // An entry came in, or was scored, between the two locks: the next turn finds it.
    if (done < total || slipped > 0) return null;
    // Since it was decided, an entry came that can't be scored so, or the final board was published: it is decided anew.
    if (refused > 0 || (finalPublishedAt && decidedAt && decidedAt < finalPublishedAt)) {
      await manager.query(`UPDATE rescoring SET status = 'ready' WHERE id = $1`, [id]);
      return { taskId, isApplied: false };
    }
    const version = before + 1;
    await this.replay(manager, rescoring, before);
    await manager.query(
      `UPDATE submission SET truth_id = $2, status = CASE WHEN status IN ('failed', 'executing') THEN status ELSE 'queued' END,
              attempts = CASE status WHEN 'running' THEN attempts - 1 ELSE attempts END, lease_id = NULL, lease_until = NULL
       WHERE task_id = $1 AND status IN ('executing', 'queued', 'running', 'failed')`,
      [taskId, truthId],
    );
    await manager.query(
      'UPDATE board_entry SET superseded_version = $2 WHERE task_id = $1 AND superseded_version IS NULL',
      [taskId, version],
    );
    await manager.query(
      `INSERT INTO board_entry (submission_id, task_id, team_id, seq, submitted_at, shown_id, scoring,
         released_public, released_final, version, at, withdrawn_version, withdrawn_at)
       SELECT b.submission_id, b.task_id, b.team_id, b.seq, b.submitted_at, r.shown_id, $3,
         r.released_public, r.released_final, $4, clock_timestamp(), b.withdrawn_version, b.withdrawn_at
       FROM board_entry b JOIN rescored_entry r ON r.submission_id = b.submission_id AND r.rescoring_id = $2
       WHERE b.task_id = $1 AND b.superseded_version = $4 AND r.released_public IS NOT NULL`,
      [taskId, id, scoring, version],
    );
    await manager.query(
      'UPDATE task SET board_version = $2, truth_id = $3, metric = $4, further_metrics = $5 WHERE id = $1',
      [taskId, version, truthId, metric, furtherMetrics],
    );
    await manager.query(`UPDATE rescoring SET status = 'applied' WHERE id = $1`, [id]);
    return { taskId, isApplied: true };
  }

  /** Plays the release of every entry again, in the order of acceptance, with the new scores. */
  private async replay(manager: EntityManager, rescoring: Rescoring, version: number): Promise<void> {
    const { id, taskId, truthId, metric } = rescoring;
    const rules = await releaseRules(manager, taskId, truthId, { metric, version });
    const rows: Rescored[] = await manager.query(REPLAYABLE, [taskId, id, rescoring.scoring, metric]);
    const owners = new Set(rows.map((row) => row.ownerId));
    for (const owner of owners)
      await writeReleases(
        manager,
        rescoring,
        rules,
        rows.filter((row) => row.ownerId === owner),
      );
  }
}

/** In the order of acceptance; teams that have become one share an owner. */
const REPLAYABLE = `
  WITH latest AS (
    SELECT DISTINCT ON (from_team_id) from_team_id, into_team_id FROM board_merge
    WHERE task_id = $1 ORDER BY from_team_id, version DESC
  )
  SELECT b.submission_id AS id, b.seq, b.team_id AS "teamId", coalesce(m.into_team_id, b.team_id) AS "ownerId",
    b.submitted_at AS "acceptedAt", b.withdrawn_at AS "withdrawnAt", $3::int AS scoring, NULL AS "shownId",
    (s.public -> $4 ->> 'value')::float8 AS value, s.public, s.final
  FROM board_entry b
  JOIN rescored_entry r ON r.submission_id = b.submission_id AND r.rescoring_id = $2
  JOIN submission_score s ON s.submission_id = b.submission_id AND s.scoring = $3
  LEFT JOIN latest m ON m.from_team_id = b.team_id
  WHERE b.task_id = $1 AND b.superseded_version IS NULL
  ORDER BY b.seq`;

async function writeReleases(
  manager: EntityManager,
  { id }: Rescoring,
  rules: ReleaseRules,
  entries: Rescored[],
): Promise<void> {
  const shown = await shownEntries(manager, rules, entries, 0);
  for (const [k, entry] of entries.entries()) {
    const of = entries[shown[k]!]!;
    await manager.query(
      `UPDATE rescored_entry SET shown_id = $3, released_public = $4, released_final = $5
       WHERE rescoring_id = $1 AND submission_id = $2`,
      [
        id,
        entry.id,
        of.id,
        JSON.stringify(roundResults(of.public, rules.decimals)),
        JSON.stringify(roundResults(entry.final, rules.decimals)),
      ],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Live } from '../../platform/live/live.js';
import { type Released, release } from '../../scoring/release.js';
import type { Claim } from './claims.service.js';
import type { Scores } from './submission-score.entity.js';
import { boardTopic, entryTopics } from './topics.js';

/** Writes a score down, once. */
@Injectable()
export class ScoreRecord {
  constructor(
    private readonly database: DataSource,
    private readonly live: Live,
  ) {}

  /**
   * Records the raw scores and, in the same transaction, what is released of them and the board's new version.
   * @returns false when the claim was lost meanwhile; nothing is written then, and whoever holds the claim records
   */
  async record(claim: Claim, scores: { public: Scores; final: Scores }): Promise<boolean> {
    const recorded = await this.database.transaction(async (manager) => {
      const [, count] = await manager.query(
        `UPDATE submission SET status = 'scored', finished_at = clock_timestamp(), lease_id = NULL, lease_until = NULL
         WHERE id = $1 AND lease_id = $2 AND status = 'running'`,
        [claim.id, claim.leaseId],
      );
      if (count === 0) return false;
      await manager.query('INSERT INTO submission_score (submission_id, public, final) VALUES ($1, $2, $3)', [
        claim.id,
        JSON.stringify(scores.public),
        JSON.stringify(scores.final),
      ]);
      await this.release(manager, claim, scores);
      return true;
    });
    if (recorded) this.live.changed(boardTopic(claim.taskId), ...entryTopics(claim));
    return recorded;
  }

  /** The claim order guarantees that every earlier entry of the team has been released or never will be. */
  private async release(
    manager: EntityManager,
    claim: Claim,
    scores: { public: Scores; final: Scores },
  ): Promise<void> {
    const earlier: { public: Scores; final: Scores }[] = await manager.query(
      `SELECT released_public AS public, released_final AS final FROM board_entry
       WHERE team_id = $1 AND task_id = $2 ORDER BY seq`,
      [claim.teamId, claim.taskId],
    );
    // The row of the task is locked from here on, so versions and times of a board have the same order.
    const [[task]] = await manager.query(
      'UPDATE task SET board_version = board_version + 1 WHERE id = $1 RETURNING board_version',
      [claim.taskId],
    );
    await manager.query(
      `INSERT INTO board_entry (submission_id, task_id, team_id, seq, submitted_at, released_public, released_final, version, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`,
      [
        claim.id,
        claim.taskId,
        claim.teamId,
        claim.seq,
        claim.acceptedAt,
        JSON.stringify(
          releaseAll(
            earlier.map((entry) => entry.public),
            scores.public,
          ),
        ),
        JSON.stringify(
          releaseAll(
            earlier.map((entry) => entry.final),
            scores.final,
          ),
        ),
        task.board_version,
      ],
    );
  }
}

/** Every metric on its own, in the order of acceptance. */
function releaseAll(earlier: Scores[], raw: Scores): Scores {
  return Object.fromEntries(
    Object.entries(raw).map(([metric, result]) => {
      const previous = earlier
        .map((scores) => scores[metric])
        .filter((one): one is Released => one !== undefined);
      return [metric, release(previous, result)];
    }),
  );
}

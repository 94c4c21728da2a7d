import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Live } from '../../platform/live/live.js';
import type { ScoredEntry } from '../../scoring/score.js';
import type { Claim } from './claims.service.js';
import { nextVersion, releaseEntry } from './release.queries.js';
import { writeReplicates } from './replicates.queries.js';
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
  async record(claim: Claim, scores: ScoredEntry): Promise<boolean> {
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
      await writeReplicates(manager, claim.id, 'public', scores.replicates.public);
      await writeReplicates(manager, claim.id, 'final', scores.replicates.final);
      // A team's entries are scored in the order of acceptance, so every earlier one is there already or has failed.
      await releaseEntry(manager, await nextVersion(manager, claim.taskId, claim.truthId), claim, scores);
      return true;
    });
    if (recorded) this.live.changed(boardTopic(claim.taskId), ...entryTopics(claim));
    return recorded;
  }
}

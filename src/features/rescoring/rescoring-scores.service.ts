import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Storage } from '../../platform/storage/storage.js';
import { reportThreshold } from '../../scoring/report/threshold.js';
import { writeReplicates } from '../submissions/replicates.queries.js';
import { writeReports } from '../submissions/report-record.service.js';
import { heldOut } from '../tasks/held-out.js';
import { type ScoredFile, Scorer } from '../tasks/scorer.js';
import { taskMetrics } from '../tasks/task.policy.js';
import { findTask } from '../tasks/task.queries.js';
import type { Rescoring } from './rescoring.entity.js';

/** Failures of ours before an entry is shown as refused, so that a rescoring never waits for ever. */
const MAX_ATTEMPTS = 5;

/** Scores one entry by the new rules and writes it down beside the score in force. */
@Injectable()
export class RescoringScores {
  private readonly logger = new Logger('rescoring');

  constructor(
    private readonly database: DataSource,
    private readonly scorer: Scorer,
    private readonly storage: Storage,
  ) {}

  async score(
    rescoring: Rescoring,
    claim: { submissionId: string; storageKey: string; attempts: number },
  ): Promise<void> {
    try {
      const scored = await this.outcome(rescoring, claim.storageKey);
      // Under corrected labels a file may lack rows or have some too many: that is for the organizer to see.
      if (scored.ok) await this.record(rescoring, claim.submissionId, scored);
      else
        await this.refuse(rescoring, claim.submissionId, [...new Set(scored.errors.map(({ code }) => code))]);
    } catch (error) {
      // The lease runs out and somebody tries again; the message may quote a path, so only its kind is told.
      this.logger.error(`entry ${claim.submissionId}, attempt ${claim.attempts}: ${(error as Error).name}`);
      if (claim.attempts < MAX_ATTEMPTS) return;
      await this.refuse(rescoring, claim.submissionId, ['SCORING_FAILED']);
    }
  }

  private async outcome(rescoring: Rescoring, storageKey: string): Promise<ScoredFile> {
    const { manager } = this.database;
    const { metric, furtherMetrics } = rescoring;
    const task = Object.assign(await findTask(manager, rescoring.taskId), { metric, furtherMetrics });
    return this.scorer.scorePredictions(
      this.storage.path(storageKey),
      await heldOut(manager, this.storage, rescoring.truthId),
      taskMetrics(task),
      reportThreshold(taskMetrics(task)),
      task.seed,
      Number.MAX_SAFE_INTEGER,
    );
  }

  /** Once: whoever comes second, after a lease that ran out, finds it done. */
  private async record(
    { id, scoring }: Rescoring,
    submissionId: string,
    { scores, replicates, reports }: Extract<ScoredFile, { ok: true }>,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [, count] = await manager.query(
        `UPDATE rescored_entry SET scored_at = clock_timestamp(), lease_until = NULL
         WHERE rescoring_id = $1 AND submission_id = $2 AND scored_at IS NULL`,
        [id, submissionId],
      );
      if (count === 0) return;
      await manager.query(
        'INSERT INTO submission_score (submission_id, scoring, public, final) VALUES ($1, $2, $3, $4)',
        [submissionId, scoring, JSON.stringify(scores.public), JSON.stringify(scores.final)],
      );
      if (reports) await writeReports(manager, submissionId, scoring, reports);
      await writeReplicates(manager, submissionId, 'public', replicates.public, scoring);
      await writeReplicates(manager, submissionId, 'final', replicates.final, scoring);
    });
  }

  private async refuse({ id }: Rescoring, submissionId: string, codes: string[]): Promise<void> {
    await this.database.query(
      `UPDATE rescored_entry SET scored_at = clock_timestamp(), lease_until = NULL, refused = $3
       WHERE rescoring_id = $1 AND submission_id = $2 AND scored_at IS NULL`,
      [id, submissionId, codes],
    );
  }
}

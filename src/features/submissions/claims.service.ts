import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Live } from '../../platform/live/live.js';
import { NEXT, TAKEABLE } from './queue-order.js';
import { MAX_ATTEMPTS, retryPause } from './submission.policy.js';
import { boardTopic, entryTopics } from './topics.js';

/** How long a worker may be silent before another takes its entry, and how often it says that it lives. Milliseconds. */
export const LEASE = 15_000;
export const RENEWAL = 4_000;

/** One lock for the whole queue while the next entry is chosen: choosing takes a millisecond, scoring takes many. */
const QUEUE_LOCK = 0x5c0e;

/** An entry in a worker's hands. */
export interface Claim {
  id: string;
  leaseId: string;
  taskId: string;
  teamId: string;
  eventId: string;
  truthId: string;
  seq: string;
  storageKey: string;
  attempts: number;
  acceptedAt: Date;
}

/** Who works on what. A claim is a lease: a killed worker's entry is free again when its lease has run out. */
@Injectable()
export class Claims {
  constructor(
    private readonly database: DataSource,
    private readonly live: Live,
  ) {}

  /** The next entry in the queue's order, or null when nothing can be taken. */
  async next(): Promise<Claim | null> {
    const claim = await this.database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [QUEUE_LOCK]);
      const [[row]] = await manager.query(
        `UPDATE submission SET status = 'running', attempts = attempts + 1, claimed_at = clock_timestamp(),
                lease_id = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
         WHERE id = (${NEXT})
         AND (status = 'queued' OR (status = 'running' AND lease_until < clock_timestamp()))
         RETURNING id, lease_id AS "leaseId", task_id AS "taskId", team_id AS "teamId", event_id AS "eventId",
                   truth_id AS "truthId", seq, storage_key AS "storageKey", attempts, accepted_at AS "acceptedAt"`,
        [randomUUID(), LEASE / 1000],
      );
      return (row as Claim | undefined) ?? null;
    });
    if (claim) this.live.changed(...entryTopics(claim));
    return claim;
  }

  /** @returns false when the claim was lost: somebody else has the entry now */
  async renew(claim: Claim): Promise<boolean> {
    const [, count] = await this.database.query(
      `UPDATE submission SET lease_until = clock_timestamp() + make_interval(secs => $3)
       WHERE id = $1 AND lease_id = $2 AND status = 'running'`,
      [claim.id, claim.leaseId, LEASE / 1000],
    );
    return count > 0;
  }

  /**
   * Gives an entry back after a failure of ours: it is tried again after a pause, and fails after MAX_ATTEMPTS.
   * @param message for organizers; it must not quote the file or the truth
   */
  async giveBack(claim: Claim, message: string): Promise<void> {
    const failed = claim.attempts >= MAX_ATTEMPTS;
    await this.database.transaction(async (manager) => {
      const [, count] = await manager.query(
        `UPDATE submission SET status = $3, lease_id = NULL, lease_until = NULL,
                not_before = clock_timestamp() + make_interval(secs => $4),
                finished_at = CASE WHEN $3 = 'failed' THEN clock_timestamp() END
         WHERE id = $1 AND lease_id = $2 AND status = 'running'`,
        [claim.id, claim.leaseId, failed ? 'failed' : 'queued', retryPause(claim.attempts) / 1000],
      );
      if (count === 0) return;
      await manager.query(
        'INSERT INTO submission_attempt (submission_id, attempt, message) VALUES ($1, $2, $3)',
        [claim.id, claim.attempts, message.slice(0, 2_000)],
      );
    });
    this.live.changed(...entryTopics(claim));
  }

  /** Gives an entry back that nobody has failed: the database was away, or this worker is being stopped. */
  async putBack(claim: Claim): Promise<void> {
    await this.database.query(
      `UPDATE submission SET status = 'queued', attempts = attempts - 1, lease_id = NULL, lease_until = NULL
       WHERE id = $1 AND lease_id = $2 AND status = 'running'`,
      [claim.id, claim.leaseId],
    );
    // Also where nothing was put back: then the score was recorded, and whoever recorded it may not know.
    this.live.changed(boardTopic(claim.taskId), ...entryTopics(claim));
  }

  /** How many entries could be taken at this moment if there were workers enough. */
  async takeable(): Promise<number> {
    const [row] = await this.database.query(TAKEABLE);
    return row.entries;
  }
}

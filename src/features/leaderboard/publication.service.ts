import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Live } from '../../platform/live/live.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { boardTopic } from '../submissions/topics.js';
import { Task } from '../tasks/task.entity.js';
import { findTask } from '../tasks/task.queries.js';
import type { PublishedView } from './leaderboard.dto.js';
import { ALREADY_PUBLISHED, BOARD_HAS_MOVED, ENTRIES_UNFINISHED } from './leaderboard.errors.js';

@Injectable()
export class Publication {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /**
   * Publishes the final board. From then on no team changes anything: with the final scores known, another entry
   * would be fitted to them. Organizers may still withdraw an entry, with a reason. @throws ENTRIES_UNFINISHED while a score is still to come,
   * BOARD_HAS_MOVED where it is not at the version that was previewed
   */
  async publish(actor: Actor, taskId: string, previewed: number | null): Promise<PublishedView> {
    const finalPublishedAt = await this.database.transaction(async (manager) => {
      const standing = await this.access.inTask(actor, taskId, manager);
      requireOrganizer(standing);
      // Submitting and selecting hold this row in share mode, so none can slip past.
      const task = await findTask(manager, taskId, true);
      if (task.finalPublishedAt) throw new DomainError(ALREADY_PUBLISHED);
      if (previewed !== null && previewed !== task.boardVersion) throw new DomainError(BOARD_HAS_MOVED);
      const [{ count }] = await manager.query(
        `SELECT count(*)::int AS count FROM submission WHERE task_id = $1 AND status IN ('executing', 'queued', 'running')`,
        [taskId],
      );
      if (count > 0) throw new DomainError(ENTRIES_UNFINISHED, { count });
      const at = new Date();
      await manager.update(Task, { id: taskId }, { finalPublishedAt: at });
      await this.audit.record(manager, {
        actor,
        action: 'final_board.published',
        subject: { type: 'task', id: taskId },
        eventId: standing.eventId,
        after: { finalPublishedAt: at },
      });
      return at;
    });
    this.live.changed(boardTopic(taskId));
    return { finalPublishedAt: finalPublishedAt.toISOString() };
  }
}

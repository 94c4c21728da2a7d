import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LiveCommits } from '../../platform/live/live-commits.js';
import { TeamEndings } from '../teams/team-endings.js';
import { boardTopic } from './topics.js';

/** A team that is dissolved is marked in its rows: whoever looks at a board reads it anew. */
@Injectable()
export class BoardEndings implements OnModuleInit {
  constructor(
    private readonly endings: TeamEndings,
    private readonly live: LiveCommits,
  ) {}

  onModuleInit(): void {
    this.endings.onEach(async (manager, { eventId, teamId, into }) => {
      // A merger changes the boards' versions and says so itself.
      if (into) return;
      const tasks: { id: string }[] = await manager.query(
        'SELECT k.id FROM task k WHERE k.event_id = $1 AND EXISTS (SELECT 1 FROM submission s WHERE s.task_id = k.id AND s.team_id = $2)',
        [eventId, teamId],
      );
      this.live.changed(manager, ...tasks.map(({ id }) => boardTopic(id)));
    });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import { TeamEndings } from '../teams/team-endings.js';
import { lockProblem } from './problem.locks.js';

/** A team that takes another in and has no problem of its own works on the other's, and keeps the place there. */
@Injectable()
export class TeamWorkEndings implements OnModuleInit {
  constructor(
    private readonly endings: TeamEndings,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.endings.onEach(async (manager, { eventId, teamId, into }) => {
      if (into) await this.handOn(manager, eventId, teamId, into.id);
    });
  }

  private async handOn(manager: EntityManager, eventId: string, teamId: string, intoId: string) {
    const [choice]: { problemId: string }[] = await manager.query(
      'SELECT problem_id AS "problemId" FROM problem_choice WHERE team_id = $1',
      [teamId],
    );
    if (!choice) return;
    await lockProblem(manager, choice.problemId);
    const taken: unknown[] = await manager.query(
      `INSERT INTO problem_choice (team_id, event_id, problem_id, chosen_by, assigned, reason, chosen_at)
       SELECT $2, event_id, problem_id, chosen_by, assigned, reason, chosen_at FROM problem_choice WHERE team_id = $1
       ON CONFLICT (team_id) DO NOTHING RETURNING team_id`,
      [teamId, intoId],
    );
    if (taken.length === 0) return;
    await this.audit.record(manager, {
      actor: null,
      action: 'team.problem_changed',
      subject: { type: 'team', id: intoId },
      eventId,
      before: { problemId: null },
      after: { problemId: choice.problemId, fromTeamId: teamId },
    });
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { BoardReader, type Place } from '../leaderboard/board-reader.service.js';
import type { Split } from '../leaderboard/leaderboard.dto.js';
import type { Task } from '../tasks/task.entity.js';
import { findTask } from '../tasks/task.queries.js';
import type { ComparedPlace, ComparedTeam, RefusedEntry, RescoringComparison } from './rescoring.dto.js';
import { Rescoring } from './rescoring.entity.js';
import { replayedBy } from './rescoring.queries.js';

/** Old and new boards side by side, as organizers see them: nothing is frozen or hidden for them. */
@Injectable()
export class RescoringComparisons {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly board: BoardReader,
  ) {}

  /** The new boards are empty until every entry has its new score. */
  async compare(actor: Actor, id: string): Promise<RescoringComparison> {
    const { manager } = this.database;
    const rescoring = await manager.findOneBy(Rescoring, { id });
    if (!rescoring) throw new DomainError(NOT_FOUND);
    requireOrganizer(await this.access.inTask(actor, rescoring.taskId));
    const task = await findTask(manager, rescoring.taskId);
    const refused: RefusedEntry[] = await manager.query(
      `SELECT s.id AS "submissionId", json_build_object('id', g.id, 'name', g.name) AS team,
              s.file_name AS "fileName", r.refused AS codes
       FROM rescored_entry r JOIN submission s ON s.id = r.submission_id JOIN team g ON g.id = s.team_id
       WHERE r.rescoring_id = $1 AND r.refused IS NOT NULL AND s.withdrawn_at IS NULL ORDER BY s.seq`,
      [id],
    );
    return {
      public: await this.sides(task, rescoring, 'public'),
      final: await this.sides(task, rescoring, 'final'),
      refused,
    };
  }

  private async sides(task: Task, rescoring: Rescoring, part: Split): Promise<ComparedTeam[]> {
    const { manager } = this.database;
    const { id, maxSelected, boardVersion: version } = task;
    const before = await this.board.places({ id, maxSelected, metric: task.metric }, part, version);
    const rules = { id, maxSelected, metric: rescoring.metric };
    const after = await this.board.places(rules, part, version, manager, replayedBy(rescoring));
    const old = new Map(before.map((place) => [place.teamId, place]));
    const seen = new Set(after.map((place) => place.teamId));
    return [
      ...after.map((place) => compared(place, old.get(place.teamId), place)),
      ...before.filter((place) => !seen.has(place.teamId)).map((place) => compared(place, place, undefined)),
    ];
  }
}

const compared = (team: Place, before: Place | undefined, after: Place | undefined): ComparedTeam => ({
  team: { id: team.teamId, name: team.name },
  before: place(before),
  after: place(after),
});

const place = (at: Place | undefined): ComparedPlace => ({
  rank: at?.rank ?? null,
  band: at?.band ?? null,
  score: at?.value ?? null,
});

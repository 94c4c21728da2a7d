import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { metricDirection } from '../tasks/task.policy.js';
import { findTask } from '../tasks/task.queries.js';
import { BoardReader, type Place } from './board-reader.service.js';
import type { FinalPreviewView, PreviewPlaceView, PreviewTeamView } from './comparisons.dto.js';
import { GateMarking, type Marked } from './gate-marking.service.js';

/** What organizers look at before they publish. */
@Injectable()
export class FinalPreview {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly board: BoardReader,
    private readonly gates: GateMarking,
  ) {}

  async preview(actor: Actor, taskId: string): Promise<FinalPreviewView> {
    requireOrganizer(await this.access.inTask(actor, taskId));
    const { manager } = this.database;
    const task = await findTask(manager, taskId);
    const before = await this.board.places(task, 'public', task.boardVersion);
    const after = await this.board.places(task, 'final', task.boardVersion);
    const [{ unfinished }] = await manager.query(
      `SELECT count(*)::int AS unfinished FROM submission WHERE task_id = $1 AND status IN ('executing', 'queued', 'running')`,
      [taskId],
    );
    const marks = await this.gates.marks(task, 'final', 'organizer', after);
    const teams = moves(before, after, marks);
    return {
      version: task.boardVersion,
      unfinished,
      finalPublishedAt: task.finalPublishedAt?.toISOString() ?? null,
      metric: task.metric,
      direction: metricDirection(task.metric),
      bandsChanged: teams.filter(({ bandChanges }) => bandChanges).length,
      largestMove: Math.max(0, ...teams.map(({ moved }) => Math.abs(moved ?? 0))),
      gates: marks.gates,
      teams,
    };
  }
}

function moves(before: readonly Place[], after: readonly Place[], marks: Marked): PreviewTeamView[] {
  const stood = new Map(before.map((place) => [place.teamId, place]));
  return after.map((place) => {
    const was = stood.get(place.teamId);
    return {
      team: { id: place.teamId, name: place.name },
      public: was ? view(was) : null,
      final: view(place),
      moved: was ? was.rank - place.rank : null,
      bandChanges: was !== undefined && was.band !== place.band,
      entryId: place.submissionId,
      bySelection: place.bySelection ?? false,
      ...(marks.gates.length > 0 ? { gates: marks.of.get(place.submissionId) } : {}),
    };
  });
}

const view = ({ rank, rankInterval, band, value, ci }: Place): PreviewPlaceView => ({
  rank,
  rankInterval,
  band,
  score: value,
  ci,
});

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { rounded } from '../../scoring/release.js';
import type { Comparison } from '../../scoring/replicates.js';
import { NOT_AN_ORGANIZER, TEAM_NEEDED } from '../access/access.errors.js';
import { boardAudience, isOrganizer, requireMember, requireTeam } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { Task } from '../tasks/task.entity.js';
import { metricDirection } from '../tasks/task.policy.js';
import { findTask } from '../tasks/task.queries.js';
import { BoardReader } from './board-reader.service.js';
import type { ComparisonView, PairsView, ReleasedEntriesView } from './comparisons.dto.js';
import type { Split } from './leaderboard.dto.js';
import { Ranks } from './ranks.service.js';

/** A team's entries whose own score was released and not taken away, in the order of acceptance. */
const RELEASED = `
  SELECT b.submission_id AS "submissionId", b.scoring, s.file_name AS "fileName", s.accepted_at AS "acceptedAt",
    (b.released_public -> $3 ->> 'value')::float8 AS value, b.released_public -> $3 -> 'ci' AS ci,
    (r.public -> $3 ->> 'value')::float8 AS exact
  FROM board_entry b JOIN submission s ON s.id = b.submission_id JOIN team g ON g.id = b.team_id
  LEFT JOIN submission_score r ON r.submission_id = b.submission_id AND r.scoring = b.scoring
  WHERE b.task_id = $1 AND coalesce(g.merged_into_id, g.id) = $2 AND b.superseded_version IS NULL
    AND b.withdrawn_version IS NULL AND b.shown_id = b.submission_id
  ORDER BY b.seq`;

interface ReleasedRow {
  submissionId: string;
  scoring: number;
  fileName: string;
  acceptedAt: Date;
  value: number | null;
  ci: [number, number] | null;
  exact: number | null;
}

/** Scores against each other, in pairs over the same labels. */
@Injectable()
export class Comparisons {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly board: BoardReader,
    private readonly ranks: Ranks,
  ) {}

  /** @throws BOARD_HIDDEN, FINAL_NOT_PUBLISHED, SCORES_WITHHELD */
  async pairs(actor: Actor, taskId: string, split: Split, top: number): Promise<PairsView> {
    const audience = boardAudience(await this.access.inTask(actor, taskId));
    const task = await findTask(this.database.manager, taskId);
    await this.board.requireVisible(task, split, audience);
    const version = await this.board.version(task, audience, new Date());
    const places = (await this.board.places(task, split, version)).slice(0, top);
    const positions = places.flatMap((_, a) =>
      places.slice(a + 1).map((_, k): [number, number] => [a, a + 1 + k]),
    );
    const direction = metricDirection(task.metric);
    const compared = await this.ranks.compare(split, direction, places, positions);
    return {
      version,
      split,
      metric: task.metric,
      direction,
      teams: places.map(({ teamId, name, rank, band, value }) => ({
        team: { id: teamId, name },
        rank,
        band,
        score: value,
      })),
      pairs: positions.map(([a, b], k) => ({
        a: places[a]!.teamId,
        b: places[b]!.teamId,
        comparison: shown(compared[k]!, task),
      })),
    };
  }

  /** @param teamId null: the reader's own. @throws NOT_AN_ORGANIZER, TEAM_NEEDED, SCORES_WITHHELD */
  async entries(actor: Actor, taskId: string, teamId: string | null): Promise<ReleasedEntriesView> {
    const standing = await this.access.inTask(actor, taskId);
    requireMember(standing);
    const task = await findTask(this.database.manager, taskId);
    if (!isOrganizer(standing)) {
      const own = requireTeam(standing);
      if (teamId !== null && teamId !== own) throw new DomainError(NOT_AN_ORGANIZER);
      if (task.finalPublishedAt === null) await this.board.requireShown(task);
    }
    const of = teamId ?? standing.teamId;
    if (of === null) throw new DomainError(TEAM_NEEDED);
    const rows: ReleasedRow[] = await this.database.query(RELEASED, [taskId, of, task.metric]);
    const direction = metricDirection(task.metric);
    const best = bestOf(rows, direction);
    const compared = await this.ranks.compare(
      'public',
      direction,
      rows,
      rows.map((_, k): [number, number] => [k, best]),
    );
    return {
      metric: task.metric,
      direction,
      items: rows.map((row, k) => ({
        id: row.submissionId,
        fileName: row.fileName,
        createdAt: row.acceptedAt.toISOString(),
        score: row.value,
        ci: row.ci,
        isBest: k === best,
        againstBest: k === best ? null : shown(compared[k]!, task),
      })),
    };
  }
}

/** The one that stands on the board: the best as shown, the earliest of equals. */
function bestOf(rows: readonly { value: number | null }[], direction: 'higher' | 'lower'): number {
  let best = 0;
  rows.forEach(({ value }, k) => {
    const known = rows[best]!.value;
    if (value !== null && (known === null || (direction === 'higher' ? value > known : value < known)))
      best = k;
  });
  return best;
}

/** As coarse as scores are: pairs must not tell what they withhold. */
function shown(comparison: Comparison | null, { decimals }: Pick<Task, 'decimals'>): ComparisonView | null {
  if (comparison === null) return null;
  const { difference, interval, p, probability, tied } = comparison;
  return {
    difference: rounded(difference, decimals),
    interval: [rounded(interval[0], decimals), rounded(interval[1], decimals)],
    p: rounded(p, 3),
    probability: rounded(probability, 2),
    tied: rounded(tied, 2),
  };
}

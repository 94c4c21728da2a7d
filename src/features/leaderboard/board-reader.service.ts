import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { rankBoard } from '../../scoring/ranking.js';
import { rounded } from '../../scoring/release.js';
import type { Audience } from '../access/access.js';
import type { Task } from '../tasks/task.entity.js';
import { isFrozen, metricDirection, showsLive } from '../tasks/task.policy.js';
import { labelsOf } from '../tasks/task.queries.js';
import { finalBoard, publicBoard, type Standing, versionAt } from './board.queries.js';
import type { Split } from './leaderboard.dto.js';
import { BOARD_HIDDEN, FINAL_NOT_PUBLISHED, SCORES_WITHHELD } from './leaderboard.errors.js';
import { Ranks } from './ranks.service.js';

/** A team in its place. */
export interface Place extends Standing {
  rank: number;
  /** 95%, whole ranks; null where nothing is known about it. */
  rankInterval: [number, number] | null;
  band: number | null;
  pFirst: number | null;
}

/** Who may see which board, at which version, and what stands on it. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly database: DataSource,
    private readonly ranks: Ranks,
  ) {}

  /** @throws BOARD_HIDDEN, FINAL_NOT_PUBLISHED, SCORES_WITHHELD */
  async requireVisible(task: Task, split: Split, audience: Audience): Promise<void> {
    if (audience === 'organizer' || task.finalPublishedAt !== null) return;
    if (split === 'final') throw new DomainError(FINAL_NOT_PUBLISHED);
    if (task.board === 'hidden') throw new DomainError(BOARD_HIDDEN);
    await this.requireShown(task);
  }

  /** Also of a team's own scores: where the metric is not shown before the final board is. @throws SCORES_WITHHELD */
  async requireShown(task: Task): Promise<void> {
    const labels = await labelsOf(this.database.manager, task);
    if (!showsLive(task, labels?.public ?? null, task.metric))
      throw new DomainError(SCORES_WITHHELD, { metric: task.metric });
  }

  version(task: Task, audience: Audience, now: Date): Promise<number> | number {
    if (audience === 'organizer' || !isFrozen(task, now)) return task.boardVersion;
    return versionAt(this.database.manager, task.id, task.frozenAt as Date);
  }

  /**
   * The board as it stood at a version, best first. The caller has asked whether it may be seen. The public part is ranked by
   * what is shown, since more would tell more about the labels; the final one by the scores themselves.
   */
  async places(
    task: Pick<Task, 'id' | 'metric' | 'maxSelected'>,
    split: Split,
    version: number,
    manager: EntityManager = this.database.manager,
    source = 'board_entry',
  ): Promise<Place[]> {
    const direction = metricDirection(task.metric);
    const parameters = [task.id, version, task.metric, direction === 'higher' ? 1 : -1];
    const teams: Standing[] =
      split === 'public'
        ? await manager.query(publicBoard(source), parameters)
        : await manager.query(finalBoard(source), [...parameters, task.maxSelected]);
    const ranked = rankBoard(
      teams.map(({ value, ...team }) => ({
        ...team,
        shown: value,
        value: split === 'final' ? team.exact : value,
        at: team.submittedAt.getTime(),
      })),
      direction,
    ).map(({ shown, ...team }) => ({ ...team, value: shown }));
    const certainty = await this.ranks.certainty(split, direction, ranked);
    return ranked.map((team, k) => {
      const { band, interval, first } = certainty[k]!;
      return {
        ...team,
        band,
        rankInterval: interval && around(interval, team.rank),
        pFirst: first === null ? null : rounded(first, 2),
      };
    });
  }
}

/** Whole ranks, with the one that the team has: rounding to what is shown may put that outside. */
const around = ([low, high]: [number, number], rank: number): [number, number] => [
  Math.min(Math.floor(low), rank),
  Math.max(Math.ceil(high), rank),
];

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Task } from '../tasks/task.entity.js';
import { Team } from '../teams/team.entity.js';
import { Submission } from './submission.entity.js';
import type { Scores } from './submission-score.entity.js';

/**
 * What is released of a scored entry, in the order of acceptance. Boards are read from here alone.
 * `version` and `at` say when the board changed, so that a frozen board can be read as it stood.
 */
@Entity()
@Index('board_entry_of_task', ['taskId', 'version'])
@Index('board_entry_of_team', ['teamId', 'taskId', 'seq'])
export class BoardEntry {
  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  @ForeignKey(() => Task)
  @Column('uuid')
  taskId: string;

  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  /** The submission's place in the order of acceptance. */
  @Column('bigint')
  seq: string;

  @Column('timestamptz')
  submittedAt: Date;

  @Column('jsonb')
  releasedPublic: Scores;

  @Column('jsonb')
  releasedFinal: Scores;

  /** The task's board version that this entry made. */
  @Column('int')
  version: number;

  @Column('timestamptz')
  at: Date;

  /** The board version that took it away again, when an organizer withdrew it. */
  @Column('int', { nullable: true })
  withdrawnVersion: number | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}

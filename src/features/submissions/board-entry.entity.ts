import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Task } from '../tasks/task.entity.js';
import { Team } from '../teams/team.entity.js';
import { Submission } from './submission.entity.js';
import type { Scores } from './submission-score.entity.js';

/**
 * What is released of a scored entry, in the order of acceptance. Boards are read from here alone.
 * `version` and `at` say when the board changed, so that a frozen board can be read as it stood: what is released anew
 * gets a row of its own, and the row before says from which version on it no longer counts.
 */
@Entity()
@Index('board_entry_of_task', ['taskId', 'version'])
@Index('board_entry_of_team', ['teamId', 'taskId', 'seq'])
@Index('board_entry_current', ['submissionId'], { unique: true, where: 'superseded_version IS NULL' })
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

  /** The entry whose public score this shows: itself, or the team's best where it is no significant change from that. */
  @ForeignKey(() => Submission)
  @Column('uuid')
  shownId: string;

  /** Which replicates these scores have; see entry_replicates. */
  @Column('int', { default: 1 })
  scoring: number;

  @Column('jsonb')
  releasedPublic: Scores;

  @Column('jsonb')
  releasedFinal: Scores;

  /** The task's board version that this entry made. */
  @PrimaryColumn('int')
  version: number;

  /** The board version from which on another row of this entry counts in its place. */
  @Column('int', { nullable: true })
  supersededVersion: number | null;

  @Column('timestamptz')
  at: Date;

  /** The board version that took it away again, when an organizer withdrew it. */
  @Column('int', { nullable: true })
  withdrawnVersion: number | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}

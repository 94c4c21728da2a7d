import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { MetricResult } from '../../scoring/score.js';
import { Submission } from './submission.entity.js';

export type Scores = Record<string, MetricResult>;

/** Raw scores, as computed: the organizers' alone. One row for ever; the key makes a second score by the same rules impossible. */
@Entity()
export class SubmissionScore {
  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  /** 1: as first scored. A rescoring has a number of its own; `board_entry` says which is in force. */
  @PrimaryColumn('int', { default: 1 })
  scoring: number;

  @Column('jsonb')
  public: Scores;

  @Column('jsonb')
  final: Scores;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  scoredAt: Date;
}

import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { MetricResult } from '../../scoring/score.js';
import { Submission } from './submission.entity.js';

export type Scores = Record<string, MetricResult>;

/** Raw scores, as computed: the organizers' alone. One row for ever; the key makes a second score impossible. */
@Entity()
export class SubmissionScore {
  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  @Column('jsonb')
  public: Scores;

  @Column('jsonb')
  final: Scores;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  scoredAt: Date;
}

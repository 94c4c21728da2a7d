import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Submission } from '../submissions/submission.entity.js';
import type { Scores } from '../submissions/submission-score.entity.js';
import { Rescoring } from './rescoring.entity.js';

/**
 * An entry in a rescoring. Its new raw scores, replicates and reports stand in their tables under the rescoring's number; here is who works
 * on it, and what a board would show of it.
 */
@Entity()
export class RescoredEntry {
  @ForeignKey(() => Rescoring)
  @PrimaryColumn('uuid')
  rescoringId: string;

  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  /** A worker has it until then. */
  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('int', { default: 0 })
  attempts: number;

  /** Null: not yet. */
  @Column('timestamptz', { nullable: true })
  scoredAt: Date | null;

  /** Codes of why the file can't be scored by the new rules, such as ids that it lacks. */
  @Column('text', { array: true, nullable: true })
  refused: string[] | null;

  /** The entry whose public score would be shown for it; null until all are scored. */
  @ForeignKey(() => Submission)
  @Column('uuid', { nullable: true })
  shownId: string | null;

  @Column('jsonb', { nullable: true })
  releasedPublic: Scores | null;

  @Column('jsonb', { nullable: true })
  releasedFinal: Scores | null;
}

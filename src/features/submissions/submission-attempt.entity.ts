import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Submission } from './submission.entity.js';

/** What went wrong on our side in one attempt, for organizers. It never quotes the file or the truth. */
@Entity()
export class SubmissionAttempt {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Index()
  @ForeignKey(() => Submission)
  @Column('uuid')
  submissionId: string;

  @Column('int')
  attempt: number;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at: Date;

  @Column('text')
  message: string;
}

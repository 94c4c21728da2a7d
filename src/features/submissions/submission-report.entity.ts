import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { EntryReport } from '../../scoring/report/report.js';
import { Submission } from './submission.entity.js';

/**
 * Groups, calibration and doubt of an entry: on the final part for organizers at once and for its team once the ranking is
 * out, on the public part for its team where the task shows these live.
 */
@Entity()
export class SubmissionReport {
  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  /** 1: as first scored. A rescoring has a number of its own; `board_entry` says which is in force. */
  @PrimaryColumn('int', { default: 1 })
  scoring: number;

  /** On the final part. */
  @Column('jsonb')
  report: EntryReport;

  /** On the public part; null where it was made before there were any. */
  @Column('jsonb', { nullable: true })
  publicReport: EntryReport | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  madeAt: Date;
}

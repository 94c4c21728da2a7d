import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { EntryReport } from '../../scoring/report/report.js';
import { Submission } from './submission.entity.js';

/** Groups, calibration and doubt of an entry on the final part: organizers at once, its team once the ranking is out. */
@Entity()
export class SubmissionReport {
  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  @Column('jsonb')
  report: EntryReport;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  madeAt: Date;
}

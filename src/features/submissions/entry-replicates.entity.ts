import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Submission } from './submission.entity.js';

export type Part = 'public' | 'final';

/**
 * The primary metric of an entry in each replicate of the task's common bootstrap weights, by which entries are compared
 * without being scored again. The final part's are as secret as final scores.
 */
@Entity()
@Check(`part IN ('public', 'final')`)
export class EntryReplicates {
  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  @PrimaryColumn('text')
  part: Part;

  /** 1: as first scored. Scores of another truth or metric have replicates of their own. */
  @PrimaryColumn('int', { default: 1 })
  scoring: number;

  /** Little-endian doubles, to the last bit as computed; NaN where a replicate has no value. */
  @Column('bytea')
  values: Buffer;
}

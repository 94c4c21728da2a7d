import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Task } from './task.entity.js';

/** One version of a task's labels. The labels are in the file and nowhere in the database. */
@Entity()
@Index('truth_version_of_task', ['taskId', 'version'], { unique: true })
export class Truth {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Task)
  @Column('uuid')
  taskId: string;

  @Column('int')
  version: number;

  @Column('text')
  storageKey: string;

  @Column('text')
  sha256: string;

  /** Bytes. */
  @Column('bigint')
  size: string;

  /** What organizers may see: rows, columns, clusters, prevalence of each part. */
  @Column('jsonb')
  summary: object;

  /** How it was read, so that a later change of the task's settings cannot change old scores. */
  @Column('jsonb')
  spec: object;

  /** The version whose rows keep their sides here, where these labels correct it and its split was drawn. */
  @ForeignKey(() => Truth)
  @Column('uuid', { nullable: true })
  sidesFrom: string | null;

  @ForeignKey(() => Account)
  @Column('uuid')
  uploadedBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  uploadedAt: Date;
}

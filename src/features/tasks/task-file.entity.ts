import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Task } from './task.entity.js';

/** A file for participants: features, labels to learn from, a description, a sample submission. */
@Entity()
@Index('task_file_name_in_task', ['taskId', 'name'], { unique: true })
export class TaskFile {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Task)
  @Column('uuid')
  taskId: string;

  @Column('text')
  name: string;

  @Column('text')
  description: string;

  @Column('bigint')
  size: string;

  @Column('text')
  sha256: string;

  @Column('text')
  storageKey: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  uploadedBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  uploadedAt: Date;
}

import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Task } from '../tasks/task.entity.js';

/** In what notebooks of a task run, and what they may use. */
@Entity()
export class NotebookSetting {
  @ForeignKey(() => Task)
  @PrimaryColumn('uuid')
  taskId: string;

  @Column('text')
  environment: string;

  /** Names of the task's files that the open run reads. A hidden file of the same name takes its place in stage 2. */
  @Column('text', { array: true, default: () => `'{train.csv,test.csv}'` })
  inputs: string[];

  @Column('int')
  seed: number;

  @Column('int', { default: 600 })
  wallSeconds: number;

  @Column('int', { default: 1024 })
  memoryMegabytes: number;

  @Column('int', { default: 64 })
  processes: number;

  @Column('int', { default: 256 })
  diskMegabytes: number;

  @Column('int', { default: 50 })
  outputMegabytes: number;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  changedAt: Date;
}

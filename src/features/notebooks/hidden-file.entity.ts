import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Task } from '../tasks/task.entity.js';

/** One version of a file that notebooks read in the hidden run and nobody downloads. Of each name the newest is in force. */
@Entity()
@Index('hidden_file_version', ['taskId', 'name', 'version'], { unique: true })
export class HiddenFile {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Task)
  @Column('uuid')
  taskId: string;

  @Column('text')
  name: string;

  @Column('int')
  version: number;

  @Column('text')
  storageKey: string;

  @Column('text')
  sha256: string;

  @Column('bigint')
  size: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  uploadedBy: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  uploadedAt: Date;

  /** No longer in force. The file stays for runs that are to be repeated. */
  @Column('timestamptz', { nullable: true })
  removedAt: Date | null;
}

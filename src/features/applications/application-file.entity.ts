import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Application } from './application.entity.js';

/** The file that answers a question of an application. */
@Entity()
@Unique(['applicationId', 'questionId'])
export class ApplicationFile {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Application)
  @Column('uuid')
  applicationId: string;

  @Column('uuid')
  questionId: string;

  @Column('text')
  name: string;

  @Column('int')
  size: number;

  @Column('text')
  sha256: string;

  @Column('text', { unique: true })
  storageKey: string;

  @Column('timestamptz', { default: () => 'now()' })
  uploadedAt: Date;
}

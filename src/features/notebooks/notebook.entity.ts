import { Column, Entity, ForeignKey, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Task } from '../tasks/task.entity.js';
import { Team } from '../teams/team.entity.js';

/** A notebook that a team uploaded and that passed the preflight. It costs nothing until it is handed in. */
@Entity()
@Index('notebook_of_team', ['teamId', 'taskId', 'seq'])
@Index('notebook_idempotency', ['teamId', 'idempotencyKey'], {
  unique: true,
  where: 'idempotency_key IS NOT NULL',
})
export class Notebook {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index({ unique: true })
  @Column('bigint')
  @Generated('increment')
  seq: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @ForeignKey(() => Task)
  @Column('uuid')
  taskId: string;

  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  uploadedBy: string;

  @Column('text')
  fileName: string;

  @Column('text', { default: '' })
  note: string;

  /** The file as it was uploaded. */
  @Column('text')
  storageKey: string;

  @Column('text')
  sha256: string;

  @Column('bigint')
  size: string;

  /** Of the copy that is run: the sources alone. Two uploads with the same code have the same. */
  @Column('text')
  codeSha256: string;

  @Column('int')
  codeCells: number;

  /** What the preflight warns of: codes and cells. */
  @Column('jsonb', { default: [] })
  warnings: object[];

  @Column('text', { nullable: true })
  idempotencyKey: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  uploadedAt: Date;

  /** Since when the team's mentors may see it and its open runs. */
  @Column('timestamptz', { nullable: true })
  sharedAt: Date | null;
}

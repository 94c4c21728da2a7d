import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One line of the append-only record: who did what to whom, when, from where. No role may change or delete it. */
@Entity()
@Index(['eventId', 'id'])
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at: Date;

  /** Null: the platform itself. */
  @Column('uuid', { nullable: true })
  actorId: string | null;

  @Column('uuid', { nullable: true })
  eventId: string | null;

  /** Such as `team.created`; subject first, past tense. */
  @Column('text')
  action: string;

  @Column('text')
  subjectType: string;

  @Column('text')
  subjectId: string;

  @Column('jsonb', { nullable: true })
  before: object | null;

  @Column('jsonb', { nullable: true })
  after: object | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { nullable: true })
  ip: string | null;
}

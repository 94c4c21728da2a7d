import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

/**
 * A declared conflict of interest of a mentor with one person or one institution.
 * A mentor's own institution (the affiliation of their profile) is a conflict without being declared.
 */
@Entity()
@Check('num_nonnulls(account_id, institution) = 1')
export class MentorConflict {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  mentorId: string;

  /** The participant it concerns. */
  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  accountId: string | null;

  @Column('text', { nullable: true })
  institution: string | null;

  @Column('text', { default: '' })
  reason: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  declaredBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  declaredAt: Date;
}

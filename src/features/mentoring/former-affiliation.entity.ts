import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

/**
 * What a member of an event, or somebody who has applied to it, wrote as their affiliation before. A trigger on the
 * account writes it: it still makes conflicts of interest, so that nobody changes their profile to see a team.
 */
@Entity()
@Unique(['eventId', 'accountId', 'affiliation'])
export class FormerAffiliation {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  accountId: string;

  @Column('text')
  affiliation: string;

  @Column('timestamptz', { default: () => 'now()' })
  givenUpAt: Date;

  /** An organizer said that it no longer counts. */
  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  liftedBy: string | null;

  @Column('timestamptz', { nullable: true })
  liftedAt: Date | null;

  @Column('text', { default: '' })
  liftReason: string;
}

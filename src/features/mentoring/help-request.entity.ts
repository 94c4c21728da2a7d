import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from '../teams/team.entity.js';
import type { HelpStatus, Urgency } from './help.policy.js';

/** A team's call for a mentor. */
@Entity()
@Index(['eventId', 'createdAt'])
@Check(`urgency IN ('low', 'normal', 'now')`)
@Check(`status IN ('open', 'taken', 'resolved', 'withdrawn')`)
export class HelpRequest {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Index()
  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  @Column('uuid')
  teamId: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  askedBy: string;

  @Column('text')
  subject: string;

  @Column('text', { default: '' })
  text: string;

  @Column('text')
  urgency: Urgency;

  /** What a mentor should know about. */
  @Column('text', { array: true, default: '{}' })
  expertise: string[];

  @Column('text', { default: 'open' })
  status: HelpStatus;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  /** Who has it now, or had it when it was resolved. */
  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  takenBy: string | null;

  @Column('timestamptz', { nullable: true })
  takenAt: Date | null;

  /** The first time that a mentor took it: the team's wait ended then, also when it was handed back. */
  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}

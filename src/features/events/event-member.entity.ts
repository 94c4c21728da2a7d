import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import type { EventRole } from './event.entity.js';
import { Event } from './event.entity.js';

/** A person's one role in an event. */
@Entity()
export class EventMember {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @Index()
  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  accountId: string;

  @Column('text')
  role: EventRole;

  @Column('timestamptz', { default: () => 'now()' })
  joinedAt: Date;

  /** When somebody at the desk saw them; null: not there (yet). */
  @Column('timestamptz', { nullable: true })
  checkedInAt: Date | null;

  @Column('uuid', { nullable: true })
  checkedInBy: string | null;
}

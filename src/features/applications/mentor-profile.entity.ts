import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import type { Offer, TimeSpan } from './offer.js';

/** What a mentor of an event brings to it. A mentor who has not filled it in has none. */
@Entity()
export class MentorProfile implements Offer {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @Index()
  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  accountId: string;

  @Column('text', { array: true, default: '{}' })
  expertise: string[];

  @Column('text', { array: true, default: '{}' })
  languages: string[];

  @Column('jsonb', { default: () => "'[]'" })
  times: TimeSpan[];

  @Column('int', { nullable: true })
  maxTeams: number | null;

  @Column('timestamptz', { default: () => 'now()' })
  changedAt: Date;
}

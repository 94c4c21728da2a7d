import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Language } from '../../platform/i18n/language.js';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

export const INVITED_ROLES = ['organizer', 'mentor'] as const;
export type InvitedRole = (typeof INVITED_ROLES)[number];

/** A code, sent to one address, that makes whoever accepts it a co-host or a mentor. Only its hash is kept. */
@Entity()
export class EventInvitation {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Column('text')
  role: InvitedRole;

  @Column('text', { unique: true })
  codeHash: string;

  @Column('text')
  email: string;

  @Column('text')
  language: Language;

  /** What the organizers hope a mentor brings; a first value of the mentor's expertise. */
  @Column('text', { array: true, default: '{}' })
  expertise: string[];

  /** Why this person is needed although all places are taken; null: only if there is a place. */
  @Column('text', { nullable: true })
  overCapacityReason: string | null;

  @ForeignKey(() => Account)
  @Column('uuid')
  invitedBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('uuid', { nullable: true })
  acceptedBy: string | null;

  @Column('timestamptz', { nullable: true })
  acceptedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}

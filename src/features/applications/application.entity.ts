import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import { Account } from '../accounts/account.entity.js';
import type { Background } from '../accounts/profile.js';
import { Event } from '../events/event.entity.js';
import type { Answers } from './answers.js';
import type { ApplicationRole } from './application-form.entity.js';
import type { Offer } from './offer.js';

export const APPLICATION_STATUSES = [
  'draft',
  'submitted',
  'accepted',
  'waitlisted',
  'declined',
  'withdrawn',
  'lapsed',
  'no_show',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** That a person wants to take part in an event in a role. */
@Entity()
@Unique(['eventId', 'accountId', 'role'])
@Index(['eventId', 'role', 'status', 'submittedAt'])
export class Application {
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
  role: ApplicationRole;

  @Column('text', { default: 'draft' })
  status: ApplicationStatus;

  /** What the applicant is writing; kept whatever the deadline does. */
  @Column('jsonb', { default: () => "'{}'" })
  draft: Answers;

  @Column('jsonb', { nullable: true })
  draftOffer: Offer | null;

  /** What was handed in, as answers to the questions of `formVersion`. */
  @Column('jsonb', { nullable: true })
  answers: Answers | null;

  /** A mentor's: expertise, languages, times. */
  @Column('jsonb', { nullable: true })
  offer: Offer | null;

  @Column('int', { nullable: true })
  formVersion: number | null;

  /** As it was when the application was handed in, so that places are counted the same way ever after. */
  @Column('text', { nullable: true })
  background: Background | null;

  /** The organizers' order of the waiting list, lowest first. */
  @Column('int', { nullable: true })
  rank: number | null;

  /** How often the status changed; names each mail, so that it is sent once. */
  @Column('int', { default: 0 })
  turn: number;

  /** What organizers wrote with their decision. */
  @Column('jsonb', { nullable: true })
  message: Texts | null;

  /** Who was writing before the deadline has a little more time to hand in. */
  @Column('timestamptz', { default: () => 'now()' })
  begunAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  savedAt: Date;

  @Column('timestamptz', { nullable: true })
  submittedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  /** Null: the platform, by the organizers' rule. */
  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  /** Until then an accepted person has to say that they come; null: they need not. */
  @Index()
  @Column('timestamptz', { nullable: true })
  confirmBy: Date | null;

  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;
}

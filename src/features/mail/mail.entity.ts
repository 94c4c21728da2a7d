import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Language } from '../../platform/i18n/language.js';
import type { MailFailure } from './mail.policy.js';
import type { MailCategory } from './mail-kind.js';

export const MAIL_STATUSES = ['waiting', 'sending', 'sent', 'failed', 'skipped', 'cancelled'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/**
 * One message to one person, written when the thing happened and sent by a worker afterwards.
 * The row is the promise: it stands or falls with the change that it tells of.
 */
@Entity()
@Index('mail_waiting', ['notBefore', 'createdAt'], { where: "status IN ('waiting', 'sending')" })
@Index(['eventId', 'createdAt'])
@Index(['accountId'])
@Index('mail_served', ['eventId', 'claimedAt'])
export class Mail {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Such as `application.accepted`; see mail-kind.ts. */
  @Column('text')
  kind: string;

  @Column('text')
  category: MailCategory;

  /** Null: somebody who has no account yet, such as an invited co-host. */
  @Column('uuid', { nullable: true })
  accountId: string | null;

  @Column('uuid', { nullable: true })
  eventId: string | null;

  @Column('text')
  address: string;

  @Column('text')
  language: Language;

  @Column('text')
  subject: string;

  @Column('text')
  body: string;

  /** The page that the message is about; its button, where the body names it. */
  @Column('text', { nullable: true })
  url: string | null;

  /** Ends mails of this category to this person without a sign-in; null where nothing can be ended. */
  @Column('text', { nullable: true })
  unsubscribeUrl: string | null;

  /** What may be told only once; a second message of the same name is not written. */
  @Column('text', { nullable: true, unique: true })
  once: string | null;

  @Column('text', { default: 'waiting' })
  status: MailStatus;

  @Column('int', { default: 0 })
  attempts: number;

  /** A reminder waits until then; a failed message until its next try. */
  @Column('timestamptz', { nullable: true })
  notBefore: Date | null;

  @Column('uuid', { nullable: true })
  leaseId: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  /** When a worker last took it; events take turns by it. */
  @Column('timestamptz', { nullable: true })
  claimedAt: Date | null;

  /** Why the last try came to nothing. */
  @Column('text', { nullable: true })
  failure: MailFailure | null;

  /** What the mail server said to it, for organizers. */
  @Column('text', { nullable: true })
  lastError: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;
}

import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Language } from '../../platform/i18n/language.js';
import type { MailCategory } from './mail-kind.js';

/**
 * One message to one person, written when the thing happened and sent by a worker afterwards.
 * The row is the promise: it stands or falls with the change that it tells of.
 */
@Entity()
@Index('mail_waiting', ['notBefore', 'createdAt'], { where: "status IN ('waiting', 'sending')" })
@Index(['eventId', 'createdAt'])
@Index(['accountId'])
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

  /** What may be told only once; a second message of the same name is not written. */
  @Column('text', { nullable: true, unique: true })
  once: string | null;

  @Column('text', { default: 'waiting' })
  status: 'waiting' | 'sending' | 'sent' | 'failed' | 'skipped' | 'cancelled';

  @Column('int', { default: 0 })
  attempts: number;

  /** A reminder waits until then; a failed message until its next try. */
  @Column('timestamptz', { nullable: true })
  notBefore: Date | null;

  @Column('uuid', { nullable: true })
  leaseId: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  /** What the mail server said, for organizers. */
  @Column('text', { nullable: true })
  lastError: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;
}

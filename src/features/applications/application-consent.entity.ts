import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import type { ApplicationRole } from './application-form.entity.js';

/** What somebody said to one consent of an event, as it was worded in one version of the form. */
@Entity()
export class ApplicationConsent {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @PrimaryColumn('text')
  role: ApplicationRole;

  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  questionId: string;

  @PrimaryColumn('int')
  version: number;

  /** The last word counts; what was said before it stands in the record. */
  @Column('boolean')
  isAgreed: boolean;

  @Column('timestamptz')
  at: Date;
}

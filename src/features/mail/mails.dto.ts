import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { MAIL_STATUSES, type MailStatus } from './mail.entity.js';
import { MAIL_FAILURES, type MailFailure } from './mail.policy.js';
import { MAIL_CATEGORIES, type MailCategory } from './mail-kind.js';

/** What a person wants to be written about. Security mails always go out, so there is nothing to choose. */
export class MailPreferencesRequest {
  @IsBoolean()
  invitations: boolean;

  @IsBoolean()
  decisions: boolean;

  @IsBoolean()
  reminders: boolean;

  @IsBoolean()
  announcements: boolean;
}

export class MailPreferencesView {
  /** Always true. */
  security: boolean;
  invitations: boolean;
  decisions: boolean;
  reminders: boolean;
  announcements: boolean;
}

/** Which mails stopped. */
export class UnsubscribedView {
  @ApiProperty({ enum: MAIL_CATEGORIES })
  category: MailCategory;
}

export class MailQuery extends PageQuery {
  /** `waiting` includes those that a worker is sending right now. */
  @IsOptional()
  @IsIn(MAIL_STATUSES)
  status?: MailStatus;
}

/** A mail as those see it who look after it: never its text. */
export class MailView {
  id: string;
  /** Such as `application.accepted`. */
  kind: string;
  @ApiProperty({ enum: MAIL_CATEGORIES })
  category: MailCategory;
  address: string;
  /** Null: it goes to somebody without an account, or belongs to no event. */
  name: string | null;
  /** Null for security mails and those that belong to no event. */
  subject: string | null;
  @ApiProperty({ enum: MAIL_STATUSES })
  status: MailStatus;
  /** How often it was tried. */
  attempts: number;
  /** Why the last try came to nothing. */
  @ApiProperty({ enum: MAIL_FAILURES, nullable: true })
  failure: MailFailure | null;
  /** The mail server's own words about this mail. */
  lastError: string | null;
  createdAt: Date;
  /** When it is sent, or tried again; null: as soon as possible. */
  notBefore: Date | null;
  sentAt: Date | null;
}

export class MailCountsView {
  /** To be sent now, on its way, or to be tried again. */
  waiting: number;
  /** Reminders whose time has not come. */
  planned: number;
  sent: number;
  failed: number;
  /** Not wanted by whom they were for. */
  skipped: number;
  cancelled: number;
}

export class MailPage extends pageOf(MailView) {
  /** Over all mails, whatever the filter. */
  counts: MailCountsView;
}

export class MailsRetriedView {
  /** How many are sent again. */
  retried: number;
}

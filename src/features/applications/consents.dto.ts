import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, Min } from 'class-validator';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { APPLICATION_ROLES, type ApplicationRole } from './application-form.entity.js';
import { CONSENT_STATES, type ConsentState } from './consent.policy.js';

/** What the reader said to an earlier wording. */
export class EarlierConsentView {
  label: TextsDto;
  hint: TextsDto;
  isAgreed: boolean;
  at: Date;
}

/** A consent that the event asks of the reader, as it is worded now. */
export class EventConsentView {
  @ApiProperty({ enum: APPLICATION_ROLES })
  role: ApplicationRole;
  questionId: string;
  label: TextsDto;
  hint: TextsDto;
  /** Whoever does not agree to it cannot stay without the organizers. */
  isRequired: boolean;
  /** due: no answer to this wording yet. */
  @ApiProperty({ enum: CONSENT_STATES })
  state: ConsentState;
  /** What was said to this wording; null: nothing yet. A no to what need not be agreed to is `agreed` in state. */
  @ApiProperty({ type: Boolean, nullable: true })
  isAgreed: boolean | null;
  answeredAt: Date | null;
  /** To be sent along with the answer. */
  version: number;
  /** Since when it is worded so. */
  since: Date;
  /** The wording answered last; null: nothing was answered before, or the wording has not changed. */
  before: EarlierConsentView | null;
}

export class EventConsentList {
  items: EventConsentView[];
  /** There are never more. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class EventConsentRequest {
  /** The version of the form that was read. */
  @IsInt()
  @Min(1)
  version: number;

  /** By the id of each consent: whether one agrees. */
  @IsObject()
  @ApiProperty({ type: 'object', additionalProperties: { type: 'boolean' } })
  answers: Record<string, unknown>;
}

export class ConsentReminderRequest {
  @IsIn(APPLICATION_ROLES)
  @ApiProperty({ enum: APPLICATION_ROLES })
  role: ApplicationRole;
}

export class ConsentReminderView {
  /** How many people get a mail; whoever was reminded today does not get another one. */
  reminded: number;
}

/** How many of those who hold a place or wait have not agreed to what is asked now. */
export class ConsentCountsView {
  due: number;
  refused: number;
}

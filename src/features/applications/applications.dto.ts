import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { BilingualText, TextsDto } from '../../platform/http/texts.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import type { Answers } from './answers.js';
import { APPLICATION_STATUSES, type ApplicationStatus } from './application.entity.js';
import { DECISIONS, type Decision } from './application.policy.js';
import { APPLICATION_ROLES, type ApplicationRole } from './application-form.entity.js';
import { QuestionView } from './application-forms.dto.js';
import { CONSENT_STATES, type ConsentState } from './consent.policy.js';
import { OfferRequest, OfferView } from './offer.dto.js';

const ANSWERS = { type: 'object', additionalProperties: true } as const;

/** What the applicant is writing. Answers stand under the ids of their questions; files are sent by themselves. */
export class DraftRequest {
  @ApiProperty(ANSWERS)
  @IsObject()
  answers: Record<string, unknown>;

  /** Of mentors alone. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OfferRequest)
  offer?: OfferRequest;
}

/** Hands in what was saved, or what is sent along. */
export class HandInRequest {
  @IsOptional()
  @ApiPropertyOptional(ANSWERS)
  @IsObject()
  answers?: Record<string, unknown>;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OfferRequest)
  offer?: OfferRequest;
}

export class ApplicationFileView {
  id: string;
  questionId: string;
  name: string;
  /** Bytes. */
  size: number;
  uploadedAt: Date;
  /** Where it is downloaded. */
  url: string;
}

/** The reader's own application. */
export class MyApplicationView {
  id: string;
  @ApiProperty({ enum: APPLICATION_ROLES })
  role: ApplicationRole;
  @ApiProperty({ enum: APPLICATION_STATUSES })
  status: ApplicationStatus;
  /** What is being written; handed in or not. */
  @ApiProperty(ANSWERS)
  draft: Answers;
  draftOffer: OfferView | null;
  files: ApplicationFileView[];
  /** Whether something was written since it was handed in. */
  hasUnsentChanges: boolean;
  /** Whether it may be handed in at this moment, or once more. */
  mayHandIn: boolean;
  savedAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
  /** What the organizers wrote with their decision. */
  message: TextsDto | null;
  /** On the waiting list, counted from 1; null: not on it, or the organizers choose by hand. */
  @ApiProperty({ type: Number, nullable: true })
  position: number | null;
  confirmBy: Date | null;
  confirmedAt: Date | null;
}

export class MyApplicationList {
  items: MyApplicationView[];
  /** There are never more. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export const APPLICATION_SORTS = ['applied', 'name', 'rank', 'background', 'status'] as const;
export type ApplicationSort = (typeof APPLICATION_SORTS)[number];
const HANDED_IN = APPLICATION_STATUSES.filter((status) => status !== 'draft');

export class ApplicationQuery extends PageQuery {
  @IsOptional()
  @IsIn(APPLICATION_ROLES)
  role?: ApplicationRole = 'participant';

  @IsOptional()
  @IsIn(HANDED_IN)
  status?: ApplicationStatus;

  @IsOptional()
  @IsIn(BACKGROUNDS)
  background?: Background;

  /** How those who hold a place or wait stand to the consents as they are worded now. */
  @IsOptional()
  @IsIn(CONSENT_STATES)
  consent?: ConsentState;

  /** Of an export; the account's unless told. */
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  /** In name, affiliation or e-mail address. */
  @IsOptional()
  @OneLine(0, 100)
  q?: string;

  @IsOptional()
  @IsIn(APPLICATION_SORTS)
  sort?: ApplicationSort = 'applied';
}

/** An application in the organizers' list. What is only begun is not in it. */
export class ApplicationItemView {
  id: string;
  accountId: string;
  @ApiProperty({ enum: APPLICATION_ROLES })
  role: ApplicationRole;
  @ApiProperty({ enum: APPLICATION_STATUSES })
  status: ApplicationStatus;
  name: string;
  email: string;
  @ApiProperty({ enum: BACKGROUNDS, nullable: true })
  background: Background | null;
  affiliation: string;
  skills: string[];
  languages: string[];
  @ApiProperty({ type: Number, nullable: true })
  rank: number | null;
  submittedAt: Date;
  decidedAt: Date | null;
  confirmBy: Date | null;
  confirmedAt: Date | null;
  /** Of somebody who holds a place or waits; null: nothing is asked. due: no answer to the text as it is now. */
  @ApiProperty({ enum: CONSENT_STATES, nullable: true })
  consent: ConsentState | null;
}

export class ApplicationPage extends pageOf(ApplicationItemView) {}

/** One application with its answers, as answers to the questions of their time. */
export class ApplicationView extends ApplicationItemView {
  questions: QuestionView[];
  @ApiProperty(ANSWERS)
  answers: Answers;
  offer: OfferView | null;
  files: ApplicationFileView[];
  message: TextsDto | null;
  /** Null: the platform, by the organizers' rule; or nobody yet. */
  decidedByName: string | null;
}

export class RankRequest {
  /** Lowest first; null takes it back. */
  @IsOptional()
  @ApiProperty({ type: Number, nullable: true })
  @IsInt()
  @Min(1)
  @Max(100_000)
  rank: number | null;
}

export class DecisionsRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  ids: string[];

  @IsIn(DECISIONS)
  @ApiProperty({ enum: DECISIONS })
  decision: Decision;

  /** Goes into each mail, in its reader's language; at most 3,000 characters each. */
  @IsOptional()
  @BilingualText()
  message?: TextsDto;

  /** Accept although there is no place; the record keeps why. */
  @IsOptional()
  @OneLine(3, 500)
  overCapacityReason?: string;
}

export class DecisionView {
  id: string;
  /** nothing: it stood so already, and no second mail was written. */
  @ApiProperty({ enum: ['changed', 'nothing', 'refused'] })
  outcome: 'changed' | 'nothing' | 'refused';
  @ApiProperty({ enum: APPLICATION_STATUSES, nullable: true })
  status: ApplicationStatus | null;
  /** Why it was refused: NOT_FOUND, APPLICATION_DECIDED, ALREADY_A_MEMBER, LEAVE_TEAM_FIRST. */
  @ApiProperty({ type: String, nullable: true })
  code: string | null;
}

/** What became of each. */
export class DecisionsView {
  items: DecisionView[];
  changed: number;
}

export class PromotionsRequest {
  @IsIn(APPLICATION_ROLES)
  @ApiProperty({ enum: APPLICATION_ROLES })
  role: ApplicationRole;

  /** How many at most. */
  @IsInt()
  @Min(1)
  @Max(500)
  count: number;
}

export class PromotionsView {
  /** Ids of the applications that got a place. */
  accepted: string[];
}

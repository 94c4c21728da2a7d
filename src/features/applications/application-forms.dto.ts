import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { BilingualText, TextsDto } from '../../platform/http/texts.dto.js';
import {
  APPLICATION_ROLES,
  type ApplicationRole,
  PROMOTIONS,
  type Promotion,
} from './application-form.entity.js';
import { QUESTION_KINDS, type QuestionKind } from './question.js';

export class OptionRequest {
  /** Given back as it was read, so that answers stay answers to it; left out for a new one. */
  @IsOptional()
  @IsUUID()
  id?: string;

  @BilingualText()
  label: TextsDto;
}

export class QuestionRequest {
  /** Given back as it was read; left out for a new one. */
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsIn(QUESTION_KINDS)
  @ApiProperty({ enum: QUESTION_KINDS })
  kind: QuestionKind;

  @BilingualText()
  label: TextsDto;

  @IsOptional()
  @BilingualText()
  hint?: TextsDto;

  @IsBoolean()
  isRequired: boolean;

  /** Of choice and choices: two or more. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OptionRequest)
  options?: OptionRequest[];

  /** Of short and long; 200 and 3,000 characters unless told. */
  @IsOptional()
  @ApiProperty({ type: Number, nullable: true, required: false })
  @IsInt()
  @Min(1)
  @Max(5_000)
  maxLength?: number | null;
}

class OptionView {
  id: string;
  label: TextsDto;
}

export class QuestionView {
  id: string;
  @ApiProperty({ enum: QUESTION_KINDS })
  kind: QuestionKind;
  label: TextsDto;
  hint: TextsDto;
  isRequired: boolean;
  @ApiProperty({ type: [OptionView] })
  options: OptionView[];
  /** Characters; null where the answer is no text. */
  @ApiProperty({ type: Number, nullable: true })
  maxLength: number | null;
}

export class BackgroundCapacity {
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  clinician?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  data_scientist?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  engineer?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  student?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  other?: number;
}

/** The whole form as it shall be. */
export class ApplicationFormRequest {
  /** The version that was read; another one in the meantime is a conflict. */
  @IsInt()
  @Min(0)
  version: number;

  @IsBoolean()
  isOpen: boolean;

  @IsArray()
  @ArrayMaxSize(40)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => QuestionRequest)
  questions: QuestionRequest[];

  /** Most people in this role; null: no limit. */
  @IsOptional()
  @ApiProperty({ type: Number, nullable: true, required: false })
  @IsInt()
  @Min(0)
  @Max(100_000)
  capacity?: number | null;

  /** Most people of a background; one that is left out has no limit of its own. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BackgroundCapacity)
  backgroundCapacity?: BackgroundCapacity;

  /** To whom a place goes that frees: in order of application, of rank, or to nobody by itself. */
  @IsOptional()
  @IsIn(PROMOTIONS)
  @ApiProperty({ enum: PROMOTIONS, required: false })
  promotion?: Promotion;

  /** Days that an accepted person has to confirm; null: an accepted place is theirs. */
  @IsOptional()
  @ApiProperty({ type: Number, nullable: true, required: false })
  @IsInt()
  @Min(1)
  @Max(60)
  confirmDays?: number | null;
}

/** What is asked, and until when. */
export class ApplicationFormView {
  @ApiProperty({ enum: APPLICATION_ROLES })
  role: ApplicationRole;
  /** Whether this role can be applied for at all. */
  isOpen: boolean;
  /** By the server's clock. grace: who was writing before the deadline may still hand in. */
  @ApiProperty({ enum: ['notYet', 'open', 'grace', 'closed'] })
  window: 'notYet' | 'open' | 'grace' | 'closed';
  opensAt: Date | null;
  closesAt: Date;
  graceMinutes: number;
  version: number;
  questions: QuestionView[];
  /** The rest is for organizers; null for everyone else. */
  @ApiProperty({ type: Number, nullable: true })
  capacity: number | null;
  @ApiProperty({ type: BackgroundCapacity, nullable: true })
  backgroundCapacity: BackgroundCapacity | null;
  @ApiProperty({ enum: PROMOTIONS, nullable: true })
  promotion: Promotion | null;
  @ApiProperty({ type: Number, nullable: true })
  confirmDays: number | null;
}

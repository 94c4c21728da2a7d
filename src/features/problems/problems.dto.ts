import { applyDecorators } from '@nestjs/common';
import { ApiProperty, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../platform/http/instant.js';
import { OneLine } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { TeamRefView } from '../accounts/accounts.dto.js';
import { PROBLEM_STATUSES, type ProblemStatus } from './problem.entity.js';
import { CHOOSERS, type Choosers, PROPOSERS, type Proposers } from './problem-setting.entity.js';

const LONGEST = 10_000;

/** Composed, as everything that people compare; without outer spaces. */
const Composed = () =>
  Transform(({ value }) => (typeof value === 'string' ? value.normalize('NFC').trim() : value));

/** One line in Korean, in English, or in both. */
export class TitleDto {
  @IsOptional()
  @OneLine(0, 200)
  ko?: string;

  @IsOptional()
  @OneLine(0, 200)
  en?: string;
}

/** A text in Korean, in English, or in both. */
export class PassageDto {
  @IsOptional()
  @Composed()
  @IsString()
  @MaxLength(LONGEST)
  ko?: string;

  @IsOptional()
  @Composed()
  @IsString()
  @MaxLength(LONGEST)
  en?: string;
}

const Passage = (type: typeof TitleDto | typeof PassageDto = PassageDto) =>
  applyDecorators(
    ApiProperty({ type, description: 'Korean, English, or both.' }),
    Type(() => type),
    IsObject(),
    ValidateNested(),
  );

const Reason = () =>
  applyDecorators(IsOptional(), Composed(), IsString(), MaxLength(2_000), ApiProperty({ required: false }));

/** A proposal. Title and question are needed in the same language, at least in one. */
export class ProblemRequest {
  @Passage(TitleDto)
  title: TitleDto;

  @Passage()
  question: PassageDto;

  /** Why it matters. */
  @IsOptional()
  @Passage()
  importance?: PassageDto;

  @IsOptional()
  @Passage()
  dataNeeded?: PassageDto;
}

/** What changes; what is left out stays. */
export class ProblemChangeRequest extends PartialType(ProblemRequest) {}

export class ProblemDecisionRequest {
  /** proposed: back to the beginning. */
  @IsIn(['proposed', 'shortlisted', 'selected', 'declined'])
  status: 'proposed' | 'shortlisted' | 'selected' | 'declined';

  /** To the proposer, in the mail too. Teams that lose their problem get it as the reason. */
  @IsOptional()
  @Composed()
  @IsString()
  @MaxLength(2_000)
  message?: string;

  /** How many teams may work on it; null: any number. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  @ApiProperty({ type: 'integer', nullable: true, required: false, minimum: 1, maximum: 1000 })
  capacity?: number | null;
}

export class ProblemQuery extends PageQuery {
  /** Only those in this state. */
  @IsOptional()
  @IsIn([...PROBLEM_STATUSES])
  status?: ProblemStatus;
}

/** A problem. Members see what is selected, and their own proposals. */
export class ProblemView {
  id: string;
  title: TextsDto;
  question: TextsDto;
  importance: TextsDto;
  dataNeeded: TextsDto;
  /** In which it can be read as a whole. */
  @ApiProperty({ enum: ['ko', 'en'], isArray: true })
  languages: ('ko' | 'en')[];
  @ApiProperty({ enum: [...PROBLEM_STATUSES] })
  status: ProblemStatus;
  capacity: number | null;
  /** Teams that work on it. */
  teams: TeamRefView[];
  proposerName: string;
  /** The proposer is no longer a member of the event. */
  proposerLeft: boolean;
  isMine: boolean;
  /** The reader's team works on it. */
  isMyTeams: boolean;
  mayEdit: boolean;
  mayWithdraw: boolean;
  /** What organizers told the proposer; for those two, and null for everyone else. */
  message: string | null;
  createdAt: Date;
}

export class ProblemPage extends pageOf(ProblemView) {}

export class ProblemSettingsRequest {
  @IsIn([...PROPOSERS])
  proposers: Proposers;

  @IsIn([...CHOOSERS])
  choosers: Choosers;

  /** Null: when the event starts. */
  @IsOptional()
  @IsInstant()
  proposalsCloseAt?: string | null;

  /** Null: when the event ends. */
  @IsOptional()
  @IsInstant()
  choiceFreezesAt?: string | null;

  @IsBoolean()
  noveltyRequired: boolean;
}

/** How this event gets its problems, and what the reader may do about it now. */
export class ProblemSettingsView {
  @ApiProperty({ enum: [...PROPOSERS] })
  proposers: Proposers;
  @ApiProperty({ enum: [...CHOOSERS] })
  choosers: Choosers;
  proposalsCloseAt: Date;
  choiceFreezesAt: Date;
  /** The organizers set these times; otherwise they follow the event. */
  hasOwnDeadline: boolean;
  hasOwnFreeze: boolean;
  noveltyRequired: boolean;
  mayPropose: boolean;
  /** The reader is the captain of a team that may choose now. */
  mayChoose: boolean;
}

export class TeamProblemRequest {
  /** Null: no problem. */
  @IsOptional()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  problemId: string | null;

  /** From organizers. */
  @Reason()
  reason?: string;
}

export class NoveltyRequest {
  /** Of the statement that was read. */
  @IsString()
  @MaxLength(40)
  version: string;

  /** Addresses of related prior work. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true }, { each: true })
  @MaxLength(500, { each: true })
  links?: string[];
}

export class NoveltyDeclarationView {
  version: string;
  links: string[];
  declaredByName: string;
  declaredAt: Date;
}

export class NoveltyStatementView {
  version: string;
  text: TextsDto;
}

export class ProblemRefView {
  id: string;
  title: TextsDto;
}

/** What a team works on, and whether it has declared that this is new. */
export class TeamWorkView {
  team: TeamRefView;
  problem: ProblemRefView | null;
  /** By organizers. */
  isAssigned: boolean;
  /** Why organizers assigned it; for the team and for organizers, and null for everyone else. */
  reason: string | null;
  chosenAt: Date | null;
  /** The last one. */
  declaration: NoveltyDeclarationView | null;
  /** false: never declared, or the statement or the problem has changed since. */
  isDeclarationCurrent: boolean;
}

/** One team, with the statement that it is asked to make. */
export class TeamWorkDetailView extends TeamWorkView {
  statement: NoveltyStatementView;
  mayChoose: boolean;
  mayDeclare: boolean;
}

export class TeamWorkPage extends pageOf(TeamWorkView) {}

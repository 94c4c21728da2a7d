import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  MaxLength,
} from 'class-validator';
import { OneLines } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { LANGUAGE_CODES } from '../../platform/i18n/language-codes.js';
import { TeamRefView } from '../accounts/accounts.dto.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import { MissingView } from './teams.dto.js';

export class PersonNoticeRequest {
  /** What you look for. Background, skills and languages are those of your profile. */
  @IsString()
  @MaxLength(2_000)
  text: string;
}

export class TeamNoticeRequest {
  /** What the team does and whom it looks for. */
  @IsString()
  @MaxLength(2_000)
  text: string;

  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(BACKGROUNDS, { each: true })
  @ApiProperty({ enum: BACKGROUNDS, isArray: true, required: false })
  backgrounds?: Background[];

  @IsOptional()
  @OneLines(20, 1, 40)
  skills?: string[];

  /** ISO 639-1 codes such as ko. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsIn(LANGUAGE_CODES, { each: true })
  languages?: string[];
}

export class NoticeQuery extends PageQuery {
  /** person: looks for a team. team: looks for people. */
  @IsOptional()
  @IsIn(['person', 'team'])
  kind?: 'person' | 'team';

  @IsOptional()
  @IsIn(BACKGROUNDS)
  background?: Background;

  /** As it is written in the notice, whatever its case. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  skill?: string;

  @IsOptional()
  @IsIn(LANGUAGE_CODES)
  language?: string;
}

/** On the notice board. Nobody's address is shown: a team invites, a person asks to join. */
export class NoticeView {
  id: string;
  @ApiProperty({ enum: ['person', 'team'] })
  kind: 'person' | 'team';
  /** Who looks for a team. */
  personName: string | null;
  affiliation: string | null;
  /** Which team looks for people. */
  team: TeamRefView | null;
  /** Whether participants may come into that team without being asked first. */
  teamIsOpen: boolean;
  text: string;
  /** The person's own, or those that the team looks for. */
  @ApiProperty({ enum: BACKGROUNDS, isArray: true })
  backgrounds: Background[];
  skills: string[];
  languages: string[];
  createdAt: Date;
  isMine: boolean;
}

export class NoticePage extends pageOf(NoticeView) {}

/** Why a suggestion is made. */
export class WhyView {
  /** fills: a background that the team lacks by the rules. wanted, wantedSkill: what the team asks for. */
  @ApiProperty({ enum: ['fills', 'wanted', 'wantedSkill', 'newSkill', 'sharedSkill', 'language'] })
  code: 'fills' | 'wanted' | 'wantedSkill' | 'newSkill' | 'sharedSkill' | 'language';
  @ApiProperty({ enum: BACKGROUNDS, required: false })
  background?: Background;
  skill?: string;
  /** ISO 639-1. */
  language?: string;
}

/** For a person without a team: a team. For somebody in a team: a person who looks for one. */
export class SuggestionView {
  team: TeamRefView | null;
  teamIsOpen: boolean;
  @ApiProperty({ type: [MissingView] })
  missing: MissingView[];
  /** The notice of the person, by which they can be invited; or of the team. */
  noticeId: string | null;
  personName: string | null;
  @ApiProperty({ enum: BACKGROUNDS, nullable: true })
  background: Background | null;
  text: string;
  /** The weightiest first; never empty. */
  @ApiProperty({ type: [WhyView] })
  why: WhyView[];
}

export class SuggestionPage extends pageOf(SuggestionView) {}

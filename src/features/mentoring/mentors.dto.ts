import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../platform/http/instant.js';
import { OneLine } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import { Tags } from './tags.js';

export class MentorRefView {
  id: string;
  name: string;
}

/** A mentor as the members of the event see them. */
export class MentorView {
  id: string;
  name: string;
  expertise: string[];
  /** ISO 639-1 codes. */
  languages: string[];
  /** Whether they look after the reader's team. */
  isMine: boolean;
}

export class MentorPage extends pageOf(MentorView) {}

/** When a mentor is there. */
export class TimeSpanDto {
  @IsInstant()
  startsAt: string;

  @IsInstant()
  endsAt: string;
}

/** What a mentor brings to the event. */
export class MentorProfileRequest {
  @Tags(20)
  expertise: string[];

  /** ISO 639-1 codes such as ko. */
  @IsArray()
  @ArrayMaxSize(10)
  @Matches(/^[a-z]{2}$/, { each: true })
  languages: string[];

  @IsArray()
  @ArrayMaxSize(30)
  // ValidateNested alone takes a list for an object.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TimeSpanDto)
  times: TimeSpanDto[];

  /** Most teams; null: as the organizers see fit. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(50)
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  maxTeams?: number | null;
}

export class MentorProfileView {
  expertise: string[];
  languages: string[];
  @ApiProperty({ type: [TimeSpanDto] })
  times: TimeSpanDto[];
  @ApiProperty({ type: 'integer', nullable: true })
  maxTeams: number | null;
}

/** A member of a team as its mentors see them: no e-mail address. */
export class MentoredMemberView {
  name: string;
  isCaptain: boolean;
  @ApiProperty({ enum: BACKGROUNDS, nullable: true })
  background: Background | null;
  affiliation: string;
  skills: string[];
  languages: string[];
}

/** A team that the reader looks after. */
export class MentoredTeamView {
  id: string;
  name: string;
  description: string;
  /** Something came up that puts the reader in conflict with the team: it is closed to them until organizers decide. */
  isClosed: boolean;
  @ApiProperty({ type: [MentoredMemberView] })
  members: MentoredMemberView[];
  /** The team's other mentors. */
  @ApiProperty({ type: [MentorRefView] })
  mentors: MentorRefView[];
}

export class MentoredTeamPage extends pageOf(MentoredTeamView) {}

/** A participant by name, for declaring a conflict. */
export class ParticipantView {
  id: string;
  name: string;
  affiliation: string;
}

export class ParticipantPage extends pageOf(ParticipantView) {}

export class ParticipantQuery extends PageQuery {
  /** A part of the name. */
  @IsOptional()
  @OneLine(1, 60)
  q?: string;
}

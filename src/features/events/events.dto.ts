import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../platform/http/instant.js';
import { OneLine } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { BilingualText, TextsDto } from '../../platform/http/texts.dto.js';
import { TeamRefView } from '../accounts/accounts.dto.js';
import { AsEmail } from '../accounts/auth.dto.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import { isTimeZone } from './event.policy.js';

const Filled = () =>
  ValidateBy({
    name: 'filled',
    validator: {
      validate: (value?: Partial<TextsDto> | null) => Boolean(value?.ko?.trim?.() && value.en?.trim?.()),
      defaultMessage: () => '$property must not be empty in either language',
    },
  });

/** A stretch of an event that people plan by. */
export class PhaseRequest {
  @Filled()
  @BilingualText()
  name: TextsDto;

  @IsInstant()
  startsAt: string;

  @IsInstant()
  endsAt: string;
}

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 50;

const IsRequiredBackgrounds = () =>
  ValidateBy({
    name: 'requiredBackgrounds',
    validator: {
      validate: (value) =>
        typeof value === 'object' &&
        value !== null &&
        Object.entries(value).every(
          ([name, count]) => BACKGROUNDS.includes(name as Background) && isCount(count),
        ),
      defaultMessage: () => `$property names how many (0 to 50) of ${BACKGROUNDS.join(', ')}`,
    },
  });

const IsTimeZone = () =>
  ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: isTimeZone,
      defaultMessage: () => '$property must be an IANA time zone such as Asia/Seoul',
    },
  });

/** What a team of the event must be made of. */
export class TeamRulesRequest {
  /** People that a team needs at least. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  minSize?: number;

  /** How many of each background a team needs at least: `{"clinician": 1, "data_scientist": 1}`. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer' } })
  @IsOptional()
  @IsRequiredBackgrounds()
  required?: Partial<Record<Background, number>>;
}

/** A new event. */
export class EventRequest {
  /** Its name in addresses; made from the English name when left out. */
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/)
  slug?: string;

  @Filled()
  @BilingualText()
  name: TextsDto;

  @IsOptional()
  @BilingualText()
  summary?: TextsDto;

  @IsOptional()
  @BilingualText()
  place?: TextsDto;

  /** IANA, such as Asia/Seoul. Days end at midnight there. */
  @IsTimeZone()
  timeZone: string;

  @IsInstant()
  startsAt: string;

  @IsInstant()
  endsAt: string;

  /** In order, without overlap; they may lie outside the event's own times. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  // ValidateNested looks for the fields inside of a list within the list, and takes an empty one for valid.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PhaseRequest)
  phases?: PhaseRequest[];

  /** A draft is seen by its organizers alone. */
  @IsOptional()
  @IsIn(['draft', 'published'])
  status?: 'draft' | 'published';

  /** open: whoever is signed in may join. application: people apply, and organizers decide. */
  @IsOptional()
  @IsIn(['open', 'closed', 'application'])
  joining?: 'open' | 'closed' | 'application';

  /** From when on people apply; null: as soon as the event is published. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  applicationsOpenAt?: string | null;

  /** The first moment that is too late to apply; null: when the event begins. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  applicationsCloseAt?: string | null;

  /** Teams that are larger already stay as they are. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  maxTeamSize?: number;

  /** Shown to teams as what is still missing; nobody is kept from founding a team that is to grow. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TeamRulesRequest)
  teamRules?: TeamRulesRequest;

  /** From then on only organizers change who is in which team. Null: never. */
  @IsOptional()
  @IsInstant()
  teamsFreezeAt?: string | null;
}

/** What changes; what is left out stays. */
export class EventChangeRequest extends PartialType(EventRequest) {}

export class TeamRulesView {
  minSize: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  required: Partial<Record<Background, number>>;
}

export class PhaseView {
  name: TextsDto;
  startsAt: string;
  endsAt: string;
}

/** An event as the reader sees it. */
export class EventView {
  id: string;
  slug: string;
  name: TextsDto;
  summary: TextsDto;
  place: TextsDto;
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  phases: PhaseView[];
  status: 'draft' | 'published';
  joining: 'open' | 'closed' | 'application';
  applicationsOpenAt: Date | null;
  applicationsCloseAt: Date | null;
  maxTeamSize: number;
  teamRules: TeamRulesView;
  /** From then on only organizers change who is in which team; null: never. */
  teamsFreezeAt: Date | null;
  /** Null: not a member, or not signed in. */
  myRole: 'participant' | 'mentor' | 'organizer' | null;
  myTeam: TeamRefView | null;
  memberCount: number;
  teamCount: number;
  /** By the server's clock, at the moment of the answer. */
  nowStage: 'before' | 'running' | 'after';
  currentPhase: PhaseView | null;
  nextPhase: PhaseView | null;
}

export class EventPage extends pageOf(EventView) {}

/** A member of the event. Organizers get everything; to other members id, e-mail, team and time are null. */
export class EventMemberView {
  accountId: string | null;
  name: string;
  role: 'participant' | 'mentor' | 'organizer';
  /** What people tell about themselves so that teams can form. */
  background: Background | null;
  affiliation: string;
  skills: string[];
  languages: string[];
  email: string | null;
  team: TeamRefView | null;
  joinedAt: Date | null;
}

export class EventMemberPage extends pageOf(EventMemberView) {}

export class EventRoleRequest {
  @IsIn(['participant', 'mentor', 'organizer'])
  role: 'participant' | 'mentor' | 'organizer';

  /** Although there is no place; the record keeps why. */
  @IsOptional()
  @OneLine(3, 500)
  overCapacityReason?: string;

  /** Why; the record keeps it. */
  @IsOptional()
  @OneLine(3, 500)
  reason?: string;
}

/** One line of the record of an event. */
export class AuditEntryView {
  id: string;
  at: Date;
  /** Null: the platform itself. */
  actorName: string | null;
  /** Such as `team.created`. */
  action: string;
  subjectType: string;
  subjectId: string;
  /** What the person, team or invitation is called now. Null: it has no name, or is no more. */
  subjectName: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: object | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after: object | null;
  reason: string | null;
  /** From where: the network of the address, such as 203.0.113.*. */
  network: string | null;
}

/** Which lines of the record; what is left out is not asked for. */
export class RecordFilter {
  /** Part of the name of the person who did it. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  who?: string;

  /** An action such as `team.created`, or all that begin with a word, such as `team`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  what?: string;

  @IsOptional()
  @IsInstant()
  from?: string;

  /** Until just before. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class RecordQuery extends IntersectionType(PageQuery, RecordFilter) {}

export class AuditPage extends pageOf(AuditEntryView) {}

/** That an organizer knows a participant who has lost their e-mail. */
export class RecoveryRequest {
  /** The address that the person reads now. */
  @AsEmail()
  @IsEmail({ allow_utf8_local_part: false })
  @MaxLength(254)
  email: string;

  /** How the organizer knows that it is them; it goes into the record. */
  @OneLine(3, 500)
  reason: string;
}

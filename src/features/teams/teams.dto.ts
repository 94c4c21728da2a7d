import { ApiProperty, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { pageOf } from '../../platform/http/page.dto.js';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';
import { EventRefView, TeamRefView } from '../accounts/accounts.dto.js';
import { AsEmail } from '../accounts/auth.dto.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import type { Missing } from '../events/team-rules.js';
import type { Brought } from './budget.queries.js';

export class TeamRequest {
  /** Unique in the event: no other team has one that looks the same. */
  @OneLine(2, 60)
  name: string;

  /** What the team is about, for people who might join it. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  description?: string;

  /** Whether participants may come in without being asked first. */
  @IsOptional()
  @IsBoolean()
  open?: boolean;
}

/** What changes; what is left out stays. */
export class TeamChangeRequest extends PartialType(TeamRequest) {}

/** Somebody has asked for the role of a captain who is not to be found. */
export class CaptainClaimView {
  byName: string;
  /** From then on they can take over, unless the captain objects. */
  possibleAt: Date;
}

export class TeamMemberView {
  accountId: string;
  name: string;
  /** For organizers alone. */
  email: string | null;
  isCaptain: boolean;
  joinedAt: Date;
  /** Null: they have not named one. */
  @ApiProperty({ enum: BACKGROUNDS, nullable: true })
  background: Background | null;
}

/** One thing that a team lacks by the event's rules. */
export class MissingView implements Missing {
  @ApiProperty({ enum: ['people', 'background'] })
  kind: 'people' | 'background';
  @ApiProperty({ enum: BACKGROUNDS, nullable: true })
  background: Background | null;
  count: number;
}

/** An open invitation. Its code is shown once, when it is made. */
export class OpenInvitationView {
  id: string;
  /** link: whoever has it, until it expires or is revoked. email, person: one account, once. */
  @ApiProperty({ enum: ['link', 'email', 'person'] })
  kind: 'link' | 'email' | 'person';
  /** Name of the person that it is for, where they were invited from the notice board. */
  person: string | null;
  /** For organizers and for the member who made it. */
  email: string | null;
  invitedByName: string;
  /** Used entries that were shown when it was made, and may come along. */
  shownEntries: number;
  createdAt: Date;
  expiresAt: Date;
}

/** A team in a list. */
export class TeamItemView {
  id: string;
  name: string;
  description: string;
  /** Whether participants may come in without being asked first. */
  open: boolean;
  memberCount: number;
  /** What the team lacks by the event's rules. */
  @ApiProperty({ type: [MissingView] })
  missing: MissingView[];
  isMine: boolean;
  /** For organizers; null for everyone else. */
  members: TeamMemberView[] | null;
}

export class TeamPage extends pageOf(TeamItemView) {}

/** A team. Its members are for the team itself, its mentors and organizers, its invitations for the team and organizers; null for everyone else. */
export class TeamView {
  id: string;
  name: string;
  description: string;
  /** Whether participants may come in without being asked first. */
  open: boolean;
  event: EventRefView;
  memberCount: number;
  maxTeamSize: number;
  /** What the team lacks by the event's rules. */
  @ApiProperty({ type: [MissingView] })
  missing: MissingView[];
  isMine: boolean;
  createdAt: Date;
  /** Null: the team goes on. */
  dissolvedAt: Date | null;
  /** The team that it has become part of. */
  mergedInto: TeamRefView | null;
  /** For the team and organizers. */
  captainClaim: CaptainClaimView | null;
  members: TeamMemberView[] | null;
  invitations: OpenInvitationView[] | null;
}

export class InvitationRequest {
  /** Only the account with this address may accept; when left out, whoever has the link. */
  @IsOptional()
  @AsEmail()
  @IsEmail({ allow_utf8_local_part: false })
  @MaxLength(254)
  email?: string;

  /** A person's notice on the event's notice board: for that person, who sees the invitation on the event's page. */
  @IsOptional()
  @IsUUID()
  noticeId?: string;
}

/** A task as it is named in lists. */
export class BudgetTaskRef {
  id: string;
  slug: string;
  name: TextsDto;
}

/** What newcomers do to the entries that a team has left in one task. */
export class BroughtView implements Brought {
  task: BudgetTaskRef;
  /** Used by the team without them. */
  used: number;
  /** Used entries that come along. */
  brings: number;
  limitTotal: number | null;
}

/** Whom it is asked about: at most one; the reader themself where none is named. */
export class BroughtQuery {
  /** For organizers. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

  /** All members of another team; for organizers. */
  @IsOptional()
  @IsUUID()
  fromTeamId?: string;

  /** Whoever stands behind a notice; for members of the team. */
  @IsOptional()
  @IsUUID()
  noticeId?: string;
}

/** Used entries that would come along into a team. */
export class BroughtSumView {
  brings: number;
  /** Task by task; for the team and organizers, empty for everyone else. */
  @ApiProperty({ type: [BroughtView] })
  budget: BroughtView[];
}

/** An invitation that was just made: the only time that its code is shown. */
export class NewInvitationView {
  id: string;
  /** Of a link that is for nobody in particular, short enough to be read out and typed. */
  code: string;
  /** Address of the page where it is accepted. */
  url: string;
  expiresAt: Date;
}

/** What one accepts. */
export class InvitationView {
  event: EventRefView;
  team: TeamRefView;
  memberCount: number;
  maxTeamSize: number;
  expiresAt: Date;
  /** Whether accepting makes the reader a member of the event as well. */
  joinsEvent: boolean;
  /** The reader is in this team: there is nothing more to accept. */
  isDone: boolean;
  /** When people join teams no more by themselves, and in which zone to say it. */
  teamsFreezeAt: Date | null;
  timeZone: string;
  /** Used entries of the reader's earlier teams that would come along. */
  brings: number;
  @ApiProperty({ type: [BroughtView] })
  budget: BroughtView[];
}

/** An invitation that is for the reader. */
export class MyInvitationView {
  id: string;
  team: TeamRefView;
  invitedByName: string;
  expiresAt: Date;
  /** Used entries of the reader's earlier teams that would come along. */
  brings: number;
  @ApiProperty({ type: [BroughtView] })
  budget: BroughtView[];
}

export class JoinRequest {
  /** For the team: who you are and what you would like to do. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  message?: string;
}

/** A person as members of their event see them; never with an address. */
export class PersonView {
  accountId: string;
  name: string;
  @ApiProperty({ enum: BACKGROUNDS, nullable: true })
  background: Background | null;
  affiliation: string;
  skills: string[];
  languages: string[];
}

/** Somebody asks to join a team. */
export class JoinRequestView {
  id: string;
  person: PersonView;
  message: string;
  createdAt: Date;
  expiresAt: Date;
  /** Used entries of their earlier teams that would come along; `budget` says in which tasks. */
  brings: number;
  @ApiProperty({ type: [BroughtView] })
  budget: BroughtView[];
}

export class JoinRequestPage extends pageOf(JoinRequestView) {}

export class AcceptRequest {
  /** `brings` as it was shown: more than that is refused, so that nobody takes over what they have not seen. */
  @IsOptional()
  @IsInt()
  @Min(0)
  brings?: number;
}

export class CaptainRequest {
  @IsUUID()
  accountId: string;

  /** Organizers must give one. */
  @IsOptional()
  @IsString()
  @Length(3, 1_000)
  reason?: string;
}

export class DissolveRequest {
  /** Organizers must give one. */
  @IsOptional()
  @IsString()
  @Length(3, 1_000)
  reason?: string;
}

/** A team that organizers make. */
export class LateTeamRequest {
  @OneLine(2, 60)
  name: string;

  /** A participant without a team. */
  @IsUUID()
  captainId: string;

  /** The captain reads it. */
  @IsString()
  @Length(3, 1_000)
  reason: string;
}

/** In which language the words of a file are; the reader's own where none is named. */
export class TeamExportQuery {
  @IsOptional()
  @IsIn(LANGUAGES)
  @ApiProperty({ enum: LANGUAGES, required: false })
  language?: Language;
}

/** A mail to everybody in several teams. */
export class TeamLetterRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @IsUUID(undefined, { each: true })
  teamIds: string[];

  @OneLine(3, 120)
  subject: string;

  @IsString()
  @Length(3, 4_000)
  message: string;
}

export class TeamLetterView {
  teams: number;
  /** How many mails were written. */
  people: number;
}

export class PlaceRequest {
  /** Null: in no team. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  teamId: string | null;

  /** The teams concerned read it. */
  @IsString()
  @Length(3, 1_000)
  reason: string;
}

export class PlaceView {
  accountId: string;
  teamId: string | null;
}

/** A request of the reader to join a team. */
export class MyRequestView {
  id: string;
  team: TeamRefView;
  message: string;
  createdAt: Date;
  expiresAt: Date;
}

/** Where the reader's search for a team stands. */
export class TeamSearchView {
  @ApiProperty({ type: [MyInvitationView] })
  invitations: MyInvitationView[];
  @ApiProperty({ type: [MyRequestView] })
  requests: MyRequestView[];
}

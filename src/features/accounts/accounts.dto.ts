import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';
import { AsEmail } from './auth.dto.js';
import { ProfileRequest } from './profile.dto.js';
import type { Background } from './profile.js';
import { ProofRequest } from './second-factor.dto.js';

export class EventRefView {
  slug: string;
  name: TextsDto;
}

export class TeamRefView {
  id: string;
  name: string;
}

/** An event that the person belongs to. */
export class MembershipView {
  event: EventRefView;
  role: 'participant' | 'mentor' | 'organizer';
  team: TeamRefView | null;
}

/** That an organizer says this account has lost its address. DELETE /me/recovery says no while it waits. */
export class MyRecoveryView {
  event: EventRefView;
  organizerName: string;
  /** How they know that it is the person. */
  reason: string;
  /** The new address. */
  address: string;
  /** From then on whoever reads mail there can take the account over. */
  from: Date;
  isDone: boolean;
}

/** The signed-in person. */
export class MeView {
  id: string;
  email: string;
  name: string;
  locale: Language;
  isAdmin: boolean;
  canCreateEvents: boolean;
  /** Answers for data sets of this installation. */
  isSteward: boolean;
  background: Background | null;
  affiliation: string;
  skills: string[];
  /** Spoken, as ISO 639-1 codes. */
  languages: string[];
  /** A role of theirs asks for a second factor and they have none: nothing but setting one up is open. */
  needsSecondFactor: boolean;
  /** When the address was shown to be theirs; null: not yet. */
  emailVerifiedAt: Date | null;
  /** Version of the notice on personal data that they have yet to agree to; null: they have. */
  @ApiProperty({ type: String, nullable: true })
  consentNeeded: string | null;
  /** A new address of this account for which an organizer vouches, or did within a month; null: none. */
  recovery: MyRecoveryView | null;
  memberships: MembershipView[];
}

/** What changes; what is left out stays. */
export class MeRequest extends ProfileRequest {
  @IsOptional()
  @OneLine(1, 100)
  name?: string;

  @IsOptional()
  @IsIn(LANGUAGES)
  locale?: Language;
}

export class PasswordRequest {
  @IsString()
  @MaxLength(200)
  current: string;

  @IsString()
  @Length(10, 200)
  next: string;
}

/** What a new password did to the other ways in. */
export class PasswordChangedView {
  /** Other browsers that are signed out now. */
  sessionsEnded: number;
  /** Access tokens that go on working; revoke them one by one where they are listed. */
  tokensKept: number;
}

const IsLinkToken = () => Matches(/^[\w-]{43}$/);

/** The secret of a link that was mailed, from behind the # of its address. */
export class MailedLinkRequest {
  @IsLinkToken()
  token: string;
}

export class ForgottenPasswordRequest {
  @AsEmail()
  @IsString()
  @MaxLength(254)
  email: string;
}

export class NewPasswordRequest {
  @IsLinkToken()
  token: string;

  @IsString()
  @Length(10, 200)
  next: string;
}

export class NewAddressRequest extends ProofRequest {
  @AsEmail()
  @IsEmail({ allow_utf8_local_part: false })
  @MaxLength(254)
  email: string;
}

export class ConsentRequest {
  @IsString()
  @MaxLength(40)
  version: string;
}

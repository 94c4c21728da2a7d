import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';
import { ProfileRequest } from './profile.dto.js';
import type { Background } from './profile.js';

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

/** The signed-in person. */
export class MeView {
  id: string;
  email: string;
  name: string;
  locale: Language;
  isAdmin: boolean;
  canCreateEvents: boolean;
  background: Background | null;
  affiliation: string;
  skills: string[];
  /** Spoken, as ISO 639-1 codes. */
  languages: string[];
  /** A role of theirs asks for a second factor and they have none: nothing but setting one up is open. */
  needsSecondFactor: boolean;
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

import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';

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
  memberships: MembershipView[];
}

export class MeRequest {
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

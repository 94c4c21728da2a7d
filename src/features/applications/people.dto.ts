import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';
import { TeamRefView } from '../accounts/accounts.dto.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import { APPLICATION_ROLES, type ApplicationRole } from './application-form.entity.js';
import { CONSENT_STATES, type ConsentState } from './consent.policy.js';
import { ConsentCountsView } from './consents.dto.js';

const ROLES = ['participant', 'mentor', 'organizer'] as const;
type Role = (typeof ROLES)[number];

export const PEOPLE_SORTS = ['name', 'joined', 'team', 'background', 'checkedIn'] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

export class PeopleQuery extends PageQuery {
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;

  @IsOptional()
  @IsIn(BACKGROUNDS)
  background?: Background;

  @IsOptional()
  @IsIn(['with', 'without'])
  team?: 'with' | 'without';

  /** Whether somebody at the desk has seen them. */
  @IsOptional()
  @IsIn(['yes', 'no'])
  checkedIn?: 'yes' | 'no';

  /** Whether they have shown that their address is theirs. */
  @IsOptional()
  @IsIn(['confirmed', 'unconfirmed'])
  address?: 'confirmed' | 'unconfirmed';

  /** How they stand to the consents of their role's form as they are worded now. */
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
  @IsIn(PEOPLE_SORTS)
  sort?: PeopleSort = 'name';
}

/** A member of the event, for its organizers. */
export class EventPersonView {
  accountId: string;
  name: string;
  email: string;
  @ApiProperty({ enum: ROLES })
  role: Role;
  @ApiProperty({ enum: BACKGROUNDS, nullable: true })
  background: Background | null;
  affiliation: string;
  skills: string[];
  languages: string[];
  team: TeamRefView | null;
  joinedAt: Date;
  checkedInAt: Date | null;
  checkedInByName: string | null;
  /** Whether the address is known to be theirs. */
  isAddressConfirmed: boolean;
  /** To the form of their role; null: nothing is asked. due: no answer to the text as it is now. */
  @ApiProperty({ enum: CONSENT_STATES, nullable: true })
  consent: ConsentState | null;
}

export class PersonPage extends pageOf(EventPersonView) {}

export class CheckInRequest {
  /** false takes a check-in back. */
  @IsBoolean()
  isPresent: boolean;
}

export class RoleCountsView {
  @ApiProperty({ enum: ROLES })
  role: Role;
  members: number;
  checkedIn: number;
  withoutTeam: number;
}

export class BackgroundCountsView {
  @ApiProperty({ enum: BACKGROUNDS })
  background: Background;
  members: number;
  @ApiProperty({ type: Number, nullable: true })
  capacity: number | null;
}

export class ApplicationCountsView {
  @ApiProperty({ enum: APPLICATION_ROLES })
  role: ApplicationRole;
  members: number;
  @ApiProperty({ type: Number, nullable: true })
  capacity: number | null;
  backgrounds: BackgroundCountsView[];
  /** Begun and not handed in. */
  draft: number;
  submitted: number;
  accepted: number;
  waitlisted: number;
  declined: number;
  withdrawn: number;
  lapsed: number;
  no_show: number;
  /** Null: the form asks for no consent. */
  consents: ConsentCountsView | null;
}

/** How many there are of whom. */
export class PeopleCountsView {
  roles: RoleCountsView[];
  applications: ApplicationCountsView[];
}

import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsOptional, MaxLength } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { pageOf } from '../../platform/http/page.dto.js';
import { EventRefView, TeamRefView } from '../accounts/accounts.dto.js';
import { AsEmail } from '../accounts/auth.dto.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import type { Missing } from '../events/team-rules.js';

export class TeamRequest {
  /** Unique in the event: no other team has one that looks the same. */
  @OneLine(2, 60)
  name: string;
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
  /** link: whoever has it, until it expires or is revoked. email: one account, once. */
  kind: 'link' | 'email';
  /** For organizers and for the member who made it. */
  email: string | null;
  invitedByName: string;
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
}

/** An invitation that was just made: the only time that its code is shown. */
export class NewInvitationView {
  id: string;
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
}

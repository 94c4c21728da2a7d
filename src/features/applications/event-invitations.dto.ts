import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, MaxLength } from 'class-validator';
import { OneLine, OneLines } from '../../platform/http/one-line.js';
import { pageOf } from '../../platform/http/page.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';
import { EventRefView } from '../accounts/accounts.dto.js';
import { AsEmail } from '../accounts/auth.dto.js';
import { INVITED_ROLES, type InvitedRole } from './event-invitation.entity.js';

export class EventInvitationRequest {
  @AsEmail()
  @IsEmail({ allow_utf8_local_part: false })
  @MaxLength(254)
  email: string;

  @IsIn(INVITED_ROLES)
  @ApiProperty({ enum: INVITED_ROLES })
  role: InvitedRole;

  /** Of the mail, where the address belongs to no account; an account is written to in its own language. */
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  /** What is hoped for of a mentor. */
  @IsOptional()
  @OneLines(20, 1, 60)
  expertise?: string[];

  /** Invite although all places of the role are taken; the record keeps why. */
  @IsOptional()
  @OneLine(3, 500)
  overCapacityReason?: string;
}

const STATES = ['open', 'accepted', 'expired', 'revoked'] as const;

/** An invitation as organizers see it. Its code went out by mail and is shown to nobody. */
export class EventInvitationView {
  id: string;
  email: string;
  @ApiProperty({ enum: INVITED_ROLES })
  role: InvitedRole;
  expertise: string[];
  @ApiProperty({ enum: STATES })
  state: (typeof STATES)[number];
  invitedByName: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedByName: string | null;
  acceptedAt: Date | null;
}

export class EventInvitationPage extends pageOf(EventInvitationView) {}

/** What one accepts. */
export class EventInvitationOfferView {
  event: EventRefView;
  @ApiProperty({ enum: INVITED_ROLES })
  role: InvitedRole;
  invitedByName: string;
  expiresAt: Date;
  /** The reader is what they were asked to be: there is nothing more to accept. */
  isDone: boolean;
}

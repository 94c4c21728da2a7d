import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';

export class AccountQuery extends PageQuery {
  /** Part of a name or e-mail address. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  query?: string;
}

/** An account as administrators see it. */
export class AccountView {
  id: string;
  email: string;
  name: string;
  isAdmin: boolean;
  canCreateEvents: boolean;
  isSteward: boolean;
  /** Rights are given only to who has shown that the address is theirs; null: not yet. */
  emailVerifiedAt: Date | null;
  createdAt: Date;
}

export class AccountPage extends pageOf(AccountView) {}

export class EventCreationRequest {
  @IsBoolean()
  allowed: boolean;
}

export class StewardRequest {
  @IsBoolean()
  allowed: boolean;
}

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
  createdAt: Date;
}

export class AccountPage extends pageOf(AccountView) {}

export class EventCreationRequest {
  @IsBoolean()
  allowed: boolean;
}

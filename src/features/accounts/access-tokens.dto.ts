import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { TOKEN_SCOPES, type TokenScope } from '../../platform/http/actor.js';
import { OneLine } from '../../platform/http/one-line.js';
import { pageOf } from '../../platform/http/page.dto.js';

export class AccessTokenRequest {
  /** What it is for, so that it can be recognised later. */
  @OneLine(1, 100)
  name: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TOKEN_SCOPES.length)
  @ArrayUnique()
  @IsIn(TOKEN_SCOPES, { each: true })
  scopes: TokenScope[];

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(365)
  expiresInDays?: number = 30;
}

/** A personal access token, without the token. */
export class AccessTokenView {
  id: string;
  name: string;
  /** Its first characters. */
  prefix: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date;
  /** To the minute; null: never. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** A token that was just made: the only time that it is shown. */
export class NewAccessTokenView extends AccessTokenView {
  token: string;
}

export class AccessTokenPage extends pageOf(AccessTokenView) {}

import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { pageOf } from '../../platform/http/page.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';
import { AsEmail } from './auth.dto.js';
import { ProofRequest } from './second-factor.dto.js';

/** With whom people may sign in, besides a password. */
export class ProviderView {
  /** Stands in the address: /auth/oidc/{key}/start */
  key: string;
  /** As the button says it. */
  name: string;
}

export class ProviderPage extends pageOf(ProviderView) {}

/** A sign-in with a provider that opens the own account. */
export class IdentityView {
  id: string;
  /** Null: this installation no longer knows the provider. */
  @ApiProperty({ type: ProviderView, nullable: true })
  provider: ProviderView | null;
  issuer: string;
  /** As the provider last said it; null: it does not say. */
  email: string | null;
  linkedAt: Date;
  lastUsedAt: Date | null;
  /** False: without it nobody gets in any more. */
  canBeRemoved: boolean;
}

export class IdentityPage extends pageOf(IdentityView) {
  hasPassword: boolean;
}

export class ProviderLinkRequest extends ProofRequest {}

/** Where the browser goes next. */
export class LinkView {
  url: string;
}

/** Who the provider says has come, before there is an account. */
export class NewcomerView {
  provider: ProviderView;
  /** To begin with; null: the provider does not say. */
  email: string | null;
  name: string | null;
}

export class NewcomerRequest {
  /** As other members of one's events see it. */
  @OneLine(1, 100)
  name: string;

  @AsEmail()
  @IsEmail({ allow_utf8_local_part: false })
  @MaxLength(254)
  email: string;

  @IsOptional()
  @IsIn(LANGUAGES)
  locale?: Language;

  /** Version of the notice that was shown and agreed to; see GET /auth/consent. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  consentVersion?: string;
}

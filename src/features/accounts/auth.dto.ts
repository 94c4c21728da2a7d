import { Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { LANGUAGES, type Language } from '../../platform/i18n/language.js';

/** An address is one however it was typed. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

export const AsEmail = () =>
  Transform(({ value }) => (typeof value === 'string' ? normalEmail(value) : value));

/** The first password that anyone would try. */
const NotTheEmail = () =>
  ValidateBy({
    name: 'notTheEmail',
    validator: {
      validate: (value: unknown, args?: ValidationArguments) =>
        String(value).trim().toLowerCase() !== (args?.object as SignUpRequest | undefined)?.email,
      defaultMessage: () => '$property must not be the e-mail address',
    },
  });

export class SignUpRequest {
  @AsEmail()
  @IsEmail({ allow_utf8_local_part: false })
  @MaxLength(254)
  email: string;

  @IsString()
  @Length(10, 200)
  @NotTheEmail()
  password: string;

  /** As other members of one's events see it. */
  @OneLine(1, 100)
  name: string;

  /** Language of the page and of messages; that of the browser when left out. */
  @IsOptional()
  @IsIn(LANGUAGES)
  locale?: Language;

  /** Version of the notice that was shown and agreed to; see GET /auth/consent. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  consentVersion?: string;
}

export class SignInRequest {
  @AsEmail()
  @IsString()
  @MaxLength(254)
  email: string;

  @IsString()
  @MaxLength(200)
  password: string;
}

/** The notice on personal data that whoever signs up agrees to. */
export class ConsentView {
  version: string;
  text: TextsDto;
}

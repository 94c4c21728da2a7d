import { IsOptional, IsString, MaxLength } from 'class-validator';

/** That it is still the person: the password where there is one, a code where there is a second factor. */
export class ProofRequest {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string;

  /** Of the authenticator app, or a recovery code. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  code?: string;
}

export class CodeRequest {
  /** Six digits of the authenticator app, or a recovery code. */
  @IsString()
  @MaxLength(60)
  code: string;
}

export class SecondFactorView {
  isOn: boolean;
  /** Whether this installation asks it of people in one of this person's roles. */
  isRequired: boolean;
  since: Date | null;
  recoveryCodesLeft: number;
}

/** What an authenticator app needs; shown this once. It asks for nothing until a code of it was confirmed. */
export class EnrolmentView {
  /** In base32, for typing. */
  secret: string;
  /** For a QR code: otpauth://totp/… */
  uri: string;
}

/** Ten codes, each of which opens the account once in place of the app. Shown this once. */
export class RecoveryCodesView {
  codes: string[];
  /** Other browsers that are signed out now. */
  sessionsEnded: number;
}

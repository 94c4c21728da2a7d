import { IsString, MaxLength } from 'class-validator';
import { AsEmail } from '../accounts/auth.dto.js';
import { ProofRequest } from '../accounts/second-factor.dto.js';

/** Everything that is kept about the person who asks. */
export class PersonalDataView {
  exportedAt: string;
  account: Record<string, unknown>;
  /** Rows by the name of the table that keeps them; only what is the person's own to read. */
  kept: Record<string, Record<string, unknown>[]>;
}

export class DeletionRequest extends ProofRequest {
  /** The address of the account, typed again. */
  @AsEmail()
  @IsString()
  @MaxLength(254)
  email: string;
}

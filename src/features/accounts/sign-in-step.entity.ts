import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from './account.entity.js';

/** `provider`: on the way to a provider. `newcomer`: back from one, with no account yet. `code`: a code is still missing. */
export type StepKind = 'provider' | 'newcomer' | 'code';

/** A browser that is in the middle of signing in. It opens nothing but its own next step. */
@Entity()
export class SignInStep {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text', { unique: true })
  tokenHash: string;

  @Column('text')
  kind: StepKind;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  accountId: string | null;

  /** What the step needs to know; see sign-in-steps.service.ts. */
  @Column('jsonb')
  data: object;

  @Column('int', { default: 0 })
  attempts: number;

  @Index()
  @Column('timestamptz')
  expiresAt: Date;
}

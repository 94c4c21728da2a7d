import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from './account.entity.js';

/** In place of the authenticator app, once. Kept as a hash. */
@Entity()
export class RecoveryCode {
  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('text')
  codeHash: string;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}

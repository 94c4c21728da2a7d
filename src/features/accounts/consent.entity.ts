import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from './account.entity.js';

/** That a person agreed to one version of one text. */
@Entity()
export class Consent {
  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  accountId: string;

  /** `personal-data` is the one asked at sign-up. */
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('text')
  version: string;

  @Column('timestamptz', { default: () => 'now()' })
  at: Date;

  @Column('text', { nullable: true })
  ip: string | null;
}

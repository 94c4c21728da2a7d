import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { TokenScope } from '../../platform/http/actor.js';
import { Account } from './account.entity.js';

/** A personal access token for programs. Shown once, kept as a hash. */
@Entity()
export class AccessToken {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  accountId: string;

  @Column('text')
  name: string;

  @Column('text', { unique: true })
  tokenHash: string;

  /** Its first characters, so that its owner recognises it in a list. */
  @Column('text')
  prefix: string;

  @Column('text', { array: true })
  scopes: TokenScope[];

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from './account.entity.js';

/** A browser that is signed in. Only the hash of the cookie is kept. */
@Entity()
export class Session {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  accountId: string;

  @Column('text', { unique: true })
  tokenHash: string;

  @Column('text', { nullable: true })
  userAgent: string | null;

  /** The network it was last used from, not the whole address; see network-name.ts. */
  @Column('text', { nullable: true })
  network: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  /** To some minutes. */
  @Column('timestamptz', { default: () => 'now()' })
  lastSeenAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}

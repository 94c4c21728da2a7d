import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from './account.entity.js';

/** verify: the address is theirs. reset: a new password. change: a new address. recover: a new address that an organizer vouched for. undo: the old address takes the account back. */
export type LinkPurpose = 'verify' | 'reset' | 'change' | 'recover' | 'undo';

/** A link that was mailed: good once, for one purpose, for a while. Only the hash of its secret is kept. */
@Entity()
@Index('account_link_undo', ['address'], { where: "purpose = 'undo'" })
export class AccountLink {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  accountId: string;

  @Column('text')
  purpose: LinkPurpose;

  @Column('text', { unique: true })
  tokenHash: string;

  /** Where it was sent: the address that using it proves. */
  @Column('text')
  address: string;

  /** Not good before; the owner of the old address may object until then. */
  @Column('timestamptz', { nullable: true })
  notBefore: Date | null;

  /** With this the owner of the old address objects. */
  @Column('text', { nullable: true, unique: true })
  vetoHash: string | null;

  /** The organizer who vouched, in which event, and how they know the person. */
  @Column('uuid', { nullable: true })
  vouchedBy: string | null;

  @Column('uuid', { nullable: true })
  eventId: string | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

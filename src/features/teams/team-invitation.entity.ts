import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Team } from './team.entity.js';

/** A code that lets a person join a team if they accept it. Only its hash is kept. */
@Entity()
export class TeamInvitation {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  @Column('text', { unique: true })
  codeHash: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  invitedBy: string;

  /** Only the account with this address may accept; null: whoever holds the code. */
  @Column('text', { nullable: true })
  email: string | null;

  /** Only this person may accept; they see it on the event's page. */
  @Index({ where: 'account_id IS NOT NULL' })
  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  accountId: string | null;

  /** Used entries that the invited person was seen to bring when they were invited; more than that needs a new decision. */
  @Column('int', { default: 0 })
  shownEntries: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('uuid', { nullable: true })
  acceptedBy: string | null;

  @Column('timestamptz', { nullable: true })
  acceptedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}

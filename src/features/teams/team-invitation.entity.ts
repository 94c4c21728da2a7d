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

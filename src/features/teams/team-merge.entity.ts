import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from './team.entity.js';

export const MERGE_STATUSES = ['open', 'agreed', 'declined', 'withdrawn'] as const;
export type MergeStatus = (typeof MERGE_STATUSES)[number];

/** A captain proposes that their team becomes part of another one. It happens when the other captain agrees. */
@Entity()
@Index('team_merge_open', ['fromTeamId', 'intoTeamId'], { unique: true, where: "status = 'open'" })
@Index(['intoTeamId'])
@Check('from_team_id <> into_team_id')
@Check(`status IN ('open', 'agreed', 'declined', 'withdrawn')`)
export class TeamMerge {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  /** Ends with the merger. */
  @ForeignKey(() => Team)
  @Column('uuid')
  fromTeamId: string;

  /** Goes on, with its name and its captain. */
  @ForeignKey(() => Team)
  @Column('uuid')
  intoTeamId: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  proposedBy: string;

  @Column('text', { default: '' })
  message: string;

  @Column('text', { default: 'open' })
  status: MergeStatus;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;
}

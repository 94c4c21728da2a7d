import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from './team.entity.js';

export const REQUEST_STATUSES = ['open', 'accepted', 'declined', 'withdrawn'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** A person asks to join a team. After `expiresAt` an open one is over. */
@Entity()
@Index('team_request_open', ['teamId', 'accountId'], { unique: true, where: "status = 'open'" })
@Index(['eventId', 'accountId'])
@Check(`status IN ('open', 'accepted', 'declined', 'withdrawn')`)
export class TeamRequest {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  accountId: string;

  @Column('text', { default: '' })
  message: string;

  @Column('text', { default: 'open' })
  status: RequestStatus;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;
}

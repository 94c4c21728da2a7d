import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from './team.entity.js';

/** Membership in a team; the key makes a second team in the same event impossible. */
@Entity()
export class TeamMember {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  accountId: string;

  @Index()
  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  @Column('timestamptz', { default: () => 'now()' })
  joinedAt: Date;
}

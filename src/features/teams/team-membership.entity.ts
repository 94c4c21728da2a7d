import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from './team.entity.js';

/**
 * Who was in which team, and when. Used budgets follow it, so nobody writes it: a trigger on `team_member` does,
 * and no role of the platform may change it.
 */
@Entity()
@Index(['eventId', 'accountId'])
@Index('team_membership_now', ['eventId', 'accountId'], { unique: true, where: 'left_at IS NULL' })
export class TeamMembership {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  accountId: string;

  @Index()
  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  @Column('timestamptz')
  joinedAt: Date;

  @Column('timestamptz', { nullable: true })
  leftAt: Date | null;
}

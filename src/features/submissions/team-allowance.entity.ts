import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Task } from '../tasks/task.entity.js';
import { Team } from '../teams/team.entity.js';

/** What organizers have given one team beyond the limits of a task, with the reason. Seen by that team and organizers. */
@Entity()
@Index(['teamId', 'taskId'])
@Check('extra_total >= 0 AND extra_today >= 0')
export class TeamAllowance {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  @ForeignKey(() => Task)
  @Column('uuid')
  taskId: string;

  /** More entries in all. */
  @Column('int', { default: 0 })
  extraTotal: number;

  /** More entries on the day on which they were given. */
  @Column('int', { default: 0 })
  extraToday: number;

  /** Takes entries of this team until then, where that is later than the task's own closing. */
  @Column('timestamptz', { nullable: true })
  closesAt: Date | null;

  @Column('text')
  reason: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  grantedBy: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  grantedAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from '../teams/team.entity.js';

/** That a mentor looks after a team. */
@Entity()
export class MentorAssignment {
  @Index()
  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  teamId: string;

  @Index()
  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  mentorId: string;

  @Index()
  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  /** Null: by the platform's proposal. */
  @Column('uuid', { nullable: true })
  assignedBy: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  assignedAt: Date;
}

import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from '../teams/team.entity.js';

/**
 * A stretch of a mentor's office hours, for one team. The team that booked it stands in the same row, so that there can
 * be no second one. That neither a mentor nor a team is in two places at once is the table's own rule.
 */
@Entity()
@Check(`ends_at > starts_at`)
@Check(`kind IN ('room', 'remote')`)
@Exclusion(
  'office_slot_of_mentor',
  `USING gist (uuidrange(mentor_id, mentor_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)`,
)
@Exclusion(
  'office_slot_of_team',
  `USING gist (uuidrange(team_id, team_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE (team_id IS NOT NULL)`,
)
@Index(['eventId', 'startsAt'])
export class OfficeSlot {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  mentorId: string;

  @Column('timestamptz')
  startsAt: Date;

  @Column('timestamptz')
  endsAt: Date;

  @Column('text')
  kind: 'room' | 'remote';

  /** Name of the room, or address of the call. */
  @Column('text')
  place: string;

  /** Null: free. */
  @Index()
  @ForeignKey(() => Team, { onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  teamId: string | null;

  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  bookedBy: string | null;

  @Column('timestamptz', { nullable: true })
  bookedAt: Date | null;

  /** What the team wants to talk about. */
  @Column('text', { default: '' })
  topic: string;

  /** Counts bookings and their ends: calendars take a later version for the truth. */
  @Column('int', { default: 0 })
  version: number;
}

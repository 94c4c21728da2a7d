import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from '../teams/team.entity.js';

/** What mentors of a team and organizers tell each other about it. The team never sees it. */
@Entity()
@Index(['teamId', 'createdAt'])
export class MentorNote {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  @Column('uuid')
  teamId: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  authorId: string;

  @Column('text')
  text: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  editedAt: Date | null;
}

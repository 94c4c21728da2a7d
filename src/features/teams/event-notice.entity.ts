import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import type { Background } from '../accounts/profile.js';
import { Event } from '../events/event.entity.js';
import { Team } from './team.entity.js';

/**
 * On the notice board of an event: a person who looks for a team, or a team that looks for people.
 * A person's background, skills and languages are those of their profile; a team says what it wants.
 */
@Entity()
@Index(['eventId', 'createdAt'])
@Index('event_notice_of_person', ['eventId', 'accountId'], {
  unique: true,
  where: 'account_id IS NOT NULL AND closed_at IS NULL',
})
@Index('event_notice_of_team', ['teamId'], {
  unique: true,
  where: 'team_id IS NOT NULL AND closed_at IS NULL',
})
@Check('num_nonnulls(account_id, team_id) = 1')
export class EventNotice {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  /** Who looks for a team; null: a team looks. */
  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  accountId: string | null;

  @ForeignKey(() => Team)
  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('text', { default: '' })
  text: string;

  @Column('text', { array: true, default: '{}' })
  backgrounds: Background[];

  @Column('text', { array: true, default: '{}' })
  skills: string[];

  @Column('text', { array: true, default: '{}' })
  languages: string[];

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

@Entity()
@Index('team_name_in_event', ['eventId', 'name'], { unique: true, where: 'dissolved_at IS NULL' })
@Index(['mergedIntoId'])
export class Team {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Column('text')
  name: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  captainId: string;

  /** What the team is about, for people who might join it. */
  @Column('text', { default: '' })
  description: string;

  /** open: participants of the event may come in without being asked first. */
  @Column('boolean', { default: false })
  open: boolean;

  /** Nobody is in it any more and nobody comes in; its entries and its row on the board stay. */
  @Column('timestamptz', { nullable: true })
  dissolvedAt: Date | null;

  /** The team that it has become part of, always the last of a chain; dissolved then too. */
  @ForeignKey(() => Team)
  @Column('uuid', { nullable: true })
  mergedIntoId: string | null;

  /** Who has asked for the captain's role because the captain is not to be found, and when. */
  @Column('uuid', { nullable: true })
  claimedBy: string | null;

  @Column('timestamptz', { nullable: true })
  claimedAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

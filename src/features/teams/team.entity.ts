import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

@Entity()
@Index('team_name_in_event', ['eventId', 'name'], { unique: true })
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

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

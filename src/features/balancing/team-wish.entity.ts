import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

/** That a participant wishes to be in a team with somebody, or not. Only they themselves and organizers read it. */
@Entity()
@Check('from_id <> to_id')
@Check("kind IN ('with', 'not_with')")
export class TeamWish {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  fromId: string;

  /** In the key with the giver: a second wish about the same person, such as the opposite, is impossible. */
  @Index()
  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  toId: string;

  @Column('text')
  kind: 'with' | 'not_with';

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

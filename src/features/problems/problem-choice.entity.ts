import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from '../teams/team.entity.js';
import { Problem } from './problem.entity.js';

/** What a team works on. The key makes a second problem of the same team impossible. */
@Entity()
export class ProblemChoice {
  /** A team that ends without having handed anything in leaves nothing behind. */
  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  teamId: string;

  @Index()
  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Index()
  @ForeignKey(() => Problem)
  @Column('uuid')
  problemId: string;

  @ForeignKey(() => Account)
  @Column('uuid')
  chosenBy: string;

  /** By organizers, who give a reason. */
  @Column('boolean', { default: false })
  assigned: boolean;

  @Column('text', { default: '' })
  reason: string;

  @Column('timestamptz', { default: () => 'now()' })
  chosenAt: Date;
}

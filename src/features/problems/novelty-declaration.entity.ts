import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Team } from '../teams/team.entity.js';
import { Problem } from './problem.entity.js';

/** That a team said its work is new, in one version of the statement. The last one counts; earlier ones stay. */
@Entity()
@Index(['teamId', 'declaredAt'])
export class NoveltyDeclaration {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  @Column('uuid')
  teamId: string;

  @Index()
  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  /** What the team worked on when it declared; another problem asks for another declaration. */
  @ForeignKey(() => Problem)
  @Column('uuid', { nullable: true })
  problemId: string | null;

  @Column('text')
  version: string;

  /** Addresses of related work, of the team or of others. */
  @Column('text', { array: true, default: '{}' })
  links: string[];

  @ForeignKey(() => Account)
  @Column('uuid')
  declaredBy: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  declaredAt: Date;
}

import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Event } from '../events/event.entity.js';

/** staff: mentors and organizers. clinicians: they, and members whose background is clinical. */
export const PROPOSERS = ['staff', 'clinicians', 'members'] as const;
export type Proposers = (typeof PROPOSERS)[number];

/** Who settles which team works on what: its captain, first come first served, or organizers. */
export const CHOOSERS = ['teams', 'organizers'] as const;
export type Choosers = (typeof CHOOSERS)[number];

/** How an event gets its problems. Without a row it is as the defaults say. */
@Entity()
@Check(`proposers IN ('staff', 'clinicians', 'members')`)
@Check(`choosers IN ('teams', 'organizers')`)
export class ProblemSetting {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @Column('text', { default: 'clinicians' })
  proposers: Proposers;

  @Column('text', { default: 'teams' })
  choosers: Choosers;

  /** Null: when the event starts. */
  @Column('timestamptz', { nullable: true })
  proposalsCloseAt: Date | null;

  /** From then on only organizers change what a team works on. Null: when the event ends. */
  @Column('timestamptz', { nullable: true })
  choiceFreezesAt: Date | null;

  /** Whether each team is asked to declare that its work is new. */
  @Column('boolean', { default: true })
  noveltyRequired: boolean;
}

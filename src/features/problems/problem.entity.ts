import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

export const PROBLEM_STATUSES = ['proposed', 'shortlisted', 'selected', 'declined', 'withdrawn'] as const;
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];

/** A clinical question that somebody proposes for the event. Each text stands in Korean, in English, or in both. */
@Entity()
@Index(['eventId', 'status'])
@Check('capacity > 0')
@Check(`status IN ('proposed', 'shortlisted', 'selected', 'declined', 'withdrawn')`)
export class Problem {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  /** Stays when this person leaves the event. */
  @ForeignKey(() => Account)
  @Column('uuid')
  proposedBy: string;

  @Column('jsonb')
  title: Texts;

  @Column('jsonb')
  question: Texts;

  @Column('jsonb')
  importance: Texts;

  @Column('jsonb')
  dataNeeded: Texts;

  /** `selected` is what members see and teams choose from. */
  @Column('text', { default: 'proposed' })
  status: ProblemStatus;

  /** How many teams may work on it; null: any number. */
  @Column('int', { nullable: true })
  capacity: number | null;

  /** What organizers told the proposer last. */
  @Column('text', { default: '' })
  message: string;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Background } from '../accounts/profile.js';
import { Event } from '../events/event.entity.js';

/** What one may apply to be. Organizers are invited. */
export const APPLICATION_ROLES = ['participant', 'mentor'] as const;
export type ApplicationRole = (typeof APPLICATION_ROLES)[number];

/** To whom a place goes that frees: in order of application, of the organizers' ranks, or to nobody by itself. */
export const PROMOTIONS = ['applied', 'rank', 'manual'] as const;
export type Promotion = (typeof PROMOTIONS)[number];

/** How an event takes applications for one role. What is asked stands in the versions. */
@Entity()
export class ApplicationForm {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @PrimaryColumn('text')
  role: ApplicationRole;

  /** The version that is asked now; 0: no question yet. */
  @Column('int', { default: 0 })
  version: number;

  @Column('boolean', { default: false })
  isOpen: boolean;

  /** Most people in this role; null: no limit. */
  @Column('int', { nullable: true })
  capacity: number | null;

  /** Most people of a background; one that is not named has no limit of its own. */
  @Column('jsonb', { default: () => "'{}'" })
  backgroundCapacity: Partial<Record<Background, number>>;

  @Column('text', { default: 'applied' })
  promotion: Promotion;

  /** Days that an accepted person has to confirm the place; null: an accepted place is theirs. */
  @Column('int', { nullable: true })
  confirmDays: number | null;
}

import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import type { TeamRules } from './team-rules.js';

export const EVENT_ROLES = ['participant', 'mentor', 'organizer'] as const;
export type EventRole = (typeof EVENT_ROLES)[number];

export const JOINING = ['open', 'closed', 'application'] as const;
export type Joining = (typeof JOINING)[number];

/** A stretch of the event that people plan by: hacking, judging. */
export interface Phase {
  name: Texts;
  startsAt: string;
  endsAt: string;
}

/** A datathon. */
@Entity()
@Check('ends_at > starts_at')
export class Event {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Its name in addresses. */
  @Column('text', { unique: true })
  slug: string;

  @Column('jsonb')
  name: Texts;

  @Column('jsonb')
  summary: Texts;

  @Column('jsonb')
  place: Texts;

  /** IANA, such as Asia/Seoul. Days of quotas end at midnight here. */
  @Column('text')
  timeZone: string;

  @Column('timestamptz')
  startsAt: Date;

  @Column('timestamptz')
  endsAt: Date;

  @Column('jsonb', { default: () => "'[]'" })
  phases: Phase[];

  /** A draft is seen by its organizers alone. */
  @Column('text', { default: 'draft' })
  status: 'draft' | 'published';

  /** open: whoever is signed in may join by a button. application: people apply, and organizers decide. */
  @Column('text', { default: 'open' })
  joining: Joining;

  /** Null: as soon as the event is published. */
  @Column('timestamptz', { nullable: true })
  applicationsOpenAt: Date | null;

  /** Null: until the event begins. */
  @Column('timestamptz', { nullable: true })
  applicationsCloseAt: Date | null;

  @Column('int', { default: 8 })
  maxTeamSize: number;

  @Column('jsonb', { default: () => `'{"minSize": 1, "required": {}}'` })
  teamRules: TeamRules;

  /** From then on only organizers change who is in which team; null: never. */
  @Column('timestamptz', { nullable: true })
  teamsFreezeAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import type { OutcomeSchema } from '../../scoring/outcomes/schema.js';
import type { Gate } from '../../scoring/report/gates.js';
import { Event } from '../events/event.entity.js';

/** What teams hand in: files of predictions, notebooks that make them from data that nobody saw, or either. */
export const TASK_ENTRY_KINDS = ['results', 'notebook', 'both'] as const;
export type TaskEntryKind = (typeof TASK_ENTRY_KINDS)[number];
export type SplitMethod = 'column' | 'row' | 'cluster';
export type BoardVisibility = 'live' | 'frozen' | 'hidden';

/** What is to be predicted, how it is scored, and how often. */
@Entity()
@Index('task_slug_in_event', ['eventId', 'slug'], { unique: true })
@Check(`split_method <> 'column' OR split_column IS NOT NULL`)
@Check(`split_method <> 'cluster' OR cluster_column IS NOT NULL`)
@Check(`board <> 'frozen' OR frozen_at IS NOT NULL`)
@Check('ladder_steps BETWEEN 0 AND 2')
@Check('decimals BETWEEN 2 AND 6')
@Check(`entry_kind IN ('results', 'notebook', 'both')`)
export class Task {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Column('text')
  slug: string;

  @Column('jsonb')
  name: Texts;

  @Column('jsonb')
  description: Texts;

  @Column('text', { default: 'results' })
  entryKind: TaskEntryKind;

  @Column('text', { default: 'id' })
  idColumn: string;

  /** The kind of outcome, and its columns in the truth and in every entry. */
  @Column('jsonb')
  schema: OutcomeSchema;

  @Column('text', { default: 'row' })
  splitMethod: SplitMethod;

  /** Its values are `public` and `final`. */
  @Column('text', { nullable: true })
  splitColumn: string | null;

  /** Rows of one cluster (a patient) stay together in the split and in the bootstrap. */
  @Column('text', { nullable: true })
  clusterColumn: string | null;

  /** Columns of the truth whose groups the reports tell apart. */
  @Column('text', { array: true, default: () => "'{}'" })
  groupColumns: string[];

  /** What organizers ask of every entry's report; an entry that does not keep one is marked on the board. */
  @Column('jsonb', { default: () => "'[]'" })
  gates: Gate[];

  /** Whether teams see the reports of released entries on the public part before the final ranking is published. */
  @Column('boolean', { default: false })
  liveReports: boolean;

  @Column('double precision', { default: 0.7 })
  finalFraction: number;

  @Column('int')
  seed: number;

  @Column('text', { default: 'auroc' })
  metric: string;

  @Column('text', { array: true, default: () => "'{}'" })
  furtherMetrics: string[];

  /** Null: no limit. */
  @Column('int', { nullable: true, default: 5 })
  limitPerDay: number | null;

  @Column('int', { nullable: true, default: 30 })
  limitTotal: number | null;

  /** Whether organizers chose `limitTotal`; else it follows from the number of public labels. */
  @Column('boolean', { default: false })
  limitChosen: boolean;

  /** By how many standard errors a score must beat the team's best to be shown; 0: always shown; null: by the labels. */
  @Column('int', { nullable: true })
  ladderSteps: number | null;

  /** Of the scores that teams see. */
  @Column('int', { default: 3 })
  decimals: number;

  /** Whether losses that tell about single rows are shown before the final board is; null: by the labels. */
  @Column('boolean', { nullable: true })
  liveLosses: boolean | null;

  /** How many entries a team may select for the final ranking. */
  @Column('int', { default: 2 })
  maxSelected: number;

  @Column('int', { default: 100 })
  maxUploadMegabytes: number;

  @Column('text', { default: 'live' })
  board: BoardVisibility;

  @Column('timestamptz', { nullable: true })
  frozenAt: Date | null;

  /** Null: with the event. */
  @Column('timestamptz', { nullable: true })
  opensAt: Date | null;

  @Column('timestamptz', { nullable: true })
  closesAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finalPublishedAt: Date | null;

  /** The truth that entries are scored against; null until one was uploaded. */
  @Column('uuid', { nullable: true })
  truthId: string | null;

  /** Counts every change of the board; see board_entry. */
  @Column('int', { default: 0 })
  boardVersion: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

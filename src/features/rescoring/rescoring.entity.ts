import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Task } from '../tasks/task.entity.js';
import { Truth } from '../tasks/truth.entity.js';

/**
 * scoring: entries are being scored anew. ready: all are, and both boards can be compared. applying: decided, and a
 * worker puts the new scores in place. applied, discarded: over.
 */
export const RESCORING_STATUSES = ['scoring', 'ready', 'applying', 'applied', 'discarded'] as const;
export type RescoringStatus = (typeof RESCORING_STATUSES)[number];

/** What of a task decides about scores and may change under its entries. */
export interface ScoreRules {
  truthId: string;
  metric: string;
  furtherMetrics: string[];
}

/** A new version of a task's scores, made beside the ones in force. At most one is open for a task. */
@Entity()
@Index('rescoring_number', ['taskId', 'scoring'], { unique: true })
@Index('rescoring_open', ['taskId'], {
  unique: true,
  where: `status IN ('scoring', 'ready', 'applying')`,
})
@Check(`status IN ('scoring', 'ready', 'applying', 'applied', 'discarded')`)
export class Rescoring {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Task)
  @Index()
  @Column('uuid')
  taskId: string;

  @Column('text', { default: 'scoring' })
  status: RescoringStatus;

  /** Which of an entry's scores are this rescoring's: 2 for a task's first, since all begin with 1. */
  @Column('int')
  scoring: number;

  @Column('text')
  reason: string;

  @ForeignKey(() => Truth)
  @Column('uuid')
  truthId: string;

  @Column('text')
  metric: string;

  @Column('text', { array: true })
  furtherMetrics: string[];

  /** The rules in force when it began; taken again when it is applied. */
  @Column('jsonb')
  before: ScoreRules;

  /** The board that the new released scores were worked out for; null: not yet. */
  @Column('int', { nullable: true })
  replayedVersion: number | null;

  @ForeignKey(() => Account)
  @Column('uuid')
  requestedBy: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  requestedAt: Date;

  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;
}

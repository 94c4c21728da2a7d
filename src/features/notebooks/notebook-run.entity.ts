import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Limits, Verdict } from '../../sandbox/sandbox.js';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Submission } from '../submissions/submission.entity.js';
import { Task } from '../tasks/task.entity.js';
import { Team } from '../teams/team.entity.js';
import { Notebook } from './notebook.entity.js';

/** open: on data that participants have. hidden: on the hidden data, for a score. repeat: once more, to compare. */
export const RUN_STAGES = ['open', 'hidden', 'repeat'] as const;
export type RunStage = (typeof RUN_STAGES)[number];

/**
 * waiting → staged (its files lie ready) → running → collected (what it wrote waits to be looked at) → done. failed: on
 * our side, for good.
 */
export const RUN_STATUSES = [
  'waiting',
  'staged',
  'running',
  'collected',
  'done',
  'failed',
  'cancelled',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** A file that a run reads as `/data/NAME`, as it was when the run was asked for. */
export interface RunInput {
  name: string;
  storageKey: string;
  sha256: string;
  hidden: boolean;
}

/** How a repeated run's predictions differ from those that were scored. */
export interface RunDifference {
  rows: number;
  rowsThatDiffer: number;
  /** Over the columns of numbers; null where rows or texts differ in a way that has no size. */
  largest: number | null;
}

/** One run of a notebook. The executing process reaches it through a handful of functions of the database, and no other table. */
@Entity()
@Index('notebook_run_open', ['seq'], { where: `status IN ('waiting', 'staged', 'running', 'collected')` })
@Index('notebook_run_of_notebook', ['notebookId', 'seq'])
@Index('notebook_run_of_task', ['taskId', 'seq'])
@Index('notebook_run_claims', ['teamId', 'claimedAt'])
@Index('notebook_run_hidden', ['submissionId'], { unique: true, where: `stage = 'hidden'` })
@Check(`stage IN ('open', 'hidden', 'repeat')`)
@Check(`status IN ('waiting', 'staged', 'running', 'collected', 'done', 'failed', 'cancelled')`)
@Check(`stage = 'open' OR submission_id IS NOT NULL`)
export class NotebookRun {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index({ unique: true })
  @Column('bigint')
  @Generated('increment')
  seq: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @ForeignKey(() => Task)
  @Column('uuid')
  taskId: string;

  @ForeignKey(() => Team)
  @Column('uuid')
  teamId: string;

  @ForeignKey(() => Notebook)
  @Column('uuid')
  notebookId: string;

  @ForeignKey(() => Submission)
  @Column('uuid', { nullable: true })
  submissionId: string | null;

  @Column('text')
  stage: RunStage;

  @Column('text', { default: 'waiting' })
  status: RunStatus;

  /** Null: the platform itself. */
  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  requestedBy: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  requestedAt: Date;

  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  cancelledBy: string | null;

  // What is run, as it was asked for.
  @Column('text')
  environment: string;

  @Column('jsonb')
  limits: Limits;

  @Column('int')
  seed: number;

  @Column('jsonb')
  inputs: RunInput[];

  @Column('text')
  codeSha256: string;

  // Who runs it.
  @Column('int', { default: 0 })
  attempts: number;

  @Column('timestamptz', { nullable: true })
  notBefore: Date | null;

  @Column('timestamptz', { nullable: true })
  claimedAt: Date | null;

  @Column('uuid', { nullable: true })
  leaseId: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('text', { nullable: true })
  executor: string | null;

  @Column('int', { nullable: true })
  slot: number | null;

  // What was seen of it while it ran.
  @Column('int', { default: 0 })
  elapsedMs: number;

  @Column('bigint', { default: 0 })
  memoryBytes: string;

  @Column('int', { default: 0 })
  frames: number;

  @Column('int', { default: 0 })
  frameBytes: number;

  /** Of the notebook's code cells, counted from 0. */
  @Column('int', { nullable: true })
  cellNow: number | null;

  // How it ended.
  @Column('text', { nullable: true })
  verdict: Verdict | null;

  @Column('int', { nullable: true })
  failedCell: number | null;

  @Column('int', { nullable: true })
  wallMs: number | null;

  @Column('bigint', { nullable: true })
  peakBytes: string | null;

  @Column('text', { nullable: true })
  outputSha256: string | null;

  /** What is wrong with the predictions of an open run, or for organizers of a hidden one: codes and counts. */
  @Column('jsonb', { nullable: true })
  outputErrors: object[] | null;

  @Column('jsonb', { nullable: true })
  difference: RunDifference | null;

  /** What went wrong on our side, for organizers. */
  @Column('text', { nullable: true })
  fault: string | null;

  @Column('text', { nullable: true })
  engine: string | null;

  @Column('text', { nullable: true })
  engineVersion: string | null;

  @Column('text', { nullable: true })
  limitsMode: string | null;

  @Column('text', { nullable: true })
  environmentDigest: string | null;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}

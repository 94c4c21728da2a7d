import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';
import { Task } from '../tasks/task.entity.js';
import { Truth } from '../tasks/truth.entity.js';
import { Team } from '../teams/team.entity.js';

/**
 * executing: a notebook, accepted and counted, that runs on the hidden data or waits to. unscored: its run gave nothing
 * that could be scored, through its code or because it was cancelled after its start; it counts. failed: on our side.
 */
export const SUBMISSION_STATUSES = [
  'executing',
  'queued',
  'running',
  'scored',
  'unscored',
  'failed',
  'cancelled',
] as const;
export const ENTRY_KINDS = ['results', 'notebook'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];

/** An accepted entry of a team. What a worker learns about it stands in `board_entry` and `submission_score`. */
@Entity()
@Index('submission_of_team', ['teamId', 'taskId', 'seq'])
@Index('submission_of_task', ['taskId', 'seq'])
@Index('submission_waiting', ['seq'], { where: `status IN ('queued', 'running')` })
@Index('submission_executing', ['taskId', 'teamId', 'seq'], { where: `status = 'executing'` })
@Index('submission_claims', ['teamId', 'claimedAt'])
@Index('submission_claims_of_event', ['eventId', 'claimedAt'])
@Index('submission_idempotency', ['teamId', 'idempotencyKey'], {
  unique: true,
  where: 'idempotency_key IS NOT NULL',
})
@Check(`status IN ('executing', 'queued', 'running', 'scored', 'unscored', 'failed', 'cancelled')`)
@Check(`kind IN ('results', 'notebook')`)
export class Submission {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Order of acceptance over the whole platform. */
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

  @ForeignKey(() => Account)
  @Column('uuid')
  submittedBy: string;

  @ForeignKey(() => Truth)
  @Column('uuid')
  truthId: string;

  @Column('text', { default: 'queued' })
  status: SubmissionStatus;

  @Column('text', { default: 'results' })
  kind: EntryKind;

  @Column('text', { default: '' })
  note: string;

  @Column('text')
  fileName: string;

  /** The file that is scored. Of a notebook that has given none yet: the notebook itself. */
  @Column('text')
  storageKey: string;

  @Column('text')
  sha256: string;

  @Column('bigint')
  size: string;

  @Column('int')
  rowCount: number;

  @Column('text', { nullable: true })
  idempotencyKey: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  acceptedAt: Date;

  /** How often a worker took it. */
  @Column('int', { default: 0 })
  attempts: number;

  /** Not before this time: a pause after a failure of ours. */
  @Column('timestamptz', { nullable: true })
  notBefore: Date | null;

  @Column('timestamptz', { nullable: true })
  claimedAt: Date | null;

  /** Proves that the worker that records the score is the one that holds the claim. */
  @Column('uuid', { nullable: true })
  leaseId: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  /** The team's choice for the final ranking. */
  @Column('boolean', { default: false })
  selected: boolean;

  /** Since when the team's mentors may see it; null: the team keeps it to itself. */
  @Column('timestamptz', { nullable: true })
  sharedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('uuid', { nullable: true })
  withdrawnBy: string | null;

  @Column('text', { nullable: true })
  withdrawnReason: string | null;
}

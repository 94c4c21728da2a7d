import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { PageQuery } from '../../platform/http/page.dto.js';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '../submissions/submission.entity.js';
import { TeamRef } from '../submissions/submissions.dto.js';
import { TASK_ENTRY_KINDS, type TaskEntryKind } from '../tasks/task.entity.js';
import { RUN_STAGES, type RunStage } from './notebook-run.entity.js';

const VERDICTS = ['finished', 'time', 'memory', 'crashed', 'no_output', 'bad_output', 'cancelled'] as const;
const SHOWN_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
/** A plain file name: no folder, nothing hidden. */
const FILE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,98}$/u;

export class PackageView {
  name: string;
  version: string;
}

export class NotebookLimitsView {
  wallSeconds: number;
  memoryMegabytes: number;
  processes: number;
  /** Of `/out` and of `/tmp`, each. */
  diskMegabytes: number;
  outputMegabytes: number;
}

export class EnvironmentView {
  name: string;
  /** SHA-256 of everything that defines it. */
  digest: string;
  python: string;
  @ApiProperty({ type: [PackageView] })
  packages: PackageView[];
}

/** What a notebook of the task finds, and what it must write. */
export class NotebookGuideView {
  @ApiProperty({ enum: TASK_ENTRY_KINDS })
  entryKind: TaskEntryKind;
  /** Whether a notebook can run here at this moment; else `missing` says why. */
  isReady: boolean;
  @ApiProperty({
    enum: ['settings', 'open_files', 'hidden_files', 'executor', 'environment'],
    nullable: true,
  })
  missing: 'settings' | 'open_files' | 'hidden_files' | 'executor' | 'environment' | null;
  /** Null until an execute worker offers it. */
  @ApiProperty({ type: EnvironmentView, nullable: true })
  environment: EnvironmentView | null;
  @ApiProperty({ type: NotebookLimitsView, nullable: true })
  limits: NotebookLimitsView | null;
  /** Names in `/data`, the same in both stages. */
  inputs: string[];
  /** Those of them that hold other rows in the hidden run. */
  hiddenInputs: string[];
  /** The file that is collected from the working directory. */
  collect: string;
  /** Its columns. */
  columns: string[];
}

export class NotebookSettingsRequest {
  /** What teams hand in. */
  @IsIn(TASK_ENTRY_KINDS)
  entryKind: TaskEntryKind;

  /** Name of an environment; `GET execution` lists them. */
  @IsString()
  @Length(1, 100)
  environment: string;

  /** Names of the task's files that the open run reads. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(FILE_NAME, { each: true })
  inputs?: string[];

  /** For the notebooks' own random numbers. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  seed?: number;

  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(6 * 3600)
  wallSeconds?: number;

  @IsOptional()
  @IsInt()
  @Min(256)
  @Max(65_536)
  memoryMegabytes?: number;

  @IsOptional()
  @IsInt()
  @Min(16)
  @Max(1024)
  processes?: number;

  @IsOptional()
  @IsInt()
  @Min(16)
  @Max(8192)
  diskMegabytes?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  outputMegabytes?: number;
}

export class HiddenFileView {
  id: string;
  name: string;
  /** Counted for each name. */
  version: number;
  /** Bytes. */
  size: number;
  sha256: string;
  uploadedAt: string;
  /** The newest of its name that was not removed. */
  isInForce: boolean;
}

export class HiddenFileList {
  @ApiProperty({ type: [HiddenFileView] })
  items: HiddenFileView[];
  nextCursor: string | null;
}

/** The set-up of a task's notebooks, for its organizers. */
export class NotebookSettingsView extends NotebookLimitsView {
  @ApiProperty({ enum: TASK_ENTRY_KINDS })
  entryKind: TaskEntryKind;
  environment: string | null;
  inputs: string[];
  seed: number;
  @ApiProperty({ type: [HiddenFileView] })
  hiddenFiles: HiddenFileView[];
}

export class NotebookAccepted {
  id: string;
  /** Of its open run. */
  runId: string;
}

export class NotebookWarningView {
  @ApiProperty({ enum: ['NOTEBOOK_INSTALLS_PACKAGES', 'NOTEBOOK_USES_DRIVE'] })
  code: 'NOTEBOOK_INSTALLS_PACKAGES' | 'NOTEBOOK_USES_DRIVE';
  /** Counted from 0, over cells of every kind. */
  cell: number;
}

export class RunInputView {
  name: string;
  /** Null of hidden data, except to organizers. */
  sha256: string | null;
  hidden: boolean;
}

export class OutputErrorView {
  code: string;
  count: number;
}

export class DifferenceView {
  rows: number;
  rowsThatDiffer: number;
  /** Over columns of numbers; null where rows or texts differ in a way that has no size. */
  largest: number | null;
}

/**
 * A run. Of one on hidden data everybody but organizers gets a verdict and what it used in quarters of the limit, and
 * nothing that its code could have written.
 */
export class NotebookRunView {
  id: string;
  notebookId: string;
  taskId: string;
  team: TeamRef;
  fileName: string;
  @ApiProperty({ enum: RUN_STAGES })
  stage: RunStage;
  /** The entry that it is for; null of an open run. */
  submissionId: string | null;
  @ApiProperty({ enum: SHOWN_STATUSES })
  status: (typeof SHOWN_STATUSES)[number];
  @ApiProperty({ enum: VERDICTS, nullable: true })
  verdict: (typeof VERDICTS)[number] | null;
  /** 1: next; null unless it waits. */
  queuePosition: number | null;
  requestedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  elapsedMs: number | null;
  memoryBytes: number | null;
  peakBytes: number | null;
  /** Of the hidden run: 1 to 4 quarters of the limit, once it is over. */
  timeQuarters: number | null;
  memoryQuarters: number | null;
  /** Code cells of the notebook, and the one that runs now, counted from 0. */
  codeCells: number;
  cellNow: number | null;
  failedCell: number | null;
  /** What is wrong with the predictions of an open run. Ids are compared in the hidden run only. */
  @ApiProperty({ type: [OutputErrorView] })
  outputErrors: OutputErrorView[];
  environment: string;
  environmentDigest: string | null;
  engine: string | null;
  engineVersion: string | null;
  @ApiProperty({ enum: ['cgroup', 'degraded'], nullable: true })
  limitsMode: 'cgroup' | 'degraded' | null;
  @ApiProperty({ type: NotebookLimitsView })
  limits: NotebookLimitsView;
  seed: number;
  codeSha256: string;
  @ApiProperty({ type: [RunInputView] })
  inputs: RunInputView[];
  /** The team's open run before this one, to compare with. */
  previousRunId: string | null;
  /** What the reader may still do. */
  mayCancel: boolean;
  /** For organizers: what went wrong on our side, how often it was tried, where it ran. */
  fault?: string | null;
  attempts?: number;
  slot?: number | null;
  @ApiProperty({ type: DifferenceView, nullable: true, required: false })
  difference?: DifferenceView | null;
}

export class NotebookRunPage {
  @ApiProperty({ type: [NotebookRunView] })
  items: NotebookRunView[];
  nextCursor: string | null;
}

export class HandedInView {
  id: string;
  @ApiProperty({ enum: SUBMISSION_STATUSES })
  status: SubmissionStatus;
}

export class NotebookView {
  id: string;
  taskId: string;
  team: TeamRef;
  uploadedBy: string | null;
  fileName: string;
  note: string;
  /** Bytes. */
  size: number;
  sha256: string;
  codeSha256: string;
  codeCells: number;
  @ApiProperty({ type: [NotebookWarningView] })
  warnings: NotebookWarningView[];
  uploadedAt: string;
  /** Since when the team's mentors may read it and its open runs. */
  sharedAt: string | null;
  /** Newest first. */
  @ApiProperty({ type: [NotebookRunView] })
  runs: NotebookRunView[];
  /** The entry that it was handed in as. */
  @ApiProperty({ type: HandedInView, nullable: true })
  entry: HandedInView | null;
  /** Whether the reader may hand it in now. */
  mayHandIn: boolean;
}

export class NotebookPage {
  @ApiProperty({ type: [NotebookView] })
  items: NotebookView[];
  nextCursor: string | null;
}

export class NotebookSharingRequest {
  @IsBoolean()
  shared: boolean;
}

export class NotebookHandInRequest {
  @IsOptional()
  @IsString()
  @Length(0, 1_000)
  note?: string;
}

export class HandInView {
  submissionId: string;
  /** Of the run on hidden data. */
  runId: string;
  @ApiProperty({ enum: SUBMISSION_STATUSES })
  status: SubmissionStatus;
}

/** What a cell has shown. `html` is a stranger's: show it in a sandboxed frame without scripts, or not at all. */
export class CellOutputView {
  @ApiProperty({ enum: ['text', 'png', 'html', 'error'] })
  kind: 'text' | 'png' | 'html' | 'error';
  @ApiProperty({ enum: ['stdout', 'stderr', 'result'], required: false })
  stream?: 'stdout' | 'stderr' | 'result';
  text?: string;
  base64?: string;
  html?: string;
  name?: string;
  message?: string;
  traceback?: string;
}

export class ExecutedCellView {
  @ApiProperty({ enum: ['code', 'markdown', 'raw'] })
  kind: 'code' | 'markdown' | 'raw';
  source: string;
  /** Among the code cells, counted from 0; null of other cells. */
  code: number | null;
  @ApiProperty({ enum: ['waiting', 'started', 'finished', 'failed'] })
  state: 'waiting' | 'started' | 'finished' | 'failed';
  @ApiProperty({ type: [CellOutputView] })
  outputs: CellOutputView[];
}

/** A notebook with what a run has shown so far. */
export class ExecutedNotebookView {
  run: NotebookRunView;
  @ApiProperty({ type: [ExecutedCellView] })
  cells: ExecutedCellView[];
  /** Bytes of output that were more than is kept. */
  droppedBytes: number;
}

export class CellChangeView {
  /** Place in the later notebook; null: only the earlier one has it. */
  index: number | null;
  earlierIndex: number | null;
  @ApiProperty({ enum: ['same', 'changed', 'added', 'removed'] })
  source: 'same' | 'changed' | 'added' | 'removed';
  @ApiProperty({ enum: ['same', 'changed'] })
  outputs: 'same' | 'changed';
}

/** Two executed notebooks beside each other. */
export class RunComparisonView {
  earlier: ExecutedNotebookView;
  later: ExecutedNotebookView;
  @ApiProperty({ type: [CellChangeView] })
  changes: CellChangeView[];
}

export class ComparisonQuery {
  /** The earlier run; the team's open run before this one when left out. */
  @IsOptional()
  @IsUUID()
  with?: string;
}

export class FrameView {
  /** Counted from 0. */
  n: number;
  @ApiProperty({ enum: ['cell', 'output', 'dropped'] })
  type: 'cell' | 'output' | 'dropped';
  cell?: number;
  of?: number;
  @ApiProperty({ enum: ['started', 'finished', 'failed'], required: false })
  state?: 'started' | 'finished' | 'failed';
  output?: CellOutputView;
  bytes?: number;
}

/** What a run has shown, in order, to go on from where one has read. */
export class FrameList {
  /** A run that was executed again begins anew: another number means that what was read before is void. */
  attempt: number;
  @ApiProperty({ type: [FrameView] })
  items: FrameView[];
  /** Give it as `after`. */
  next: number;
  /** More are there already. */
  more: boolean;
}

export class FrameQuery {
  /** The first frame that is wanted. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  after?: number = 0;
}

export class RunQuery extends PageQuery {
  @IsOptional()
  @IsIn(RUN_STAGES)
  stage?: RunStage;

  @IsOptional()
  @IsUUID()
  teamId?: string;
}

export class CheckView {
  name: string;
  ok: boolean;
  seen: string;
}

export class ExecutorView {
  name: string;
  /** It has been heard of within the last seconds. */
  isAlive: boolean;
  seenAt: string;
  engine: string;
  version: string;
  @ApiProperty({ enum: ['cgroup', 'degraded'] })
  limits: 'cgroup' | 'degraded';
  slots: number;
  busy: number;
  isUsable: boolean;
  missing: string | null;
  @ApiProperty({ type: [CheckView] })
  checks: CheckView[];
  @ApiProperty({ type: [EnvironmentView] })
  environments: EnvironmentView[];
}

/** What executes notebooks on this platform, and how much waits for it. */
export class ExecutionView {
  @ApiProperty({ type: [ExecutorView] })
  executors: ExecutorView[];
  waiting: number;
  running: number;
}

export class RepeatsView {
  /** Runs that were put into the queue. */
  started: number;
}

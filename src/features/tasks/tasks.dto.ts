import { ApiExtraModels, ApiProperty, getSchemaPath, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../platform/http/instant.js';
import { BilingualText, TextsDto } from '../../platform/http/texts.dto.js';
import type { OutcomeKind } from '../../scoring/outcomes/samples.js';
import { OUTCOME_KINDS } from '../../scoring/outcomes/schema.js';
import { GateDto } from './gate.dto.js';
import { IsMetric, IsRankingMetric } from './metric-name.js';
import {
  type BoardVisibility,
  type SplitMethod,
  TASK_ENTRY_KINDS,
  type TaskEntryKind,
} from './task.entity.js';
import type { LabelUnit } from './task.queries.js';
import type { WarningCode } from './task.warnings.js';
import { SCHEMA_CLASSES, type SchemaDto } from './task-schema.dto.js';

const ONE_OF_SCHEMAS = { oneOf: SCHEMA_CLASSES.map(({ value }) => ({ $ref: getSchemaPath(value) })) };

/** A word that is none of the kinds is named by whichever class looks at it. */
const schemaClass = (kind: unknown) =>
  (SCHEMA_CLASSES.find(({ name }) => name === kind) ?? SCHEMA_CLASSES[0]!).value as new () => SchemaDto;

/** How the truth is divided into the public part (live board) and the final part (ranking). */
export class SplitDto {
  /** `column`: the truth file says it; `row` or `cluster` (a patient's rows stay together): drawn, stratified. */
  @IsIn(['column', 'row', 'cluster'])
  method: SplitMethod;

  /** Column with `public` and `final`; for the method `column`. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  column?: string | null;

  /** Share of the rows in the final part, for drawn splits. */
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(0.9)
  finalFraction?: number;
}

const optionalUnlessNull = ValidateIf((_: unknown, value: unknown) => value !== null && value !== undefined);

/** A new task. */
@ApiExtraModels(...SCHEMA_CLASSES.map(({ value }) => value))
export class TaskRequest {
  /** Name in addresses; made from the English name when left out. */
  @IsOptional()
  @Matches(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])$/)
  slug?: string;

  @BilingualText()
  name: TextsDto;

  @IsOptional()
  @BilingualText()
  description?: TextsDto;

  /** Column of the ids, in the truth and in every entry. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  idColumn?: string;

  /** What is predicted: the kind of outcome and its columns. Probabilities of 0 and 1 when left out. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type((options) => schemaClass(options?.object.schema?.kind))
  @ApiProperty({ ...ONE_OF_SCHEMAS, required: false })
  schema?: SchemaDto;

  /** Short for the schema's `prediction`, where one number is predicted. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  predictionColumn?: string;

  /** Short for the schema's `label`, where one number is predicted. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  labelColumn?: string;

  /** Column of the truth that names the patient: rows of one patient stay together. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  clusterColumn?: string | null;

  /** Columns of the truth, such as sex or age band, whose groups the reports of entries tell apart. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  groupColumns?: string[];

  /** Conditions on an entry's report; an entry that does not keep one is marked on the board. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GateDto)
  gates?: GateDto[];

  /** Whether teams see reports of their released entries on the public part before the final ranking; false when left out. */
  @IsOptional()
  @IsBoolean()
  liveReports?: boolean;

  /** Short for the schema's `range`, where one number is predicted. */
  @optionalUnlessNull
  @ApiProperty({ type: [Number], nullable: true, required: false, minItems: 2, maxItems: 2 })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsNumber({}, { each: true })
  range?: [number, number] | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SplitDto)
  split?: SplitDto;

  /** Seed of the drawn split and of the bootstrap; drawn at random when left out. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  seed?: number;

  /** The metric that ranks, with its parameter where it takes one: `f1@0.5`. `GET metric-families` lists them. */
  @IsOptional()
  @IsRankingMetric()
  metric?: string;

  /** Metrics that are shown beside it, none of them twice. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsMetric({ each: true })
  furtherMetrics?: string[];

  /** Entries of a team from midnight to midnight in the event's zone; null: no limit. */
  @optionalUnlessNull
  @IsInt()
  @Min(1)
  @Max(10_000)
  limitPerDay?: number | null;

  /** Entries of a team in all; null: no limit. When never set: 30 below 1,000 public labels, else none. */
  @optionalUnlessNull
  @IsInt()
  @Min(1)
  @Max(100_000)
  limitTotal?: number | null;

  /** By how many standard errors a score must beat its team's best to be shown; 0: always; null: 2 below 1,000 public labels, else 1. */
  @optionalUnlessNull
  @IsIn([0, 1, 2])
  @ApiProperty({ enum: [0, 1, 2], nullable: true, required: false })
  ladderSteps?: number | null;

  /** Decimals of the scores that teams see; 3 when left out. */
  @IsOptional()
  @IsInt()
  @Min(2)
  @Max(6)
  decimals?: number;

  /** Whether Brier scores and log losses are shown before the final board is; null: from 5,000 public labels on. */
  @optionalUnlessNull
  @IsBoolean()
  @ApiProperty({ type: Boolean, nullable: true, required: false })
  liveLosses?: boolean | null;

  /** Entries that a team may select for the final ranking. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  maxSelected?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_000)
  maxUploadMegabytes?: number;

  /** live; frozen: stands still from `frozenAt` on; hidden: no board for participants. */
  @IsOptional()
  @IsIn(['live', 'frozen', 'hidden'])
  board?: BoardVisibility;

  /** When the board freezes; now when left out with `board: frozen`. */
  @optionalUnlessNull
  @IsInstant()
  @ApiProperty({ type: String, nullable: true, required: false })
  frozenAt?: string | null;

  /** First moment of submitting; the event's start when null. */
  @optionalUnlessNull
  @IsInstant()
  @ApiProperty({ type: String, nullable: true, required: false })
  opensAt?: string | null;

  /** Last moment of submitting; the event's end when null. */
  @optionalUnlessNull
  @IsInstant()
  @ApiProperty({ type: String, nullable: true, required: false })
  closesAt?: string | null;
}

/** The settings that change; what is left out stays. */
export class TaskChange extends PartialType(TaskRequest) {}

/** A task as members of the event see it. */
export class TaskView {
  id: string;
  eventSlug: string;
  eventTimeZone: string;
  slug: string;
  name: TextsDto;
  description: TextsDto;
  /** What teams hand in. Organizers set it with the notebooks' settings. */
  @ApiProperty({ enum: TASK_ENTRY_KINDS })
  entryKind: TaskEntryKind;
  idColumn: string;
  @ApiProperty({ enum: OUTCOME_KINDS })
  kind: OutcomeKind;
  /** What is predicted: columns of the truth and of every entry. */
  @ApiProperty(ONE_OF_SCHEMAS)
  schema: SchemaDto;
  metric: string;
  furtherMetrics: string[];
  /** Whether a higher or a lower value of `metric` is better. */
  direction: 'higher' | 'lower';
  limitPerDay: number | null;
  limitTotal: number | null;
  /** By how many standard errors a score must beat its team's best to be shown; 0: always. */
  ladderSteps: number;
  /** Of the scores that teams see. */
  decimals: number;
  /** Conditions on an entry's report; the board marks entries that do not keep one. */
  @ApiProperty({ type: [GateDto] })
  gates: GateDto[];
  /** Whether teams see reports of their released entries on the public part at once. */
  liveReports: boolean;
  /** Metrics that participants see when the final board is published, and not before. */
  withheldMetrics: string[];
  maxSelected: number;
  maxUploadMegabytes: number;
  board: BoardVisibility;
  frozenAt: string | null;
  /** Resolved: the event's start where the task has none. */
  opensAt: string;
  closesAt: string;
  /** Whether entries are taken at this moment. */
  isOpen: boolean;
  finalPublishedAt: string | null;
  /** Whether a truth was uploaded, so that entries can be scored. */
  isReady: boolean;
  /** Set-up that only organizers get. */
  setup?: TaskSetupView;
}

/** What a setting of the public board costs. */
export class BoardWarningView {
  @ApiProperty({
    enum: [
      'ladder_off',
      'ladder_short',
      'many_decimals',
      'live_losses',
      'live_reports',
      'primary_withheld',
      'many_entries',
      'many_a_day',
      'small_final_part',
    ],
  })
  code: WarningCode;
  message: TextsDto;
}

/**
 * At most so much has been told about the public labels: for each scored entry one bit, and where its score was
 * released, log2(10^decimals + 1) bits for each number (score and interval of each metric that is shown, figures of a live
 * report), and what rank interval, band and P(rank 1) can say among so many teams. What an entry changes in other teams'
 * rows, and comparisons of pairs, are not counted.
 */
export class FeedbackView {
  bits: number;
  /** Of the team that was told most. */
  largestTeam: number;
  /** Public labels, or patients where rows belong to them; a label is worth at most one bit where there are two classes. */
  labels: number;
  entries: number;
  /** Entries whose own score was shown. */
  released: number;
}

/** How a task is scored: for its organizers. */
export class TaskSetupView {
  clusterColumn: string | null;
  groupColumns: string[];
  split: SplitDto;
  seed: number;
  /** As set; null means by the number of public labels. */
  ladderSteps: number | null;
  liveLosses: boolean | null;
  /** Whether limitTotal was set; else it follows from the number of public labels. */
  limitChosen: boolean;
  /** Patients where rows belong to them. Null until the truth is there; so is the rest. */
  publicLabels: number | null;
  /** What is counted as a label. */
  @ApiProperty({ enum: ['label', 'patient', 'query'], nullable: true })
  labelUnit: LabelUnit | null;
  @ApiProperty({ type: [BoardWarningView] })
  warnings: BoardWarningView[];
  feedback: FeedbackView | null;
  /** As set; null means the event's own. */
  opensAt: string | null;
  closesAt: string | null;
  /** Once there are entries, what decides about scores is locked. */
  hasEntries: boolean;
}

export class TaskPage {
  @ApiProperty({ type: [TaskView] })
  items: TaskView[];
  nextCursor: string | null;
}

export class ClassCountView {
  name: string;
  rows: number;
}

export class SplitPartView {
  rows: number;
  /** Patients, or queries, where rows belong to them; else rows. */
  units: number;
  /** Rows with label 1, an event, a relevant document …; null where the kind of outcome knows no such thing. */
  positives: number | null;
  prevalence: number | null;
  /** How often each class or label occurs. */
  @ApiProperty({ type: [ClassCountView] })
  counts: ClassCountView[];
}

/** What organizers may know of the truth. No route returns its rows. */
export class TruthView {
  id: string;
  version: number;
  sha256: string;
  /** Bytes. */
  size: number;
  rows: number;
  columns: string[];
  /** Patients, where the task names a patient column. */
  clusters: number | null;
  public: SplitPartView;
  final: SplitPartView;
  uploadedAt: string;
}

export class TaskFileView {
  id: string;
  name: string;
  description: string;
  /** Bytes. */
  size: number;
  sha256: string;
  uploadedAt: string;
  /** Address of the bytes; takes ranges, so that a broken download can go on. */
  url: string;
}

export class TaskFileList {
  @ApiProperty({ type: [TaskFileView] })
  items: TaskFileView[];
  nextCursor: string | null;
}

/** One metric's value. */
export class MetricResultView {
  /** Null: undefined for this data; `undefined` says why. */
  value: number | null;
  /** 95% interval. */
  @ApiProperty({ type: [Number], nullable: true })
  ci: [number, number] | null;
  undefined?: string;
  /** Such as `too_few_positives`. */
  flags?: string[];
}

const MAP_OF_RESULTS = {
  type: 'object' as const,
  additionalProperties: { $ref: '#/components/schemas/MetricResultView' },
};

export class ScoresView {
  @ApiProperty(MAP_OF_RESULTS)
  public: Record<string, MetricResultView>;
  /** Absent until it may be seen. */
  @ApiProperty({ ...MAP_OF_RESULTS, selfRequired: false })
  final?: Record<string, MetricResultView>;
}

/** Raw scores of a private trial. */
export class TrialView {
  rows: number;
  scores: ScoresView;
}

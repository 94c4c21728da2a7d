import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PageQuery } from '../../platform/http/page.dto.js';
import { ScoresView } from '../tasks/tasks.dto.js';
import {
  ENTRY_KINDS,
  type EntryKind,
  SUBMISSION_STATUSES,
  type SubmissionStatus,
} from './submission.entity.js';

export class SubmissionAccepted {
  id: string;
  @ApiProperty({ enum: SUBMISSION_STATUSES })
  status: SubmissionStatus;
}

export class TeamRef {
  id: string;
  name: string;
}

/** One attempt of ours that failed; for organizers. */
export class AttemptView {
  attempt: number;
  at: string;
  message: string;
}

/** An entry. Its team, and its mentors once it is shared, get released values; organizers get raw ones. */
export class SubmissionView {
  id: string;
  taskId: string;
  team: TeamRef;
  /** The team that handed it in, where that has become part of `team` since. */
  madeBy: TeamRef | null;
  submittedBy: string | null;
  /** Of a notebook, file name, size and hash are the notebook's own; what it wrote is nobody's to see. */
  @ApiProperty({ enum: ENTRY_KINDS })
  kind: EntryKind;
  @ApiProperty({ enum: SUBMISSION_STATUSES })
  status: SubmissionStatus;
  /** The run of the notebook on the hidden data, for `notebook-runs/:id`; null of a results file. */
  runId: string | null;
  /** 1: next; null unless queued. */
  queuePosition: number | null;
  /**
   * released: `scores` are this entry's. kept: it is no significant change from the team's best, whose scores stand in
   * their place. Null until scored.
   */
  @ApiProperty({ enum: ['released', 'kept'], nullable: true })
  release: 'released' | 'kept' | null;
  /** The entry whose public scores a team is shown for this one. */
  shownEntryId: string | null;
  /** Null until scored. */
  scores: ScoresView | null;
  note: string;
  fileName: string;
  rowCount: number;
  /** Bytes. */
  size: number;
  sha256: string;
  selected: boolean;
  /** Since when the team's mentors may see it. */
  sharedAt: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
  createdAt: string;
  scoredAt: string | null;
  /** What went wrong on our side, for organizers. */
  @ApiProperty({ type: [AttemptView], required: false })
  attempts?: AttemptView[];
}

export class SubmissionPage {
  @ApiProperty({ type: [SubmissionView] })
  items: SubmissionView[];
  nextCursor: string | null;
}

export class SubmissionQuery extends PageQuery {
  @IsOptional()
  @IsIn(SUBMISSION_STATUSES)
  status?: SubmissionStatus;

  /** One team's entries: for organizers, and the shared ones for the team's mentors. */
  @IsOptional()
  @IsUUID()
  teamId?: string;
}

export class SelectionRequest {
  /** Whether this entry counts for the final ranking. */
  @IsBoolean()
  selected: boolean;
}

export class SharingRequest {
  /** Whether the team's mentors may see this entry with its released scores. */
  @IsBoolean()
  shared: boolean;
}

export class WithdrawRequest {
  /** Shown to the team and kept in the record. */
  @IsString()
  @Length(3, 1_000)
  reason: string;
}

/** Entries of other teams that count for a team, because a member belonged to them or because they became part of it. */
export class CarriedView {
  team: TeamRef;
  entries: number;
}

/** What a team has used of its limits. */
export class QuotaView {
  /** The distinct entries of every team that the members belonged to. */
  usedToday: number;
  /** With what organizers gave the team. */
  limitPerDay: number | null;
  usedTotal: number;
  /** With what organizers gave the team. */
  limitTotal: number | null;
  /** What organizers gave the team for today, and in all. */
  extraToday: number;
  extraTotal: number;
  /** Until when this team may hand in; later than for others where organizers gave it more time. */
  closesAt: string;
  /** The part of usedTotal that other teams handed in. */
  @ApiProperty({ type: [CarriedView] })
  carried: CarriedView[];
  /** Next midnight in the event's zone. */
  dayEndsAt: string;
  selected: number;
  maxSelected: number;
}

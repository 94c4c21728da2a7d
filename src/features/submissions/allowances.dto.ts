import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { IsInstant } from '../../platform/http/instant.js';
import { pageOf } from '../../platform/http/page.dto.js';
import { BudgetTaskRef } from '../teams/teams.dto.js';
import { TeamRef } from './submissions.dto.js';

export class AllowanceRequest {
  @IsUUID()
  taskId: string;

  /** More entries in all. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000)
  extraTotal?: number;

  /** More entries today, by the event's clock. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000)
  extraToday?: number;

  /** Until when this team may hand in, where that is later than for all. */
  @IsOptional()
  @IsInstant()
  closesAt?: string | null;

  /** The team reads it, and it stands in the record. */
  @IsString()
  @Length(3, 1_000)
  reason: string;
}

/** What organizers have given one team. */
export class AllowanceView {
  id: string;
  task: BudgetTaskRef;
  extraTotal: number;
  /** On the day on which it was given. */
  extraToday: number;
  closesAt: Date | null;
  reason: string;
  grantedByName: string;
  grantedAt: Date;
  revokedAt: Date | null;
}

export class AllowancePage extends pageOf(AllowanceView) {}

/** Whose entries a used budget is made of. */
export class UsedFromView {
  team: TeamRef;
  /** false: of a team that became part of this one, or that a member belonged to. */
  isOwn: boolean;
  entries: number;
}

/** What a team has used and may use of one task. */
export class TeamBudgetView {
  task: BudgetTaskRef;
  usedToday: number;
  /** For every team; null: none. */
  limitPerDay: number | null;
  extraToday: number;
  usedTotal: number;
  limitTotal: number | null;
  extraTotal: number;
  /** For this team. */
  closesAt: string;
  /** Whether that is later than for others. */
  isExtended: boolean;
  @ApiProperty({ type: [UsedFromView] })
  from: UsedFromView[];
}

export class BudgetPage extends pageOf(TeamBudgetView) {}

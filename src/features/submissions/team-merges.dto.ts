import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { pageOf } from '../../platform/http/page.dto.js';
import { BroughtView } from '../teams/teams.dto.js';
import { TeamRef } from './submissions.dto.js';

export class MergeRequest {
  /** The team that goes on, with its name and its captain. */
  @IsUUID()
  intoTeamId: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  message?: string;
}

export class LateMergeRequest {
  /** The team that goes on, with its name and its captain. */
  @IsUUID()
  intoTeamId: string;

  /** Both teams read it. */
  @IsString()
  @Length(3, 1_000)
  reason: string;
}

/** A proposal that one team becomes part of another. */
export class MergeView {
  id: string;
  /** Ends with the merger. */
  from: TeamRef;
  /** Goes on. */
  into: TeamRef;
  proposedByName: string;
  message: string;
  createdAt: Date;
  expiresAt: Date;
  /** Members together, and the most that a team may have. */
  memberCount: number;
  maxTeamSize: number;
  /** What the one brings to the other's used entries. */
  @ApiProperty({ type: [BroughtView] })
  budget: BroughtView[];
}

export class MergePage extends pageOf(MergeView) {}

import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { TeamRef } from '../submissions/submissions.dto.js';
import { IsMetric, IsRankingMetric } from '../tasks/metric-name.js';
import type { RescoringStatus } from './rescoring.entity.js';

/** What changes; what is left out stays as it is. Nothing changed means: by today's engine. */
export class RescoringRequest {
  /** For the record, and shown to participants when it is applied. */
  @IsString()
  @Length(3, 1000)
  reason: string;

  /** A version of the truth, uploaded before. */
  @IsOptional()
  @IsUUID()
  truthId?: string;

  @IsOptional()
  @IsRankingMetric()
  metric?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsMetric({ each: true })
  furtherMetrics?: string[];
}

export class ScoreRulesView {
  truthVersion: number;
  metric: string;
  furtherMetrics: string[];
}

export class RescoringView {
  id: string;
  taskId: string;
  status: RescoringStatus;
  reason: string;
  before: ScoreRulesView;
  after: ScoreRulesView;
  /** Entries that have their new score, of those that need one; null to members, who learn of no entries by it. */
  @ApiProperty({ type: Number, nullable: true })
  done: number | null;
  @ApiProperty({ type: Number, nullable: true })
  total: number | null;
  /** Entries whose file can't be scored by the new rules. */
  @ApiProperty({ type: Number, nullable: true })
  refused: number | null;
  requestedAt: string;
  decidedAt: string | null;
}

export class RescoringPage {
  @ApiProperty({ type: [RescoringView] })
  items: RescoringView[];
  nextCursor: string | null;
}

/** Where a team stands by one set of rules; null rank: on no board. */
export class ComparedPlace {
  rank: number | null;
  /** Teams of one band can't be told apart. */
  band: number | null;
  score: number | null;
}

export class ComparedTeam {
  team: TeamRef;
  before: ComparedPlace;
  after: ComparedPlace;
}

export class RefusedEntry {
  submissionId: string;
  team: TeamRef;
  fileName: string;
  /** Codes as in a refused upload. */
  @ApiProperty({ type: [String] })
  codes: string[];
}

/** Both boards side by side, old and new, in the new order. */
export class RescoringComparison {
  @ApiProperty({ type: [ComparedTeam] })
  public: ComparedTeam[];
  @ApiProperty({ type: [ComparedTeam] })
  final: ComparedTeam[];
  @ApiProperty({ type: [RefusedEntry] })
  refused: RefusedEntry[];
}

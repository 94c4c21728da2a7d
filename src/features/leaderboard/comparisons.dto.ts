import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { TeamRef } from '../submissions/submissions.dto.js';
import { GateDto } from '../tasks/gate.dto.js';
import { GateMarks, SPLITS, type Split } from './leaderboard.dto.js';

export class PairsQuery {
  /** `final` is the organizers' until they publish it. */
  @IsOptional()
  @IsIn(SPLITS)
  split?: Split;

  /** So many teams from the top. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(50)
  top?: number;
}

/** How two scores differ on the same labels. */
export class ComparisonView {
  /** The first minus the second, rounded as scores are. */
  difference: number;
  /** Its 95% interval. */
  @ApiProperty({ type: [Number] })
  interval: [number, number];
  /** Two-sided, not adjusted for other comparisons. */
  p: number;
  /** Share of the bootstrap samples in which the first is better. */
  probability: number;
  /** Share in which both have the same score. */
  tied: number;
}

export class PairTeamView {
  team: TeamRef;
  rank: number;
  band: number | null;
  score: number | null;
}

export class PairView {
  /** Ids of two teams, the one that stands higher first. */
  a: string;
  b: string;
  /** Null where one score is undefined, or nothing is known to compare them by. */
  comparison: ComparisonView | null;
}

/** "Is A better than B?" for the teams at the top of a board. */
export class PairsView {
  version: number;
  split: Split;
  metric: string;
  direction: 'higher' | 'lower';
  @ApiProperty({ type: [PairTeamView] })
  teams: PairTeamView[];
  @ApiProperty({ type: [PairView] })
  pairs: PairView[];
}

export class OwnEntriesQuery {
  /** Of which team; for organizers. */
  @IsOptional()
  @IsUUID()
  teamId?: string;
}

/** A team's released score, and how it compares with the team's best. */
export class ReleasedEntryView {
  id: string;
  fileName: string;
  createdAt: string;
  score: number | null;
  @ApiProperty({ type: [Number], nullable: true })
  ci: [number, number] | null;
  isBest: boolean;
  /** This entry minus the best. */
  againstBest: ComparisonView | null;
}

export class ReleasedEntriesView {
  metric: string;
  direction: 'higher' | 'lower';
  /** In the order of acceptance; entries that were no significant change have no score of their own and are not listed. */
  @ApiProperty({ type: [ReleasedEntryView] })
  items: ReleasedEntryView[];
}

export class PreviewPlaceView {
  rank: number;
  @ApiProperty({ type: [Number], nullable: true })
  rankInterval: [number, number] | null;
  band: number | null;
  score: number | null;
  @ApiProperty({ type: [Number], nullable: true })
  ci: [number, number] | null;
}

export class PreviewTeamView {
  team: TeamRef;
  /** Null: on no public board, since none of its scores stands there. */
  public: PreviewPlaceView | null;
  final: PreviewPlaceView;
  /** Places that publishing lifts it by; negative: it falls. Null where it had none. */
  moved: number | null;
  bandChanges: boolean;
  /** The entry that stands for it, and whether the team had chosen its entries. */
  entryId: string;
  bySelection: boolean;
  /** Gates that this entry does not keep; left out where the task has none. */
  gates?: GateMarks;
}

/** What publishing the final board would show. */
export class FinalPreviewView {
  /** Of the board; publishing by it is refused once it has changed. */
  version: number;
  /** Entries that wait or are being scored: until they are done nothing can be published. */
  unfinished: number;
  finalPublishedAt: string | null;
  metric: string;
  direction: 'higher' | 'lower';
  /** Teams whose band is another one. */
  bandsChanged: number;
  largestMove: number;
  /** What the rows' marks speak of. */
  @ApiProperty({ type: [GateDto] })
  gates: GateDto[];
  @ApiProperty({ type: [PreviewTeamView] })
  teams: PreviewTeamView[];
}

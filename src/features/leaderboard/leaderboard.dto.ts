import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Min } from 'class-validator';
import { TeamRef } from '../submissions/submissions.dto.js';
import { GateDto } from '../tasks/gate.dto.js';
import type { BoardVisibility } from '../tasks/task.entity.js';

export const SPLITS = ['public', 'final'] as const;
export type Split = (typeof SPLITS)[number];

/** Positions in the board's `gates`. */
export class GateMarks {
  /** Not kept. */
  failed: number[];
  /** Could not be judged: the figure is undefined, or rests on too few rows. */
  unknown: number[];
}

export class LeaderboardRow {
  /** Equal scores share a rank; an undefined score comes last. */
  rank: number;
  /** 95% interval of the rank over bootstrap samples of the labels; null: undefined score, or nothing to tell by. */
  @ApiProperty({ type: [Number], nullable: true })
  rankInterval: [number, number] | null;
  /** 1 is the best. Within a band nobody is significantly worse than its first team; null: undefined score. */
  band: number | null;
  /** Share of the bootstrap samples in which the team comes first, alone or with others. */
  pFirst: number | null;
  team: TeamRef;
  /** The team was dissolved; its result stays. Left out where it goes on. */
  hasEnded?: boolean;
  /** Released value of the team's best entry; null: undefined. */
  score: number | null;
  /** Its 95% interval. */
  @ApiProperty({ type: [Number], nullable: true })
  ci: [number, number] | null;
  /** Such as `too_few_positives`. */
  @ApiProperty({ type: [String], required: false })
  flags?: string[];
  /** Gates that the entry does not keep; left out where the task has none, or they are not shown yet. */
  gates?: GateMarks;
  /** Scored entries of the team. */
  entries: number;
  /** When the entry that stands here was accepted. */
  submittedAt: string;
}

export class PublishQuery {
  /** The board's version that the preview showed; left out: as it stands now. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  version?: number;
}

export class LeaderboardView {
  /** Counts changes of the board that this reader may know of. */
  version: number;
  split: Split;
  metric: string;
  direction: 'higher' | 'lower';
  board: BoardVisibility;
  /** Set when the board freezes or froze. */
  frozenAt: string | null;
  finalPublishedAt: string | null;
  /** Conditions on the entries' reports that the rows' marks speak of; empty where there are none, or not yet. */
  @ApiProperty({ type: [GateDto] })
  gates: GateDto[];
  @ApiProperty({ type: [LeaderboardRow] })
  rows: LeaderboardRow[];
}

export class PublishedView {
  finalPublishedAt: string;
}

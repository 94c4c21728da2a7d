import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, Length, Max, Min, ValidateIf } from 'class-validator';
import { GATE_FIGURES, type GateFigure, type GateScope } from '../../scoring/report/gates.js';

const SCOPES = Object.keys(GATE_FIGURES) as GateScope[];
const FIGURES = [...new Set<GateFigure>(Object.values(GATE_FIGURES).flat())];
const NUMBER = { type: Number, nullable: true, required: false } as const;
const unlessNull = ValidateIf((_: unknown, value: unknown) => value !== null && value !== undefined);

/** A condition on an entry's report: `{of: 'group', figure: 'auroc', min: 0.7}` is "no group below 0.7 AUROC". */
export class GateDto {
  /** everybody; group: each group that is shown; gap: from one group to another. */
  @IsIn(SCOPES)
  @ApiProperty({ enum: SCOPES })
  of: GateScope;

  /** A figure of the report. `netBenefit` and `riskAtCoverage` are of everybody; gaps have figures of their own. */
  @IsIn(FIGURES)
  @ApiProperty({ enum: FIGURES })
  figure: GateFigure;

  /** Of the groups; null: each of the task's group columns. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @ApiProperty({ type: String, nullable: true, required: false })
  column?: string | null;

  /** Threshold of `netBenefit`, share of rows that are answered of `riskAtCoverage`; else null. */
  @unlessNull
  @IsNumber()
  @Min(0)
  @Max(1)
  @ApiProperty(NUMBER)
  at?: number | null;

  /** Lowest value that is still right. */
  @unlessNull
  @IsNumber()
  @ApiProperty(NUMBER)
  min?: number | null;

  /** Highest value that is still right. */
  @unlessNull
  @IsNumber()
  @ApiProperty(NUMBER)
  max?: number | null;
}

/** How an entry stands to one of the task's gates. */
export class JudgedGateView {
  gate: GateDto;
  /** unknown: the figure is undefined, or rests on too few rows. */
  @ApiProperty({ enum: ['kept', 'failed', 'unknown'] })
  verdict: 'kept' | 'failed' | 'unknown';
  /** The value that decides. */
  @ApiProperty({ type: Number, nullable: true })
  value: number | null;
  /** Column and group of that value; null: everybody. */
  @ApiProperty({ type: String, nullable: true })
  column: string | null;
  @ApiProperty({ type: String, nullable: true })
  group: string | null;
}

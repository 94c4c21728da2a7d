import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { JudgedGateView } from '../tasks/gate.dto.js';

const NUMBER = { type: Number, nullable: true } as const;
const INTERVAL = { type: [Number] as [typeof Number], nullable: true } as const;

/** Figures of some rows; null where one is undefined or rests on too few rows. */
export class GroupFiguresView {
  rows: number;
  positives: number;
  prevalence: number;
  meanPrediction: number;
  @ApiProperty(NUMBER)
  auroc: number | null;
  /** 95%. */
  @ApiProperty(INTERVAL)
  aurocInterval: [number, number] | null;
  @ApiProperty(NUMBER)
  averagePrecision: number | null;
  @ApiProperty(NUMBER)
  brier: number | null;
  /** 0 is the aim. */
  @ApiProperty(NUMBER)
  calibrationInTheLarge: number | null;
  /** 1 is the aim; from 20 rows of each class on. */
  @ApiProperty(NUMBER)
  calibrationSlope: number | null;
  /** True positive rate at the report's threshold. */
  @ApiProperty(NUMBER)
  tpr: number | null;
  @ApiProperty(INTERVAL)
  tprInterval: [number, number] | null;
  @ApiProperty(NUMBER)
  fpr: number | null;
  @ApiProperty(INTERVAL)
  fprInterval: [number, number] | null;
  @ApiProperty(NUMBER)
  ppv: number | null;
  /** Share called positive. */
  selectionRate: number;
}

export class NamedGroupView extends GroupFiguresView {
  /** As in the labels' file; empty for rows that name none. */
  name: string;
}

/** From the best group to the worst; null with fewer than two groups that have the figure. */
export class GroupGapsView {
  @ApiProperty(NUMBER)
  equalOpportunity: number | null;
  @ApiProperty(NUMBER)
  falsePositiveRates: number | null;
  @ApiProperty(NUMBER)
  equalizedOdds: number | null;
  @ApiProperty(NUMBER)
  demographicParity: number | null;
  @ApiProperty(NUMBER)
  auroc: number | null;
}

export class GroupColumnView {
  column: string;
  @ApiProperty({ type: [NamedGroupView] })
  groups: NamedGroupView[];
  /** Groups that are not shown: fewer than 11 rows of a class, or needed to hide those. */
  hidden: number;
  /** Name of the group with the lowest AUROC. */
  @ApiProperty({ type: String, nullable: true })
  worst: string | null;
  gaps: GroupGapsView;
}

export class CalibrationBinView {
  rows: number;
  /** Mean predicted risk. */
  predicted: number;
  /** Share with the outcome. */
  observed: number;
  @ApiProperty({ type: [Number] })
  interval: [number, number];
}

export class CalibrationLineView {
  intercept: number;
  slope: number;
  interceptError: number;
  slopeError: number;
}

export class CalibrationPlotView {
  @ApiProperty({ type: [CalibrationBinView] })
  bins: CalibrationBinView[];
  /** Predictions in each twentieth of [0, 1]. */
  histogram: number[];
  @ApiProperty({ type: CalibrationLineView, nullable: true })
  line: CalibrationLineView | null;
  @ApiProperty(NUMBER)
  inTheLarge: number | null;
}

export class DecisionPointView {
  threshold: number;
  netBenefit: number;
  /** Of treating everybody; treating nobody has 0. */
  treatAll: number;
}

export class CoveragePointView {
  /** Share answered, the surest first. */
  coverage: number;
  /** Share of wrong answers among them. */
  risk: number;
}

export class ReportQuery {
  /** final when left out, where the reader may see it; else public. */
  @IsOptional()
  @IsIn(['public', 'final'])
  part?: 'public' | 'final';
}

export class GivenAnswersView {
  /** Share of the rows that the entry answers. */
  coverage: number;
  /** Share of wrong answers among them; null with fewer than 11 right or wrong ones. */
  @ApiProperty(NUMBER)
  risk: number | null;
}

/** What is known of an entry beyond its scores, on one part of the labels. */
export class EntryReportView {
  @ApiProperty({ enum: ['public', 'final'] })
  part: 'public' | 'final';
  /** The task's gates, and how the entry stands to them on this part. */
  @ApiProperty({ type: [JudgedGateView] })
  gates: JudgedGateView[];
  madeAt: string;
  rows: number;
  positives: number;
  /** Predictions from here on are called positive. */
  threshold: number;
  overall: GroupFiguresView;
  @ApiProperty({ type: [GroupColumnView] })
  columns: GroupColumnView[];
  /** These three are null where predictions are no probabilities. */
  @ApiProperty({ type: CalibrationPlotView, nullable: true })
  calibration: CalibrationPlotView | null;
  @ApiProperty({ type: [DecisionPointView], nullable: true })
  decision: DecisionPointView[] | null;
  @ApiProperty({ type: [CoveragePointView], nullable: true })
  coverage: CoveragePointView[] | null;
  /** Where the task asks for abstentions; absent from reports that were made before it could. */
  @ApiProperty({ type: GivenAnswersView, nullable: true, required: false })
  answers?: GivenAnswersView | null;
}
